import type { Log } from '../log.ts';
import type { CapsuleCue } from './cues.ts';

type Entry = { readonly cue: CapsuleCue } | { readonly task: () => Promise<void> };

interface Options {
  /** Stores cues, numbered from `seq` on. */
  readonly store: (seq: number, cues: readonly CapsuleCue[]) => Promise<void>;
  /** The number of the last cue that is stored. */
  readonly last: number;
  readonly log: Log;
}

/** Milliseconds between two tries while the database is away. */
const pause = 1_000;
/** More than any lesson has; a database that is away for long must not fill the memory. */
const most = 20_000;

/**
 * Writes what happens to one capsule behind a lesson that goes on: in order, many cues in one go, tried again while the
 * database is away. Nothing here throws.
 */
export class WriteBehind {
  readonly #options: Options;
  #seq: number;
  #queue: Entry[] = [];
  #running: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#seq = options.last + 1;
  }

  add(cue: CapsuleCue): void {
    this.#push({ cue });
  }

  do(task: () => Promise<void>): void {
    this.#push({ task });
  }

  /** Tries once to write all that waits. What then can't be written waits on. */
  async flush(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    await this.#running;
    await this.#start();
  }

  #push(entry: Entry): void {
    if (this.#queue.length < most) this.#queue.push(entry);
    // While a try failed, the next one comes by itself.
    if (this.#retry === undefined) void this.#start();
  }

  #start(): Promise<void> {
    return (this.#running ??= this.#run().finally(() => (this.#running = undefined)));
  }

  async #run(): Promise<void> {
    // What is added in the same turn of the loop goes together.
    await Promise.resolve();
    try {
      while (this.#queue.length > 0) await this.#writeNext();
    } catch (error) {
      this.#options.log.warn({ err: error, waiting: this.#queue.length }, 'capsule not written, trying again');
      this.#retry ??= setTimeout(() => {
        this.#retry = undefined;
        void this.#start();
      }, pause).unref();
    }
  }

  async #writeNext(): Promise<void> {
    const [first] = this.#queue;
    if (first === undefined) return;
    if ('task' in first) {
      await first.task();
      this.#queue.shift();
      return;
    }
    const until = this.#queue.findIndex((entry) => 'task' in entry);
    const cues = this.#queue
      .slice(0, until < 0 ? 500 : Math.min(until, 500))
      .flatMap((it) => ('cue' in it ? it.cue : []));
    await this.#options.store(this.#seq, cues);
    this.#seq += cues.length;
    this.#queue.splice(0, cues.length);
  }
}
