import { lazy, Suspense, type ReactNode } from 'react';
import type { BoardNow } from '../../../features/capsule/props.ts';
import type { HandIn } from '../../../features/own-pages/OwnPageView.tsx';
import { loadWords } from '../../../lib/i18n.ts';
import { useOwnPages, type OwnPagesOptions } from './useOwnPages.ts';
import { useShownPage } from './useShownPage.ts';

/** Nobody waits for these to hear a lesson. */
const OwnPagesPart = lazy(() => import('../../../features/own-pages/OwnPagesPart.tsx'));
const OwnPageView = lazy(() => import('../../../features/own-pages/OwnPageView.tsx'));
const OwnBoard = lazy(async () => {
  const [module] = await Promise.all([import('../../../features/board/OwnBoard.tsx'), loadWords('board')]);
  return module;
});

/** Below it the tools of a tablet have no room. */
const PHONE = '(max-width: 599px)';

export interface AroundPlayerProps extends OwnPagesOptions {
  handIn?: HandIn | undefined;
  /** The player, and what of one's own pages stands in it. */
  children: (ownPages: ((board: BoardNow) => ReactNode) | undefined) => ReactNode;
}

/** A player with one's own pages of its board: a page lies over it, and the player keeps its place beneath. */
export function AroundPlayer({ handIn, children, ...options }: AroundPlayerProps) {
  const pages = useOwnPages(options);
  const { shown, show, hide } = useShownPage();
  return (
    <>
      {children(
        pages &&
          ((moment) => (
            <Suspense fallback={null}>
              <OwnPagesPart pages={pages} moment={moment} onOpen={show} />
            </Suspense>
          )),
      )}
      {pages && shown && (
        <Suspense fallback={null}>
          <OwnPageView
            key={shown}
            pages={pages}
            ownPageId={shown}
            onBack={hide}
            handIn={handIn}
            renderBoard={(doc) => (
              <Suspense fallback={null}>
                <OwnBoard doc={doc} surface={matchMedia(PHONE).matches ? 'home' : 'companion'} />
              </Suspense>
            )}
          />
        </Suspense>
      )}
    </>
  );
}
