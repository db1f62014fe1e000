import { cx } from './cx.ts';
import css from './Ticks.module.css';

/** One tick a date: full where it holds, short and hollow where it can't. */
export function Ticks({ label, holds }: { label: string; holds: readonly boolean[] }) {
  return (
    <div className={css.ticks} role="img" aria-label={label}>
      {holds.map((does, n) => (
        // Dates have no other name here, and never change places.
        <i key={n} className={cx(css.tick, does && css.holds)} />
      ))}
    </div>
  );
}
