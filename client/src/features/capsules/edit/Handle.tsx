import { useRef } from 'react';
import { cx } from '../../../components/cx.ts';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import css from './Timeline.module.css';
import { timeText } from './clock.ts';

export interface HandleProps {
  label: string;
  kind: 'from' | 'to' | 'head';
  /** Milliseconds of the recording, as all here. */
  value: number;
  whole: Stretch;
  onMove: (at: number) => void;
}

/** Milliseconds that a key moves a handle. */
const steps: Record<string, number> = {
  ArrowLeft: -1_000,
  ArrowDown: -1_000,
  ArrowRight: 1_000,
  ArrowUp: 1_000,
  PageDown: -30_000,
  PageUp: 30_000,
};

/** One of the timeline's handles: by keys (WAI-ARIA APG, Slider), by pointer and by touch. */
export function Handle({ label, kind, value, whole, onMove }: HandleProps) {
  const ref = useRef<HTMLDivElement>(null);
  const length = Math.max(1, whole.to - whole.from);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = steps[event.key];
    const to =
      event.key === 'Home'
        ? whole.from
        : event.key === 'End'
          ? whole.to
          : step === undefined
            ? undefined
            : value + step;
    if (to === undefined) return;
    event.preventDefault();
    onMove(Math.min(whole.to, Math.max(whole.from, to)));
  };
  const follow = (event: React.PointerEvent) => {
    const line = ref.current?.parentElement?.getBoundingClientRect();
    if (!ref.current?.hasPointerCapture(event.pointerId) || !line) return;
    const part = Math.min(1, Math.max(0, (event.clientX - line.left) / line.width));
    // Full seconds: what is between them nobody sees on a line.
    onMove(Math.min(whole.to, Math.round((whole.from + part * length) / 1000) * 1000));
  };
  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={Math.floor(whole.from / 1000)}
      aria-valuemax={Math.floor(whole.to / 1000)}
      aria-valuenow={Math.floor(value / 1000)}
      aria-valuetext={timeText(value)}
      className={cx(css.handle, css[kind])}
      style={{ left: `${((value - whole.from) / length) * 100}%` }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
    />
  );
}
