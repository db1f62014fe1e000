import type { Log } from '../log.ts';

const EVERY = 3_600_000;

/** Clears away, once an hour, what has expired. Nothing depends on it but the size of the tables. */
export class Housekeeping {
  readonly #tasks: readonly (() => Promise<void>)[];
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;

  constructor(tasks: readonly (() => Promise<void>)[], log: Log) {
    this.#tasks = tasks;
    this.#log = log;
    this.#timer = setInterval(() => {
      this.#running = this.run();
    }, EVERY);
    this.#timer.unref();
  }

  /** Never rejects. */
  async run(): Promise<void> {
    for (const task of this.#tasks) {
      await task().catch((error: unknown) => this.#log.warn({ err: error }, 'housekeeping put off'));
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}
