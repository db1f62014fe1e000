/**
 * When a frame is drawn: at 0, and after each change, but never sooner than `step` after the one before; several changes
 * within it come together at its end. Milliseconds.
 */
export function frameTimes(changes: readonly number[], duration: number, step: number): number[] {
  const times = [0];
  let last = 0;
  for (const change of changes.toSorted((a, b) => a - b)) {
    if (change <= last) continue;
    last = Math.max(change, last + step);
    if (last >= duration) break;
    times.push(last);
  }
  return times;
}
