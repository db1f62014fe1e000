import sprite from './art/avatars.svg?url&no-inline';
import css from './Avatar.module.css';
import { cx } from './cx.ts';
import type { SiteSign } from './siteSign.ts';
import { SiteMark } from './SiteMark.tsx';

export interface AvatarProps {
  /** An id of art/avatars.svg. An unknown one shows an empty disc. */
  avatar: string;
  /** A pupil's avatar carries the mark of the school wherever schools meet. */
  sign?: SiteSign | undefined;
  /** On a surface of the site's colour. */
  reversed?: boolean;
  className?: string | undefined;
}

/** The animal a pupil chose; the alias stands beside it. */
export function Avatar({ avatar, sign, reversed = false, className }: AvatarProps) {
  return (
    <span className={cx(css.avatar, className)}>
      <svg viewBox="0 0 64 64" aria-hidden focusable="false">
        <use href={`${sprite}#${avatar}`} />
      </svg>
      {sign && <SiteMark sign={sign} reversed={reversed} className={css.mark} />}
    </span>
  );
}
