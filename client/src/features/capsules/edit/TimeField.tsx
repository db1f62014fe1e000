import { useState } from 'react';
import { TextField } from '../../../components/TextField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './edit.module.css';
import { readTime, timeText } from './clock.ts';

export interface TimeFieldProps {
  label: string;
  labelHidden?: boolean;
  /** Milliseconds. */
  value: number;
  max: number;
  onChange: (ms: number) => void;
  /** Why the time can't be, beside not being one. */
  error?: string | undefined;
}

/** A moment of the recording in minutes and seconds; taken over by Enter, or when the field is left. */
export function TimeField({ label, labelHidden = false, value, max, onChange, error }: TimeFieldProps) {
  const { t } = useTranslation('capsules');
  const [typed, setTyped] = useState<string>();
  const shown = timeText(value);
  const read = typed === undefined ? value : readTime(typed);
  const wrong = read === undefined || read > max + 999;
  const take = () => {
    if (wrong) return;
    // Left as it is shown it keeps its milliseconds.
    if (typed !== undefined && typed.trim() !== shown) onChange(Math.min(read, max));
    setTyped(undefined);
  };
  return (
    <TextField
      label={label}
      labelHidden={labelHidden}
      className={css.time ?? ''}
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? shown}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
      error={wrong ? t('edit.timeError') : error}
    />
  );
}
