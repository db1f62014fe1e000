import { presentedTime, type CueFate, type Delivered } from '@pluriclasse/shared/capsule/captions';
import { toPresented } from '@pluriclasse/shared/capsule/stretches';
import { CircleAlert, EyeOff } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Chip } from '../../components/Chip.tsx';
import { cx } from '../../components/cx.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './captions.module.css';
import type { WrittenCue } from './cues.ts';
import type { OnOpen } from './onOpen.ts';
import { secondsText } from './times.ts';

export interface CueRowProps {
  cue: WrittenCue;
  fate: CueFate;
  delivered: Delivered;
  language: string;
  isEntry: boolean;
  /** What it is changed with, while it is open. */
  form: ReactNode;
  onOpen: OnOpen;
}

/** One cue of the list; there may be thousands, so only the one that is open can be written in. */
export const CueRow = memo(function CueRow({ cue, fate, delivered, language, isEntry, form, onOpen }: CueRowProps) {
  const { t } = useTranslation('captions');
  const { key, speaker, text } = cue;
  const from = presentedTime(cue, delivered)?.from ?? toPresented(delivered.kept, cue.from);
  const isOpen = Boolean(form);
  return (
    <li className={cx(css.cue, isOpen && css.open)}>
      <button
        type="button"
        data-roving
        data-cue={key}
        className={css.row}
        tabIndex={isEntry ? 0 : -1}
        aria-expanded={isOpen}
        onClick={() => onOpen(isOpen ? undefined : key, key)}
      >
        <span className={css.at}>{secondsText(from)}</span>
        <span lang={language} className={css.words}>
          {speaker !== null && <b>{speaker}: </b>}
          {text}
        </span>
        {text.trim() === '' && <Chip icon={CircleAlert}>{t('row.empty')}</Chip>}
        {fate !== 'kept' && <Chip icon={EyeOff}>{t(`row.${fate}`)}</Chip>}
      </button>
      {form}
    </li>
  );
});
