import css from './SiteMark.module.css';
import { cx } from './cx.ts';
import type { SiteShape, SiteSign } from './siteSign.ts';

const shapes: Record<SiteShape, string> = {
  circle: 'M1 20a19 19 0 1 1 38 0a19 19 0 1 1-38 0Z',
  triangle: 'M20 1.5 39 36.5a1.6 1.6 0 0 1-1.4 2.4H2.4A1.6 1.6 0 0 1 1 36.5Z',
  square: 'M5 2h30a3 3 0 0 1 3 3v30a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3Z',
  diamond: 'M20 .5 39.5 20 20 39.5 .5 20Z',
  hexagon: 'M10.5 2.5h19L39 20l-9.5 17.5h-19L1 20Z',
  pentagon: 'M20 1 39 15.5 32 38H8L1 15.5Z',
};
/** Where the letters stand, so that they look centred in the shape. */
const baseline: Record<SiteShape, number> = {
  circle: 27.5,
  triangle: 33,
  square: 27.5,
  diamond: 27.5,
  hexagon: 27.5,
  pentagon: 28.5,
};

/** A class that sets --c, --cs (a site's colour and its soft one) for what stands inside. */
export function siteColour(sign: SiteSign): string {
  return css[`site${sign.colour}`] ?? '';
}

export interface SiteMarkProps {
  sign: SiteSign;
  /** Named for machines; else it stands beside its name and is silent. */
  named?: boolean;
  /** Drawn in reverse on a surface of the site's own colour. */
  reversed?: boolean;
  className?: string | undefined;
}

/** A school's map symbol; as big as 1.5 lines of the words beside it unless a class says otherwise. */
export function SiteMark({ sign, named = false, reversed = false, className }: SiteMarkProps) {
  const voice = named ? { role: 'img', 'aria-label': sign.name } : { 'aria-hidden': true };
  const two = sign.initials.length > 1;
  return (
    <svg
      {...voice}
      viewBox="0 0 40 40"
      focusable="false"
      className={cx(css.mark, siteColour(sign), reversed && css.reversed, className)}
    >
      <path d={shapes[sign.shape]} />
      <text x="20" y={baseline[sign.shape] - (two ? 1 : 0)} textAnchor="middle" className={two ? css.two : undefined}>
        {sign.initials}
      </text>
    </svg>
  );
}
