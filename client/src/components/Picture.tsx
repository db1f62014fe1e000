import sprite from './art/pictures.svg?url&no-inline';
import css from './Picture.module.css';
import { cx } from './cx.ts';

/** One of the nine pictures; its word stands beside it. */
export function Picture({ picture, className }: { picture: string; className?: string | undefined }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden focusable="false" className={cx(css.picture, className)}>
      <use href={`${sprite}#${picture}`} />
    </svg>
  );
}
