import type { ReactNode } from 'react';
import css from './PlanList.module.css';
import { cx } from './cx.ts';

export interface PlanStop {
  key: string;
  title: ReactNode;
  /** Minutes of the phase, or what is left of the one that runs. */
  time?: ReactNode;
}

export interface PlanListProps {
  stops: readonly PlanStop[];
  /** Index of the stop that runs; before the first −1, after the last `stops.length`. */
  current: number;
  label?: string;
  className?: string;
}

/** Stops on a line: walked filled, now sun, to come hollow. */
export function PlanList({ stops, current, label, className }: PlanListProps) {
  return (
    <ol className={cx(css.plan, className)} aria-label={label}>
      {stops.map((stop, n) => (
        <li
          key={stop.key}
          className={cx(n < current && css.walked, n === current && css.now)}
          aria-current={n === current ? 'step' : undefined}
        >
          <span>{stop.title}</span>
          {stop.time !== undefined && <span className={css.time}>{stop.time}</span>}
        </li>
      ))}
    </ol>
  );
}
