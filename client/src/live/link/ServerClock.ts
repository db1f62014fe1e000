import { ClockReadings } from '@pluriclasse/shared/ClockReadings';
import { Store, type Readable } from '../Store.ts';

const kept = 8;
const burst = 4;

/** Local milliseconds since 1970, which a changed system clock does not disturb. */
const localTime = () => performance.timeOrigin + performance.now();

/** The server's clock, as seen from here. */
export class ServerClock {
  readonly #offset = new Store(0);
  readonly #local: () => number;
  readonly #readings = new ClockReadings(kept);

  constructor(local: () => number = localTime) {
    this.#local = local;
  }

  get offset(): Readable<number> {
    return this.#offset;
  }

  /** Server time now, in milliseconds since 1970. */
  readonly now = (): number => this.#local() + this.#offset.get();

  /** Takes a rough reading that came with something else, good until a measured one is there. */
  hint(serverTime: number): void {
    if (this.#readings.offset === undefined) this.#offset.set(serverTime - this.#local());
  }

  /** Reads the server's clock a few times in a row. */
  async measure(read: () => Promise<{ serverTime: number }>): Promise<void> {
    for (let n = 0; n < burst; n += 1) {
      const sent = this.#local();
      // One after the other: side by side they would wait for each other and measure that.
      const { serverTime } = await read();
      const received = this.#local();
      this.#readings.add(sent, serverTime, received);
    }
    this.#offset.set(this.#readings.offset ?? 0);
  }
}
