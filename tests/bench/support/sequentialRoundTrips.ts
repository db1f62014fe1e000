interface Interval {
  readonly sent: number;
  readonly answered: number;
}

/**
 * How many calls had to be answered one after the other: the longest chain in which each was sent after the one before
 * was answered, all answered by `until`. An upper bound, since two such calls need not have waited for each other.
 */
export function sequentialRoundTrips(calls: readonly Interval[], until: number): number {
  let count = 0;
  let free = -Infinity;
  for (const { sent, answered } of calls
    .filter((one) => one.answered <= until)
    .toSorted((a, b) => a.answered - b.answered)) {
    if (sent < free) continue;
    count++;
    free = answered;
  }
  return count;
}
