import { ClockReadings } from '@pluriclasse/shared/ClockReadings';
import { AppError } from '@pluriclasse/shared/errors';

/** A minute of readings that are made now and then: steady clocks of two machines drift apart by some milliseconds in it. */
const KEPT = 12;
const BURST = 4;

/** A node's steady clock, as seen from here: messages take their time, so it has to be asked. */
export class NodeClock {
  readonly #ask: () => Promise<{ clock: number }>;
  readonly #ours: () => number;
  readonly #readings = new ClockReadings(KEPT);

  /** @param ask the node's clock, in milliseconds @param ours a clock that nobody sets */
  constructor(ask: () => Promise<{ clock: number }>, ours = () => performance.now()) {
    this.#ask = ask;
    this.#ours = ours;
  }

  /** One reading more; some where there is none yet. Rejects as the call does. */
  async read(): Promise<void> {
    // One after the other: side by side they would wait for each other and measure that.
    for (let n = this.#readings.offset === undefined ? BURST : 1; n > 0; n -= 1) {
      const sent = this.#ours();
      const { clock } = await this.#ask();
      this.#readings.add(sent, clock, this.#ours());
    }
  }

  /** Resolves when there is a reading. Rejects as the call does. */
  async ready(): Promise<void> {
    if (this.#readings.offset === undefined) await this.read();
  }

  /** The node's milliseconds now. Throws `unavailable` before the first reading. */
  now(): number {
    const { offset } = this.#readings;
    if (offset === undefined) throw new AppError('unavailable', 'The media node was not asked for its clock yet');
    return this.#ours() + offset;
  }

  /** The node may be another one now. */
  forget(): void {
    this.#readings.clear();
  }
}
