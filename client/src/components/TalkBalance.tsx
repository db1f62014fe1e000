import css from './TalkBalance.module.css';
import { cx } from './cx.ts';
import type { SiteSign } from './siteSign.ts';
import { siteColour, SiteMark } from './SiteMark.tsx';

export interface TalkMeterProps {
  sign: SiteSign;
  /** Share of all voice so far, 0–1. */
  share: number;
  /** The fair share, 0–1: the notch. */
  fair: number;
  /** "22 %" in the reader's language. */
  text: string;
  className?: string | undefined;
}

/** One school's share of the talk against a notch for the fair one. */
export function TalkMeter({ sign, share, fair, text, className }: TalkMeterProps) {
  return (
    <span className={cx(css.row, siteColour(sign), className)}>
      <span className={css.meter} role="img" aria-label={`${sign.name}: ${text}`}>
        <b style={{ width: `${clamp(share) * 100}%` }} />
        <i style={{ left: `${clamp(fair) * 100}%` }} />
      </span>
      <span className={css.text} aria-hidden>
        {text}
      </span>
    </span>
  );
}

/** Bars in the schools' fixed order: never a ranking. */
export function TalkBalance({
  meters,
  label,
}: {
  meters: readonly Omit<TalkMeterProps, 'className'>[];
  label: string;
}) {
  return (
    <ul className={css.balance} aria-label={label}>
      {meters.map((meter) => (
        <li key={meter.sign.name}>
          <SiteMark sign={meter.sign} />
          <TalkMeter {...meter} />
        </li>
      ))}
    </ul>
  );
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
