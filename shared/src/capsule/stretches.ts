import * as z from 'zod/mini';
import { Duration } from '../time.ts';

/** A piece of time in milliseconds, from ≤ to. */
export const Stretch = z.object({ from: Duration, to: Duration }).check(z.refine(({ from, to }) => from <= to));
export type Stretch = z.infer<typeof Stretch>;

/** The same time as stretches in order that don't touch. Empty ones are left out. */
export function normalise(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    if (to <= from) continue;
    const last = whole.at(-1);
    if (last !== undefined && from <= last.to) whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else whole.push({ from, to });
  }
  return whole;
}

/** What is in `stretches` and in none of `others`; normalised. */
export function without(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  let left = normalise(stretches);
  for (const { from, to } of normalise(others)) {
    left = left.flatMap((one) =>
      to <= one.from || from >= one.to
        ? [one]
        : [
            { from: one.from, to: Math.min(one.to, from) },
            { from: Math.max(one.from, to), to: one.to },
          ].filter((part) => part.from < part.to),
    );
  }
  return left;
}

/** What is in both; normalised. */
export const within = (stretches: readonly Stretch[], bounds: readonly Stretch[]): Stretch[] =>
  without(stretches, without([{ from: 0, to: Number.MAX_SAFE_INTEGER }], bounds));

export const lengthOf = (stretches: readonly Stretch[]): number =>
  normalise(stretches).reduce((sum, { from, to }) => sum + to - from, 0);

/**
 * From the time of the recording to that of its viewers, who get the kept stretches joined: what lies in none becomes
 * the instant at which the next begins, or the end.
 * @param kept normalised
 */
export function toPresented(kept: readonly Stretch[], at: number): number {
  let before = 0;
  for (const { from, to } of kept) {
    if (at < from) return before;
    if (at < to) return before + at - from;
    before += to - from;
  }
  return before;
}

/** Back: the instant of the recording that viewers see at `at`; at a seam the later one. */
export function toRecorded(kept: readonly Stretch[], at: number): number {
  let before = 0;
  for (const { from, to } of kept) {
    if (at < before + to - from) return from + at - before;
    before += to - from;
  }
  return kept.at(-1)?.to ?? 0;
}
