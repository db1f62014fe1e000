import type { OwnPageId } from '@pluriclasse/shared/ids';
import { ArrowLeft, CircleCheck, CloudOff, Send, Smartphone } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type * as Y from 'yjs';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { OpenPage, OwnPages } from '../../live/ownPages/OwnPages.ts';
import css from './ownPages.module.css';
import { usePageName } from './usePageName.ts';

/** Where a capsule asks for something at its end, a page can be the answer. */
export interface HandIn {
  /** The page that was handed in last. */
  readonly page: OwnPageId | undefined;
  readonly onHandIn: (page: OwnPageId) => void;
}

export interface OwnPageViewProps {
  pages: OwnPages;
  ownPageId: OwnPageId;
  /** Back, or there is no such page. */
  onBack: () => void;
  handIn?: HandIn | undefined;
  renderBoard: (doc: Y.Doc) => ReactNode;
}

/** A page of one's own over the lesson that it was taken from. */
export default function OwnPageView({ pages, ownPageId, onBack, handIn, renderBoard }: OwnPageViewProps) {
  const open = useOpenPage(pages, ownPageId, onBack);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) element.showModal();
    return () => {
      element?.close();
      // Only an HTMLElement can have had the focus in an HTML page.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={css.page}
      aria-labelledby="own-page"
      onCancel={(event) => {
        event.preventDefault();
        onBack();
      }}
    >
      <PageHead pages={pages} ownPageId={ownPageId} handIn={handIn} onBack={onBack} />
      <div className={css.board}>{open && renderBoard(open.doc)}</div>
    </dialog>
  );
}

const kinds = {
  here: { icon: Smartphone, state: 'plain' },
  waits: { icon: CloudOff, state: 'slow' },
  sent: { icon: CircleCheck, state: 'good' },
} as const;

function PageHead({ pages, ownPageId, handIn, onBack }: Omit<OwnPageViewProps, 'renderBoard'>) {
  const { t } = useTranslation('capsule');
  const nameOf = usePageName();
  const view = useSyncExternalStore(pages.view.subscribe, pages.view.get);
  const page = view.pages.find((one) => one.ownPageId === ownPageId);
  const lost = view.state === 'not-kept';
  return (
    <header className={css.head}>
      <Button icon={ArrowLeft} onClick={onBack}>
        {t('ownPages.back')}
      </Button>
      <h1 id="own-page">{page ? nameOf(page) : t('ownPages.title')}</h1>
      <div role="status" className={css.kept}>
        {lost ? (
          <Chip state="trouble" icon={CloudOff}>
            {t('ownPages.notKept')}
          </Chip>
        ) : (
          page && (
            <Chip state={kinds[page.kept].state} icon={kinds[page.kept].icon}>
              {t(`ownPages.kept.${page.kept}`)}
            </Chip>
          )
        )}
      </div>
      {handIn &&
        (handIn.page === ownPageId ? (
          <Chip state="good" icon={Send}>
            {t('ownPages.handedIn')}
          </Chip>
        ) : (
          <Button kind="primary" icon={Send} onClick={() => handIn.onHandIn(ownPageId)}>
            {t('ownPages.handIn')}
          </Button>
        ))}
    </header>
  );
}

function useOpenPage(pages: OwnPages, ownPageId: OwnPageId, onGone: () => void): OpenPage | undefined {
  const [open, setOpen] = useState<OpenPage>();
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  useEffect(() => {
    let left = false;
    let opened: OpenPage | undefined;
    pages.open(ownPageId).then(
      (page) => {
        opened = page;
        if (left) page?.close();
        else if (page === undefined) gone.current();
        else setOpen(page);
      },
      () => !left && gone.current(),
    );
    return () => {
      left = true;
      opened?.close();
    };
  }, [pages, ownPageId]);
  return open;
}
