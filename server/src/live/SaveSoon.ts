import type { LiveLog } from './ports.ts';

/** Milliseconds between tries while the store fails. */
const tryAgainAfter = 5_000;

/**
 * Stores a state some time after it changed: at most once at a time, and never later than the earliest delay asked for.
 * A store that fails is tried again.
 */
export class SaveSoon {
  readonly #save: () => Promise<void>;
  readonly #log: LiveLog;
  #timer: NodeJS.Timeout | undefined;
  #due = Infinity;
  #dirty = false;
  #running: Promise<void> | undefined;

  constructor(save: () => Promise<void>, log: LiveLog) {
    this.#save = save;
    this.#log = log;
  }

  /** The state changed; it is stored within `delay` milliseconds. */
  touch(delay: number): void {
    this.#dirty = true;
    const due = Date.now() + delay;
    if (this.#timer !== undefined && due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.flush(), delay);
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
    this.#running = this.#save()
      .catch((error: unknown) => {
        this.#log.error({ err: error }, 'live lesson not stored, trying again');
        this.touch(tryAgainAfter);
      })
      .finally(() => (this.#running = undefined));
    await this.#running;
  }
}
