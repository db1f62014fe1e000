import css from './PhasePath.module.css';
import { cx } from './cx.ts';

export interface PhasePathProps {
  /** Minutes of each phase: the pieces' lengths. */
  minutes: readonly number[];
  /** Index of the phase that runs. */
  current: number;
  /** How much of it has gone, 0–1. */
  progress: number;
  /** "Phase 3 of 5" */
  label: string;
  className?: string | undefined;
}

/** The plan as a path: pieces walked, the piece that runs, pieces to come. */
export function PhasePath({ minutes, current, progress, label, className }: PhasePathProps) {
  const percent = Math.min(1, Math.max(0, progress)) * 100;
  return (
    <div className={cx(css.path, className)} role="img" aria-label={label}>
      {minutes.map((length, n) => (
        <span key={n} className={cx(n < current && css.walked, n === current && css.now)} style={{ flexGrow: length }}>
          {n === current && <b style={{ width: `${percent}%` }} />}
        </span>
      ))}
    </div>
  );
}
