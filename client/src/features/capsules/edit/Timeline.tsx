import type { CapsuleEdit } from '@pluriclasse/shared/api/capsules';
import type { Chapter } from '@pluriclasse/shared/capsule/manifest';
import { without, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { keptOf, wholeOf } from './changes.ts';
import { timeText } from './clock.ts';
import { Handle } from './Handle.tsx';
import css from './Timeline.module.css';

export interface TimelineProps {
  recorded: readonly Stretch[];
  edit: CapsuleEdit;
  chapters: readonly Chapter[];
  head: number;
  onHead: (at: number) => void;
  onTrim: (end: keyof Stretch, at: number) => void;
}

/** The whole recording: what is seen, what is cut, what is missing; its ends and one's place can be moved. */
export function Timeline({ recorded, edit, chapters, head, onHead, onTrim }: TimelineProps) {
  const { t } = useTranslation('capsules');
  const whole = wholeOf(recorded);
  const length = Math.max(1, whole.to - whole.from);
  const kept = keptOf(recorded, edit);
  const place = (at: number) => `${((at - whole.from) / length) * 100}%`;
  const piece = (look: string | undefined) => (stretch: Stretch) => (
    <span
      key={stretch.from}
      className={cx(css.piece, look)}
      style={{ left: place(stretch.from), width: `${((stretch.to - stretch.from) / length) * 100}%` }}
    />
  );
  return (
    <div className={css.timeline} role="group" aria-label={t('edit.timeline')}>
      <div className={css.line}>
        {without([whole], recorded).map(piece(css.lost))}
        {without(recorded, kept).map(piece(css.cut))}
        {kept.map(piece(css.kept))}
        {chapters.map(({ at, title }, n) => (
          <span key={`${at} ${n}`} className={css.chapter} style={{ left: place(at) }} title={title} />
        ))}
        <Handle
          kind="from"
          label={t('edit.trim.fromSlider')}
          value={edit.trim?.from ?? whole.from}
          whole={whole}
          onMove={(at) => onTrim('from', at)}
        />
        <Handle kind="head" label={t('edit.head')} value={head} whole={whole} onMove={onHead} />
        <Handle
          kind="to"
          label={t('edit.trim.toSlider')}
          value={edit.trim?.to ?? whole.to}
          whole={whole}
          onMove={(at) => onTrim('to', at)}
        />
      </div>
      <div className={css.foot}>
        <span>{timeText(whole.from)}</span>
        <ul className={css.legend}>
          <li>
            <i className={css.kept} /> {t('edit.legend.kept')}
          </li>
          <li>
            <i className={css.cut} /> {t('edit.legend.cut')}
          </li>
          {recorded.length > 1 && (
            <li>
              <i className={css.lost} /> {t('edit.legend.lost')}
            </li>
          )}
        </ul>
        <span>{timeText(whole.to)}</span>
      </div>
    </div>
  );
}
