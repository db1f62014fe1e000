import type { Ink } from '@pluriclasse/shared/board/strokeCodec';
import { getStroke } from 'perfect-freehand';

/** The outline of a stroke as a path to fill. `done` closes the end of a stroke that is no longer being drawn. */
export function strokePath({ points, pressure }: Ink, width: number, done = true): Path2D {
  const outline = getStroke([...points] as [number, number, number][], {
    size: width,
    thinning: pressure ? 0.55 : 0.3,
    smoothing: 0.5,
    streamline: 0.35,
    simulatePressure: !pressure,
    last: done,
  });
  const path = new Path2D();
  const [first, last] = [outline[0], outline.at(-1)];
  if (first === undefined || last === undefined) return path;
  // Curves through the middles between neighbours, with the neighbours as handles.
  path.moveTo((last[0] + first[0]) / 2, (last[1] + first[1]) / 2);
  let [x, y] = first;
  for (const [nextX, nextY] of [...outline.slice(1), first]) {
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
    [x, y] = [nextX, nextY];
  }
  path.closePath();
  return path;
}
