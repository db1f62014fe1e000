import type { InkPoint } from '@pluriclasse/shared/board/strokeCodec';

/**
 * An SVG path through the points in whole page units, each after the one before.
 * @param apart points nearer to the one before are left out, in page units
 */
export function inkPath(points: readonly InkPoint[], apart: number): string {
  const [[fromX, fromY] = [0, 0]] = points;
  let [x, y] = [Math.round(fromX), Math.round(fromY)];
  let path = `M${x} ${y}l`;
  for (const [n, [px, py]] of points.entries()) {
    const [stepX, stepY] = [Math.round(px) - x, Math.round(py) - y];
    if (n < points.length - 1 && Math.hypot(stepX, stepY) < apart) continue;
    path += `${stepX} ${stepY} `;
    x += stepX;
    y += stepY;
  }
  // A dot has no length, and some draw nothing then.
  return path.endsWith('l') || path.endsWith('l0 0 ') ? `M${x} ${y}h.01` : path.trimEnd();
}
