import { normalise, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import { drawSide } from './drawSide.ts';
import { frameTimes } from './frameTimes.ts';
import type { Frame } from './writeFrames.ts';

/** Someone of the column, and when they are heard. */
export interface SideSpeaker {
  readonly name: string | null;
  readonly tile: boolean;
  readonly heard: readonly Stretch[];
}

/** A breath between two sentences is no silence. Milliseconds. */
const BREATH = 1_500;
const STEP = 500;

/** The column over time as frames. */
export function sideFrames(speakers: readonly SideSpeaker[], duration: number): Frame[] {
  const calm = speakers.map((one) => ({ ...one, heard: joinNear(one.heard, BREATH) }));
  const changes = calm.flatMap(({ heard }) => heard.flatMap(({ from, to }) => [from, to]));
  return frameTimes(changes, duration, STEP).map((at) => ({
    at,
    draw: () =>
      drawSide(
        calm.map(({ name, tile, heard }) => ({
          name,
          tile,
          heard: heard.some(({ from, to }) => from <= at && at < to),
        })),
      ),
  }));
}

/** The same stretches, those that are nearer to each other than `gap` joined. */
export function joinNear(stretches: readonly Stretch[], gap: number): Stretch[] {
  const whole: Stretch[] = [];
  for (const { from, to } of normalise(stretches)) {
    const last = whole.at(-1);
    if (last && from - last.to < gap) whole[whole.length - 1] = { from: last.from, to };
    else whole.push({ from, to });
  }
  return whole;
}
