/** Allows `rate` units a second, and `burst` at once. Time is in milliseconds. */
export class TokenBucket {
  readonly #rate: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  constructor(rate: number, burst: number, now = performance.now()) {
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  /** Takes units and says how it stands: `over` when more than allowed was taken, `flood` when as much again. */
  take(units: number, now = performance.now()): 'fine' | 'over' | 'flood' {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#rate) - units;
    this.#at = now;
    if (this.#tokens >= 0) return 'fine';
    return this.#tokens >= -this.#burst ? 'over' : 'flood';
  }
}
