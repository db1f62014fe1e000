import { applyStep, emptyState } from '@pluriclasse/shared/capsule/foldReel';
import type { BoardReel } from '@pluriclasse/shared/capsule/reel';
import { BoardPainter } from './drawBoard.ts';
import { frameTimes } from './frameTimes.ts';
import type { Frame } from './writeFrames.ts';

/** The board over time as frames, at most one in `step` milliseconds. They are drawn in their order. */
export function boardFrames({ steps }: BoardReel, title: string, duration: number, step: number): Frame[] {
  const ordered = steps.toSorted((a, b) => a.at - b.at);
  const painter = new BoardPainter(title);
  const state = emptyState();
  let done = 0;
  const times = frameTimes(
    ordered.map(({ at }) => at),
    duration,
    step,
  );
  return times.map((at) => ({
    at,
    draw: () => {
      for (let next = ordered[done]; next !== undefined && next.at <= at; next = ordered[++done]) {
        applyStep(state, next);
      }
      return painter.draw(state);
    },
  }));
}
