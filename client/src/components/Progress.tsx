import css from './Progress.module.css';
import { Hidden } from './Hidden.tsx';

/** Blank rows that keep the place of what is being loaded; a screen reader hears `label`. */
export function Skeleton({ rows = 3, label }: { rows?: number; label: string }) {
  return (
    <div className={css.skeleton} role="status">
      <Hidden>{label}</Hidden>
      {Array.from({ length: rows }, (_, n) => (
        <span key={n} className={css.bone} />
      ))}
    </div>
  );
}

/** How far something is; the words beside it say it too. `value` is 0–1. */
export function Progress({ value, label }: { value: number; label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <span
      className={css.track}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span className={css.bar} style={{ width: `${percent}%` }} />
    </span>
  );
}
