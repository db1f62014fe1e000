import { ownPageLimits } from '@pluriclasse/shared/capsule/ownPage';
import { AppError } from '@pluriclasse/shared/errors';
import type { OwnPageId } from '@pluriclasse/shared/ids';
import { PenTool, Trash2 } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Toast } from '../../components/Toast.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { OwnPages } from '../../live/ownPages/OwnPages.ts';
import css from './ownPages.module.css';
import { PageThumb } from './PageThumb.tsx';
import { usePageName } from './usePageName.ts';

/** The board at this moment. */
export interface Moment {
  readonly at: () => number;
  readonly chapter: () => string;
  readonly copy: () => Promise<Uint8Array>;
  readonly pause: () => void;
}
export interface OwnPagesPartProps {
  pages: OwnPages;
  moment: Moment;
  onOpen: (ownPageId: OwnPageId) => void;
}

const UNDO_MS = 6_000;

/** Takes the board to a page of one's own, and shows those that were taken. */
export default function OwnPagesPart({ pages, moment, onOpen }: OwnPagesPartProps) {
  const { t } = useTranslation('capsule');
  const nameOf = usePageName();
  const view = useSyncExternalStore(pages.view.subscribe, pages.view.get);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<'tooMany' | 'notKept' | 'failed'>();
  const [removed, setRemoved] = useState<OwnPageId>();
  useEffect(() => {
    if (removed === undefined) return;
    const timer = setTimeout(() => setRemoved(undefined), UNDO_MS);
    return () => clearTimeout(timer);
  }, [removed]);
  const take = async () => {
    moment.pause();
    setBusy(true);
    setFailed(undefined);
    try {
      const [at, title] = [Math.round(moment.at()), moment.chapter().slice(0, 80).trim()];
      onOpen(await pages.take({ at, title }, await moment.copy()));
    } catch (error) {
      const reason = error instanceof AppError ? error.reason : undefined;
      setFailed(reason === 'too-many-pages' ? 'tooMany' : reason === 'no_room' ? 'notKept' : 'failed');
    } finally {
      setBusy(false);
    }
  };
  const remove = (ownPageId: OwnPageId) => {
    setFailed(undefined);
    void pages.remove(ownPageId).then(() => setRemoved(ownPageId));
  };
  const undo = () => {
    if (removed !== undefined) void pages.restore(removed);
    setRemoved(undefined);
  };
  const full = view.pages.length >= ownPageLimits.pages;
  return (
    <section className={css.part} aria-labelledby="own-pages">
      <h2 id="own-pages">{t('ownPages.title')}</h2>
      {view.pages.length === 0 ? (
        <p className={css.note}>{t('ownPages.none')}</p>
      ) : (
        <ul className={css.list}>
          {view.pages.map((page) => (
            <li key={page.ownPageId}>
              <button type="button" className={css.open} onClick={() => onOpen(page.ownPageId)}>
                <PageThumb pages={pages} page={page} />
                <span>{nameOf(page)}</span>
              </button>
              <IconButton
                icon={Trash2}
                label={t('ownPages.remove', { page: nameOf(page) })}
                onClick={() => remove(page.ownPageId)}
              />
            </li>
          ))}
        </ul>
      )}
      <Button icon={PenTool} wide busy={busy} disabled={full} onClick={() => void take()}>
        {t('ownPages.take')}
      </Button>
      {full && <p className={css.note}>{t('ownPages.tooMany', { count: ownPageLimits.pages })}</p>}
      {failed && <ErrorLine>{t(`ownPages.${failed}`, { count: ownPageLimits.pages })}</ErrorLine>}
      <div role="status" className={css.toast}>
        {removed && <Toast message={t('ownPages.removed')} undo={{ word: t('ownPages.undo'), onUndo: undo }} />}
      </div>
    </section>
  );
}
