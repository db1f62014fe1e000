import type { Ink, InkPoint } from '@pluriclasse/shared/board/strokeCodec';

/** Nobody is seen drawing for longer before a stroke is whole, in milliseconds. */
export const LONGEST_GROWTH = 2_500;
const SHORTEST_GROWTH = 150;
/** An unhurried hand crosses the page, 1600 units, in a second and a half. */
const MS_PER_UNIT = 0.9;
/** More than so many at one instant came at once: a seam, a paste, the state at the beginning. */
const MOST_AT_ONCE = 3;

/** How long a hand took for a stroke, in milliseconds. A reel keeps when it was finished, not how it came. */
export function drawingTime({ points }: Ink): number {
  let length = 0;
  for (let n = 1; n < points.length; n++) {
    const [[x, y], [px, py]] = [points[n] as InkPoint, points[n - 1] as InkPoint]; // within the array
    length += Math.hypot(x - px, y - py);
  }
  return Math.min(LONGEST_GROWTH, SHORTEST_GROWTH + length * MS_PER_UNIT);
}

/** When a stroke begins to be seen: not while the hand was still at the one before. */
export const growsFrom = (at: number, took: number, before: number): number =>
  Math.max(0, at - took, Math.min(before, at - SHORTEST_GROWTH));

export const cameAtOnce = (at: number, atOnce: number): boolean => at === 0 || atOnce > MOST_AT_ONCE;
