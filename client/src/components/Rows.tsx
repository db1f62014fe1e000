import type { ReactNode } from 'react';
import css from './Rows.module.css';
import { cx } from './cx.ts';

/** A list of rows between lines: no zebra, no box in a box. */
export function Rows({ children, label, className }: { children: ReactNode; label?: string; className?: string }) {
  return (
    <ul className={cx(css.rows, className)} aria-label={label}>
      {children}
    </ul>
  );
}

export interface RowProps {
  /** Mark, avatar or icon. */
  start?: ReactNode;
  children: ReactNode;
  /** State or act. */
  end?: ReactNode;
  className?: string;
}

/** One row: what it is at the left, its words, its state or act at the right. */
export function Row({ start, children, end, className }: RowProps) {
  return (
    <li className={cx(css.row, className)}>
      {start && <span className={css.start}>{start}</span>}
      <div className={css.words}>{children}</div>
      {end && <div className={css.end}>{end}</div>}
    </li>
  );
}
