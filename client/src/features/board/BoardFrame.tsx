import { useEffect, useState, type ReactNode } from 'react';
import type { BoardStore } from '../../board/BoardStore.ts';
import { Toast } from '../../components/Toast.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './Board.module.css';
import { BoardNotices } from './BoardNotices.tsx';
import { BoardPage, type OnCanvas } from './BoardPage.tsx';
import { BoardToolbar } from './BoardToolbar.tsx';
import { Colors } from './Colors.tsx';
import { PageStrip } from './PageStrip.tsx';
import palette from './Palette.module.css';
import { Sizes } from './Sizes.tsx';
import { useBoardView } from './useBoardStore.ts';

/** A surface's kind of seat decides how the parts lie. */
export type BoardSurface = 'kit' | 'desk' | 'companion' | 'home';

export interface BoardFrameProps {
  store: BoardStore;
  surface: BoardSurface;
  tools: boolean;
  onLock?: ((locked: boolean) => void) | undefined;
  onAgain: () => void;
  onCanvas?: OnCanvas;
  /** Over a corner of the page. */
  children?: ReactNode;
}

const TOAST_MS = 6_000;

/** Toolbar, page, strip and notices around one open board. */
export function BoardFrame({ store, surface, tools, onLock, onAgain, onCanvas, children }: BoardFrameProps) {
  const { t } = useTranslation('board');
  const view = useBoardView(store);
  const [toast, setToast] = useState<'cleared' | 'removed'>();
  useEffect(() => {
    if (toast === undefined) return;
    const timer = setTimeout(() => setToast(undefined), TOAST_MS);
    return () => clearTimeout(timer);
  }, [toast]);

  const number = view.page === undefined ? 0 : view.pages.indexOf(view.page) + 1;
  const leads = view.rights?.mayLead === true;
  const undoToast = () => {
    store.undo();
    setToast(undefined);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLTextAreaElement) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) store.redo();
    else store.undo();
  };
  return (
    // Keys of all that is inside: it is not itself worked on.
    <div role="presentation" className={css.frame} data-tools={tools} onKeyDown={onKeyDown}>
      {tools && (
        <BoardToolbar
          store={store}
          onLock={leads ? onLock : undefined}
          onClear={
            leads
              ? () => {
                  store.clearPage();
                  setToast('cleared');
                }
              : undefined
          }
        >
          {surface === 'desk' && <Sizes store={store} />}
        </BoardToolbar>
      )}
      <div className={css.stage}>
        {surface === 'kit' && <p className={css.head}>{t('pages.head', { number, count: view.pages.length })}</p>}
        <BoardPage store={store} surface={surface} tools={tools} onCanvas={onCanvas} />
        {children}
        <BoardNotices store={store} onAgain={onAgain} />
        {toast && (
          <div className={css.toast} role="status">
            <Toast message={t(toast)} undo={{ word: t('tools.undo'), onUndo: undoToast }} />
          </div>
        )}
      </div>
      {tools && (
        <div className={palette.palette}>
          <Colors store={store} />
          {surface === 'companion' && <Sizes store={store} />}
        </div>
      )}
      {tools && <PageStrip store={store} onRemoved={() => setToast('removed')} />}
    </div>
  );
}
