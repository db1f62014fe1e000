import type { PupilCatchUp } from '@pluriclasse/shared/api/catchUps';
import { readOwnPage, type KeptOwnPage } from '@pluriclasse/shared/api/ownPages';
import { fromBase64 } from '@pluriclasse/shared/base64';
import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { CircleX, Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { drawState, type PageWords } from '../../../board/canvas/drawState.ts';
import { timeText } from '../../../capsule/timeline.ts';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { useRead } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './desk.module.css';

export interface PupilPagesProps {
  capsuleId: CapsuleId;
  of: PupilCatchUp;
}

/** Pages that a pupil took from the board to work on, small; each opens to be read. */
export default function PupilPages({ capsuleId, of }: PupilPagesProps) {
  const { t } = useTranslation('catch-up');
  const { t: common } = useTranslation('common');
  const [shown, setShown] = useState<string>();
  const nameOf = ({ title, at }: KeptOwnPage) =>
    title === '' ? t('desk.pageNameless', { time: timeText(at) }) : t('desk.pageName', { title, time: timeText(at) });
  const open = of.pages.find(({ ownPageId }) => ownPageId === shown);
  const handedIn = of.task?.page;
  return (
    <div className={css.group}>
      <h3>{t('desk.pages')}</h3>
      <p className={css.note}>{t('desk.pagesNote')}</p>
      {handedIn !== undefined && of.pages.every(({ ownPageId }) => ownPageId !== handedIn) && (
        <p className={css.note}>{t('desk.pageGone')}</p>
      )}
      <ul className={css.pages}>
        {of.pages.map((page) => (
          <li key={page.ownPageId}>
            <button
              type="button"
              className={css.page}
              aria-label={t('desk.pageOpen', { page: nameOf(page) })}
              onClick={() => setShown(page.ownPageId)}
            >
              <PagePicture capsuleId={capsuleId} of={of} page={page} width={320} />
              <span>{nameOf(page)}</span>
            </button>
            {page.ownPageId === handedIn && (
              <Chip state="good" icon={Send}>
                {t('desk.pageHandedIn')}
              </Chip>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <Dialog
          wide
          title={t('desk.pageOf', { alias: of.pupil.alias, page: nameOf(open) })}
          onClose={() => setShown(undefined)}
          acts={<Button onClick={() => setShown(undefined)}>{common('close')}</Button>}
        >
          <PagePicture capsuleId={capsuleId} of={of} page={open} width={PAGE_WIDTH} told />
        </Dialog>
      )}
    </div>
  );
}

interface PagePictureProps extends PupilPagesProps {
  page: KeptOwnPage;
  /** Pixels. */
  width: number;
  /** Says what is on it to those who don't see it. */
  told?: boolean;
}

function PagePicture({ capsuleId, of, page, width, told = false }: PagePictureProps) {
  const { t } = useTranslation('catch-up');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState<PageWords>();
  const { ownPageId } = page;
  const read = useRead(readOwnPage, { params: { capsuleId, pupilId: of.pupil.pupilId, ownPageId } });
  const state = read.data?.state;
  useEffect(() => {
    const bytes = state === undefined ? undefined : fromBase64(state);
    if (canvas.current && bytes) setWords(drawState(canvas.current, bytes));
  }, [state]);
  const strokes = words && t('desk.pageStrokes', { count: words.strokes });
  const label = strokes && t('desk.pageWords', { strokes, texts: words.texts.join('; ') });
  if (read.error && !read.data) {
    return (
      <Chip state="trouble" icon={CircleX}>
        {t('desk.pageFailed')}
      </Chip>
    );
  }
  return (
    <canvas
      ref={canvas}
      width={width}
      height={Math.round((width * PAGE_HEIGHT) / PAGE_WIDTH)}
      {...(told && label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
