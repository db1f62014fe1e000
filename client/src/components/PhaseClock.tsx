import type { ReactNode } from 'react';
import css from './PhaseClock.module.css';
import { clockText } from './clockText.ts';
import { cx } from './cx.ts';

export interface PhaseClockProps {
  /** Milliseconds left in the phase; negative when over time. Whoever shows it ticks. */
  left: number;
  /** "left", "last minute", "over time": chosen by `left`, so that digits never change colour. */
  words: { left: ReactNode; lastMinute: ReactNode; over: ReactNode };
  /** The clock's name for screen readers. */
  label: string;
  className?: string | undefined;
}

/** The time left in the phase, in digits that never jump or flash; the word beside them says what they mean. */
export function PhaseClock({ left, words, label, className }: PhaseClockProps) {
  const word = left <= -1000 ? words.over : left <= 60_000 ? words.lastMinute : words.left;
  return (
    <p className={cx(css.clock, className)} role="timer" aria-label={label}>
      <span className={css.digits}>{clockText(left)}</span> <span className={css.word}>{word}</span>
    </p>
  );
}
