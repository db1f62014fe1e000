const FIRST_MS = 250;
const LONGEST_MS = 8_000;

/** How long to wait before the nth try to come back (0, 1, 2 …): growing, and apart from the others' waits. */
export function retryDelay(attempt: number, random = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return longest * (0.5 + random() / 2);
}
