import { MicOff, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import css from './SiteTile.module.css';
import { cx } from './cx.ts';
import type { SiteSign } from './siteSign.ts';
import { siteColour, SiteMark } from './SiteMark.tsx';
import { TalkBars } from './TalkBars.tsx';

export interface SiteTileProps {
  sign: SiteSign;
  /** "Valea Mică, classroom": names the group by school and seat. */
  label: string;
  /** What the label shows: mostly the school's or the teacher's name. */
  caption: ReactNode;
  /** The video element. It stays mounted whatever the tile shows. */
  children?: ReactNode;
  speaking?: boolean;
  /** Says "muted" to machines. */
  muted?: string | undefined;
  /** No picture: an icon and one word why, over the soft colour of the site. */
  quiet?: { icon: LucideIcon; word: ReactNode } | undefined;
  /** What lies in the tile's lower corner, such as a menu. */
  corner?: ReactNode;
  className?: string | undefined;
}

/** One seat's picture with a map label. Its ring is 5 px, or `--ring`. */
export function SiteTile({
  sign,
  label,
  caption,
  children,
  speaking = false,
  muted,
  quiet,
  corner,
  className,
}: SiteTileProps) {
  return (
    <div
      role="group"
      aria-label={label}
      className={cx(css.tile, siteColour(sign), speaking && css.speaking, className)}
    >
      {children}
      {quiet && (
        <div className={css.quiet}>
          <Icon of={quiet.icon} className={css.why} />
          <p>{quiet.word}</p>
        </div>
      )}
      <div className={css.label}>
        <SiteMark sign={sign} reversed={speaking} />
        <span className={css.caption}>{caption}</span>
        {speaking && <TalkBars />}
        {muted !== undefined && (
          <span role="img" aria-label={muted}>
            <Icon of={MicOff} />
          </span>
        )}
      </div>
      {corner && <div className={css.corner}>{corner}</div>}
    </div>
  );
}
