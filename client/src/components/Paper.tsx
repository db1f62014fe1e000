import { useId, type ReactNode } from 'react';
import css from './Paper.module.css';
import { cx } from './cx.ts';

export interface PaperProps {
  /** A heading makes it a region of that name. */
  title?: ReactNode;
  /** What stands at the right of the heading. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
  /** The heading names it but is not seen. */
  titleHidden?: boolean;
  /** No inner margin: what it holds reaches its edge. */
  flush?: boolean;
}

/** A paper on the ground: what belongs together. */
export function Paper({ title, aside, children, className, titleHidden = false, flush = false }: PaperProps) {
  const id = useId();
  const heading = title !== undefined && (
    <h2 id={id} className={titleHidden ? css.hidden : css.title}>
      {title}
    </h2>
  );
  return (
    <section
      className={cx(css.paper, flush && css.flush, className)}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {aside ? (
        <div className={css.head}>
          {heading}
          {aside}
        </div>
      ) : (
        heading
      )}
      {children}
    </section>
  );
}
