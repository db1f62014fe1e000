export interface Failure {
  /** Where to find it: file and test. */
  readonly name: string;
  readonly reason: string;
  /** What the page said by then, as lines of its accessibility tree; none for what has no page. */
  readonly page?: readonly string[];
}
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}
export const none: Counts;
export function add(one: Counts, other: Counts): Counts;
/** A check without a report: it counts as one. */
export function single(ok: boolean, name: string): Counts;
/** A runner that fails where its report sees no failure, such as at an error outside of any test, has failed too. */
export function agree(ok: boolean, counts: Counts, name: string): Counts;
/** @param file vitest's report. A file that failed to load has no test to be counted, so it counts as one itself. */
export function countVitest(file: string): Counts;
/** @param file Playwright's report. A test that passed only at a second try has failed. */
export function countPlaywright(file: string): Counts;
/** What is read first after a long run: each failure by name, with the first lines of its reason and of its page. Empty if none. */
export function sayFailures(failures: readonly Failure[]): string;
