import { useMemo, useSyncExternalStore } from 'react';
import { cx } from '../../../components/cx.ts';
import type { MicrophoneMeter } from '../../../live/check/MicrophoneMeter.ts';
import css from './LevelMeter.module.css';

const steps = 12;
const quietest = -54;

/** How many of the bars a level fills: from −54 dB to 0, since ears hear in decibels. */
function filled(level: number): number {
  const decibels = level > 0 ? 20 * Math.log10(level) : quietest;
  return Math.max(0, Math.min(steps, Math.round(((decibels - quietest) / -quietest) * steps)));
}

/** Twelve bars. Drawn ten times a second and silent for screen readers: the row's sentence says what they mean. */
export function LevelMeter({ meter }: { meter: MicrophoneMeter | undefined }) {
  const nothing = useMemo(() => ({ subscribe: () => () => undefined, get: () => 0 }), []);
  const level = meter?.level ?? nothing;
  const bars = useSyncExternalStore(level.subscribe, () => filled(level.get()));
  return (
    <span className={css.meter} aria-hidden>
      {Array.from({ length: steps }, (_, n) => (
        <b key={n} className={cx(n < bars && css.on)} />
      ))}
    </span>
  );
}
