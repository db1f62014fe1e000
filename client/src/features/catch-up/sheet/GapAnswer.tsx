import { readGaps } from '@pluriclasse/shared/capsule/gaps';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { Hidden } from '../../../components/Hidden.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './answers.module.css';
import type { AnswerProps } from './ChoiceAnswer.tsx';

/** A text with fields in it. */
export function GapAnswer({ check, given, fits, onChange }: AnswerProps<'gap'>) {
  const { t } = useTranslation('catch-up');
  let gaps = 0;
  const pieces = (readGaps(check.text) ?? []).map((part) => ('text' in part ? part.text : gaps++));
  const type = (gap: number, word: string) =>
    onChange({ kind: 'gap', words: given.words.map((one, at) => (at === gap ? word : one)) });
  return (
    <div className={css.text}>
      {pieces.map((piece, place) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <span key={place} className={css.gap} data-fits={fits?.[piece]}>
            <input
              aria-label={t('check.gap', { number: piece + 1 })}
              value={given.words[piece] ?? ''}
              maxLength={120}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => type(piece, event.target.value)}
            />
            {fits && <Fits fits={fits[piece] === true} />}
          </span>
        ),
      )}
    </div>
  );
}

/** Whether a part fits: an icon, and a word for machines. */
export function Fits({ fits }: { fits: boolean }) {
  const { t } = useTranslation('catch-up');
  return (
    <span className={fits ? css.fits : css.fitsNot}>
      <Icon of={fits ? CircleCheck : CircleDashed} />
      <Hidden>{t(fits ? 'check.fits' : 'check.fitsNot')}</Hidden>
    </span>
  );
}
