import { useState } from 'react';
import { TextField } from '../../components/TextField.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './captions.module.css';
import { readTime, timeText } from './times.ts';

export interface TimeFieldProps {
  label: string;
  /** Milliseconds of viewers. */
  value: number;
  /** @returns why it can't be */
  onTake: (at: number) => string | undefined;
}

/** A moment of a cue; taken over by Enter, or when the field is left. */
export function TimeField({ label, value, onTake }: TimeFieldProps) {
  const { t } = useTranslation('captions');
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();
  const take = () => {
    if (typed === undefined) return;
    const read = readTime(typed);
    const why = read === undefined ? t('form.timeError') : read === value ? undefined : onTake(read);
    setError(why);
    if (why === undefined) setTyped(undefined);
  };
  return (
    <TextField
      label={label}
      className={css.time ?? ''}
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? timeText(value)}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
      error={error}
    />
  );
}
