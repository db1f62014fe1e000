import css from './DottedRoute.module.css';
import { cx } from './cx.ts';
import type { SiteSign } from './siteSign.ts';
import { SiteMark } from './SiteMark.tsx';

const places = [
  { x: 22, y: 50 },
  { x: 78, y: 50 },
  { x: 43, y: 74 },
] as const;
const routes = ['M22 50C38 38 62 38 78 50', 'M22 50C36 62 14 74 43 74', 'M78 50C76 66 70 78 43 74'] as const;

export interface DottedRouteProps {
  /** One to three schools; with one, the route leads to a place that nobody knows yet. */
  signs: readonly SiteSign[];
  className?: string;
}

/** Schools on the hills, joined by dotted routes. Decoration: the words beside it say the same. */
export function DottedRoute({ signs, className }: DottedRouteProps) {
  const shown = signs.slice(0, places.length);
  const lines = shown.length > 2 ? routes : routes.slice(0, 1);
  return (
    <div className={cx(css.route, className)} aria-hidden>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" focusable="false">
        {lines.map((d) => (
          <path key={d} d={d} vectorEffect="non-scaling-stroke" />
        ))}
      </svg>
      {places.slice(0, Math.max(2, shown.length)).map(({ x, y }, n) => {
        const sign = shown[n];
        return (
          <span key={x} className={css.place} style={{ left: `${x}%`, top: `${y}%` }}>
            {sign ? <SiteMark sign={sign} className={css.mark} /> : <span className={css.unknown}>?</span>}
          </span>
        );
      })}
    </div>
  );
}
