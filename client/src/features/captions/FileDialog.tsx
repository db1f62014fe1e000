import type { CaptionFile } from '@pluriclasse/shared/api/captions';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './captions.module.css';
import { secondsText } from './times.ts';

/** Problems that are seen without scrolling. */
const AT_ONCE = 5;

export type How = 'instead' | 'beside';

export interface FileDialogProps {
  file: CaptionFile;
  name: string;
  /** How many cues there are already. */
  before: number;
  /** When a cue of the recording is, for viewers. */
  timeOf: (from: number) => number;
  onTake: (how: How) => void;
  onClose: () => void;
}

/** What a file holds, before anything is changed. */
export function FileDialog({ file, name, before, timeOf, onTake, onClose }: FileDialogProps) {
  const { t } = useTranslation('captions');
  const { t: common } = useTranslation('common');
  const [how, setHow] = useState<How>('instead');
  const { cues, problems, problemCount, language } = file;
  const [first, last] = [cues[0], cues.at(-1)];
  return (
    <Dialog
      title={t('file.title')}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button kind="primary" disabled={cues.length === 0} onClick={() => onTake(how)}>
            {t('file.take', { count: cues.length })}
          </Button>
        </>
      }
    >
      <div className={css.found}>
        <p>
          <b className={css.name}>{name}</b>
        </p>
        <p>
          {t('file.found', { count: cues.length })}{' '}
          {first &&
            last &&
            t('file.span', { from: secondsText(timeOf(first.from)), to: secondsText(timeOf(last.from)) })}
        </p>
        {first && (
          <blockquote className={css.sample} lang={language ?? undefined}>
            {first.text}
          </blockquote>
        )}
        {problemCount > 0 && (
          <section aria-labelledby="caption-problems" className={css.left}>
            <h3 id="caption-problems">{t('file.problems', { count: problemCount })}</h3>
            <ul
              className={css.problems}
              aria-labelledby="caption-problems"
              // Where it scrolls a keyboard has to get there.
              {...(problems.length > AT_ONCE && { tabIndex: 0 })}
            >
              {problems.map(({ line, why }, n) => (
                <li key={n}>{t('file.problem', { line, why: t(`problems.${why}`) })}</li>
              ))}
            </ul>
            {problemCount > problems.length && (
              <p className={css.note}>{t('file.moreProblems', { count: problemCount - problems.length })}</p>
            )}
          </section>
        )}
        {before > 0 && cues.length > 0 && (
          <RadioCards
            legend={t('file.how')}
            value={how}
            onChange={setHow}
            cards={[
              { value: 'instead', label: t('file.instead'), note: t('file.insteadNote', { count: before }) },
              { value: 'beside', label: t('file.beside'), note: t('file.besideNote') },
            ]}
          />
        )}
      </div>
    </Dialog>
  );
}
