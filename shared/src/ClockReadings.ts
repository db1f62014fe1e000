interface Reading {
  readonly offset: number;
  readonly roundTrip: number;
}

/**
 * What to add to one's own clock to get another's, by questions and answers. A reading's error is at most half its round
 * trip, so the one with the shortest is believed (as NTP's clock filter does, RFC 5905 §10); older ones are forgotten bit
 * by bit, since clocks drift.
 */
export class ClockReadings {
  readonly #kept: number;
  #readings: Reading[] = [];

  /** @param kept how many are remembered */
  constructor(kept: number) {
    this.#kept = kept;
  }

  /** @param theirs the other clock's time, read between `sent` and `received` of one's own; all in milliseconds */
  add(sent: number, theirs: number, received: number): void {
    this.#readings.push({ offset: theirs - (sent + received) / 2, roundTrip: received - sent });
    if (this.#readings.length > this.#kept) this.#readings.shift();
  }

  /** Milliseconds; undefined without a reading. */
  get offset(): number | undefined {
    let best = this.#readings[0];
    for (const reading of this.#readings) if (best && reading.roundTrip < best.roundTrip) best = reading;
    return best?.offset;
  }

  clear(): void {
    this.#readings = [];
  }
}
