import type { ReactNode } from 'react';
import css from './PageHead.module.css';

/** A page's heading, a line beside it, and its acts. */
export function PageHead({ title, note, acts }: { title: ReactNode; note?: ReactNode; acts?: ReactNode }) {
  return (
    <div className={css.head}>
      <h1>{title}</h1>
      {note && <p className={css.note}>{note}</p>}
      {acts && <div className={css.acts}>{acts}</div>}
    </div>
  );
}
