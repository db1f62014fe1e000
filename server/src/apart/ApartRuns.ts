import { AppError, type WireError } from '@pluriclasse/shared/errors';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What the process sends back, once. */
export type ApartAnswer<Answer> = { readonly answer: Answer } | { readonly error: WireError };

export interface ApartLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}
interface Options extends ApartLimits {
  /** Why it is refused when it takes more time or memory than it may. */
  readonly tooMuch: string;
}

/** At a time, of one kind; lessons run on the same machine. */
const AT_ONCE = 2;

/** A script for a process. Sources and build lie equally deep: beside `from`, with the same ending. */
export const scriptBeside = (from: string, name: string): URL =>
  new URL(`./${name}${from.slice(from.lastIndexOf('.'))}`, from);

/**
 * Work on what strangers wrote, apart from the server: each piece in a process of its own, with bounds on its time and
 * memory, a few at a time and the others in turn. A thread would take the server with it when it is out of memory in
 * the wrong moment; a process takes nothing, and knows nothing: neither the environment nor its secrets.
 */
export class ApartRuns<Task extends object, Answer> {
  readonly #script: string;
  readonly #options: Options;
  readonly #slots: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  #next = 0;

  constructor(script: URL, options: Options) {
    this.#script = fileURLToPath(script);
    this.#options = options;
  }

  /**
   * @throws AppError as the script does, `bad_request` with the reason for what takes too much, or `unavailable` when no
   *   process can be started
   */
  run(task: Task): Promise<Answer> {
    const slot = this.#next++ % AT_ONCE;
    const before = this.#slots[slot];
    const run = Promise.resolve(before).then(() => this.#runNow(task));
    this.#slots[slot] = run.catch(() => undefined);
    return run;
  }

  async #runNow(task: Task): Promise<Answer> {
    const { milliseconds, megabytes, tooMuch: reason } = this.#options;
    const child = fork(this.#script, {
      env: {},
      // Sources are found by a condition that whoever runs them gave.
      execArgv: [...process.execArgv.filter(isCondition), `--max-old-space-size=${megabytes}`],
      serialization: 'advanced',
      stdio: 'ignore',
    });
    const { promise, resolve, reject } = Promise.withResolvers<ApartAnswer<Answer>>();
    const tooMuch = () => new AppError('bad_request', 'It took too much', { reason });
    const started = performance.now();
    const timer = setTimeout(() => reject(tooMuch()), milliseconds);
    child.once('message', (answer) => {
      // A server that was busy meanwhile may hear the answer before its own clock.
      if (performance.now() - started > milliseconds) reject(tooMuch());
      // The script is `answerFrom` of the same types.
      else resolve(answer as ApartAnswer<Answer>);
    });
    // Not `once`: an error that nobody hears would end the server.
    child.on('error', (cause) => reject(new AppError('unavailable', 'No process could be started', { cause })));
    // After its last message; out of memory, too: then there is no telling what is in it.
    child.once('disconnect', () => reject(tooMuch()));
    try {
      // What does not get there is told by the two events above.
      child.send(task, () => undefined);
      const given = await promise;
      if ('error' in given) throw AppError.fromWire(given.error);
      return given.answer;
    } finally {
      clearTimeout(timer);
      child.kill('SIGKILL');
    }
  }
}

const isCondition = (argument: string): boolean => argument.startsWith('--conditions=');
