const first = 300;
const growth = 1.8;
const longest = 10_000;

/**
 * Milliseconds to wait before try `attempt` (1, 2, …): growing, at most ten seconds. Half of it is chance, so that a
 * school whose router came back does not knock with all its devices at once.
 */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(longest, first * growth ** Math.max(0, attempt - 1));
  return Math.round(whole / 2 + (whole / 2) * random());
}
