import type { LiveLog } from './ports.ts';

/** Milliseconds between tries while the store fails. */
const tryAgainAfter = 5_000;

/**
 * Stores a state that changed: at once after a time of rest, so that a single order is hardly ever lost, else when the
 * earliest delay asked for has passed since it was stored last. At most once at a time. A store that fails is tried again.
 */
export class SaveSoon {
  readonly #save: () => Promise<void>;
  readonly #log: LiveLog;
  #timer: NodeJS.Timeout | undefined;
  #due = Infinity;
  /** When it was stored last, by a clock that nobody sets. */
  #stored = -Infinity;
  #dirty = false;
  #running: Promise<void> | undefined;

  constructor(save: () => Promise<void>, log: LiveLog) {
    this.#save = save;
    this.#log = log;
  }

  /** The state changed; it is stored within `delay` milliseconds. */
  touch(delay: number): void {
    this.#dirty = true;
    this.#wake(Math.max(performance.now(), this.#stored + delay));
  }

  #wake(due: number): void {
    if (this.#timer !== undefined && due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, due - performance.now()));
    this.#timer.unref();
  }

  /** Stores what is not stored yet. Never rejects. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due = Infinity;
    // Several may wait here: the first to go on stores, the others wait for that.
    while (this.#running !== undefined) await this.#running;
    if (!this.#dirty) return;
    this.#dirty = false;
    this.#stored = performance.now();
    this.#running = this.#save()
      .catch((error: unknown) => {
        this.#log.error({ err: error }, 'live lesson not stored, trying again');
        this.#dirty = true;
        this.#wake(performance.now() + tryAgainAfter);
      })
      .finally(() => (this.#running = undefined));
    await this.#running;
  }
}
