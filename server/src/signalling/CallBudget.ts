import { AppError } from '@pluriclasse/shared/errors';

/** Calls a socket may make: this many a second for long, this many at once. */
const perSecond = 40;
const atOnce = 120;
/** Whoever goes on after this many refusals within a second is no page of ours. */
const refusalsPerSecond = 300;

/** What calls cost; all others cost 1. A page says what it shows at every change of its layout. */
const prices: ReadonlyMap<string, number> = new Map([
  ['media:view', 0.25],
  // Four messages a second are more than anyone reads.
  ['wall:post', 10],
  ['lesson:join', 10],
  ['media:probe', 20],
]);

/** How much one socket may ask for: a token bucket, and an end for those who don't stop. */
export class CallBudget {
  readonly #flooded: () => void;
  #left = atOnce;
  #at: number;
  #refused = 0;
  #refusedSince: number;

  constructor(flooded: () => void, now = performance.now()) {
    this.#flooded = flooded;
    this.#at = now;
    this.#refusedSince = now;
  }

  /** @throws AppError `too_many`. */
  spend(name: string, now = performance.now()): void {
    this.#left = Math.min(atOnce, this.#left + ((now - this.#at) / 1000) * perSecond);
    this.#at = now;
    const price = prices.get(name) ?? 1;
    if (this.#left >= price) {
      this.#left -= price;
      return;
    }
    if (now - this.#refusedSince > 1000) {
      this.#refusedSince = now;
      this.#refused = 0;
    }
    this.#refused += 1;
    if (this.#refused > refusalsPerSecond) this.#flooded();
    throw new AppError('too_many', 'Too many calls', { retryAfter: 1 });
  }
}
