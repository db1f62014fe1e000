import { AppError, type WireError } from '@pluriclasse/shared/errors';
import { Worker } from 'node:worker_threads';

/** What the thread posts, once. */
export type ThreadAnswer<Answer> = { readonly answer: Answer } | { readonly error: WireError };

export interface ThreadLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}
interface Options extends ThreadLimits {
  /** What it is called where threads are listed. */
  readonly name: string;
  /** Why it is refused when it takes more time or memory than it may. */
  readonly tooMuch: string;
}

/** At a time, of one kind; lessons run on the same machine. */
const AT_ONCE = 2;

/** A script for a thread. Sources and build lie equally deep: beside `from`, with the same ending. */
export const scriptBeside = (from: string, name: string): URL =>
  new URL(`./${name}${from.slice(from.lastIndexOf('.'))}`, from);

/**
 * Work on what strangers wrote, beside the server's own: each piece in a thread of its own, with bounds on its time and
 * memory, a few at a time and the others in turn.
 */
export class Threads<Task, Answer> {
  readonly #script: URL;
  readonly #options: Options;
  readonly #slots: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  #next = 0;

  constructor(script: URL, options: Options) {
    this.#script = script;
    this.#options = options;
  }

  /** @throws AppError as the thread does, or `bad_request` with the reason for what takes too much */
  run(task: Task): Promise<Answer> {
    const slot = this.#next++ % AT_ONCE;
    const before = this.#slots[slot];
    const run = Promise.resolve(before).then(() => this.#inThread(task));
    this.#slots[slot] = run.catch(() => undefined);
    return run;
  }

  async #inThread(task: Task): Promise<Answer> {
    const { name, milliseconds, megabytes, tooMuch: reason } = this.#options;
    const worker = new Worker(this.#script, {
      name,
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer<Answer>>();
    const tooMuch = (cause?: unknown) => new AppError('bad_request', 'It took too much', { reason, cause });
    const timer = setTimeout(() => reject(tooMuch()), milliseconds);
    worker.once('message', resolve);
    // Out of memory, too: then there is no telling what is in it.
    worker.once('error', (error) => reject(tooMuch(error)));
    worker.once('exit', () => reject(tooMuch()));
    try {
      const given = await promise;
      if ('error' in given) throw AppError.fromWire(given.error);
      return given.answer;
    } finally {
      clearTimeout(timer);
      await worker.terminate();
    }
  }
}
