const REPORTS = 64;
/** Milliseconds between 1900, where NTP begins, and 1970. */
export const NTP_EPOCH = 2_208_988_800_000;
/**
 * A report may come so much later than it was sent, ms, and not before, as far as two clocks that are read can tell; the
 * quickest of many not by much, so that then a clock that was set a little is seen, too.
 */
const DELAY = { least: -5, most: 250, mostOfMany: 40 };

/**
 * A worker's clock beside this process's. It is the machine's clock of when the worker started, and goes on steadily; while
 * nobody has set the machine's clock since, the difference is known. Else its reports tell: they come a little later than
 * they were sent, as loopback and the naps of this process have it, so the quickest of the last ones is nearest to the
 * truth.
 */
export class WorkerClock {
  readonly #guess: number;
  readonly #differences: number[] = [];
  #difference: number | undefined;

  /** @param guess our steady time less the machine's time since 1900, ms */
  constructor(guess: number) {
    this.#guess = guess;
  }

  /** @param ntp its time, ms since 1900 @param arrival ours when the report came, ms */
  observe(ntp: number, arrival: number): void {
    this.#differences.push(arrival - ntp);
    if (this.#differences.length > REPORTS) this.#differences.shift();
    const quickest = Math.min(...this.#differences);
    const delay = quickest - this.#guess;
    const most = this.#differences.length < REPORTS ? DELAY.most : DELAY.mostOfMany;
    this.#difference = delay > DELAY.least && delay < most ? this.#guess : quickest;
  }

  /** Our time at an instant of its clock, ms. Throws before the first report. */
  toOurs(ntp: number): number {
    if (this.#difference === undefined) throw new Error('No report of this worker yet');
    return ntp + this.#difference;
  }
}
