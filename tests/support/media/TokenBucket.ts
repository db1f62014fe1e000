/** Milliseconds of packets that wait before a narrow link: what comes then is dropped, as by a home's router. */
const QUEUE = 300;

/** One direction of a link: packets leave one after another, each when the one before it has been through. */
export class TokenBucket {
  /** Bytes so far. */
  passed = 0;
  dropped = 0;
  #rate: number;
  /** When the link is free again, on the clock of `performance.now`. */
  #freeAt = 0;
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  /** @param rate bit/s */
  constructor(rate: number) {
    this.#rate = rate;
  }

  set(rate: number): void {
    this.#rate = rate;
  }

  /** Hands a packet of so many bytes on, now or later, or drops it. */
  pass(bytes: number, send: () => void): void {
    const now = performance.now();
    const starts = Math.max(now, this.#freeAt);
    if (this.#rate !== Infinity && starts - now > QUEUE) {
      this.dropped += bytes;
      return;
    }
    this.#freeAt = starts + (bytes * 8_000) / this.#rate;
    this.passed += bytes;
    const wait = this.#freeAt - now;
    if (wait < 1) return send();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#closed) send();
    }, wait);
    this.#timers.add(timer);
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
