import { Store, type Readable } from '../Store.ts';

interface Sample {
  offset: number;
  roundTrip: number;
}

/**
 * What to add to the local clock to get the server's. A reading's error is at most half its round trip, so the reading
 * with the shortest one is believed (as NTP's clock filter does, RFC 5905 §10).
 */
export function bestOffset(samples: readonly Sample[]): number {
  return samples.reduce(
    (best, sample) => (sample.roundTrip < best.roundTrip ? sample : best),
    samples[0] ?? { offset: 0, roundTrip: 0 },
  ).offset;
}

const kept = 8;
const burst = 4;

/** Local milliseconds since 1970, which a changed system clock does not disturb. */
const localTime = () => performance.timeOrigin + performance.now();

/** The server's clock, as seen from here. */
export class ServerClock {
  readonly #offset = new Store(0);
  readonly #local: () => number;
  #samples: Sample[] = [];

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
    if (this.#samples.length === 0) this.#offset.set(serverTime - this.#local());
  }

  /** Reads the server's clock a few times in a row; earlier readings are forgotten bit by bit, since clocks drift. */
  async measure(read: () => Promise<{ serverTime: number }>): Promise<void> {
    for (let n = 0; n < burst; n += 1) {
      const sent = this.#local();
      // One after the other: side by side they would wait for each other and measure that.
      const { serverTime } = await read();
      const received = this.#local();
      this.#samples.push({ offset: serverTime - (sent + received) / 2, roundTrip: received - sent });
    }
    this.#samples = this.#samples.slice(-kept);
    this.#offset.set(bestOffset(this.#samples));
  }
}
