import type { Search } from '@pluriclasse/shared/api/planning';
import type { WishAnswer } from '@pluriclasse/shared/calendar/answer';
import type { Worker } from 'node:worker_threads';
import type { SearchMessage, ToldAnswers } from './searchMessages.ts';
import type { SearchTask } from './swap.ts';

type Failure = NonNullable<Search['failure']>;

/** One wish's answer, and with which revision it came. */
export interface Told {
  readonly revision: number;
  readonly answer: WishAnswer;
}

/** How a search stands. */
export interface Standing {
  readonly state: Search['state'];
  readonly failure: Failure | null;
  /** Counts up with every answer, and with the end. */
  readonly revision: number;
  /** Wishes whose hours have been looked for. */
  readonly looked: number;
  readonly tried: number;
  readonly value: number;
  readonly bound: number;
  /** By the wish's id, in the order of the wishes. */
  readonly answers: ReadonlyMap<string, Told>;
  /** Of the ids in all answers so far. */
  readonly names: Readonly<Record<string, string>>;
}

interface Deps {
  readonly openWorker: (request: SearchTask) => Worker;
  /** Milliseconds after which what it has is what it gives; without anything it has failed. */
  readonly longest: number;
  /** Told once, when it no longer runs; with what went wrong if something did. */
  readonly onEnd: (standing: Standing, error: unknown) => void;
}

/** One search in a thread of its own: what it has found so far, and whoever waits for more. */
export class SearchRun {
  readonly #deps: Deps;
  readonly #waiting = new Set<() => void>();
  #worker: Worker | undefined;
  #standing: Standing = {
    state: 'running',
    failure: null,
    revision: 0,
    looked: 0,
    tried: 0,
    value: 0,
    bound: 0,
    answers: new Map(),
    names: {},
  };
  /** What came of the next plan so far. */
  #parts: ToldAnswers[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Resolves when its thread is gone; never rejects. One that was stopped before begins none. */
  async run(request: SearchTask): Promise<void> {
    if (this.#standing.state !== 'running') return;
    const timer = setTimeout(() => this.#endInTime(), this.#deps.longest);
    try {
      const worker = this.#deps.openWorker(request);
      this.#worker = worker;
      worker.on('message', (message: SearchMessage) => this.#take(message));
      worker.on('error', (error) => this.#fail(isOutOfMemory(error) ? 'memory' : 'broken', error));
      // Not `once` of events, which an error would end: the exit comes after it.
      const code = await new Promise<number>((resolve) => worker.once('exit', resolve));
      this.#fail('broken', new Error(`The thread ended with ${code}`));
    } catch (error) {
      this.#fail('broken', error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Keeps what was found. Safe twice. */
  stop(): void {
    this.#end('stopped');
  }

  /** Resolves when there is something newer than a revision, or no more to come, or after so many milliseconds. */
  async newerThan(since: number, milliseconds: number): Promise<void> {
    const { revision, state } = this.#standing;
    if (revision > since || state !== 'running') return;
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#waiting.add(end);
    });
  }

  /** Resolves when the thread is gone. Safe twice. */
  async close(): Promise<void> {
    this.#fail('ending', undefined);
    await this.#worker?.terminate();
  }

  #take(message: SearchMessage): void {
    if (this.#standing.state !== 'running') return;
    if (message.kind === 'done') return this.#end('done');
    if (message.kind === 'part') {
      this.#parts.push(message);
      return;
    }
    const revision = this.#standing.revision + 1;
    if (message.kind === 'looked') {
      const { looked, tried } = message;
      this.#standing = { ...this.#standing, revision, looked, tried };
    } else {
      const { value, bound, tried } = message;
      this.#standing = { ...this.#standing, revision, value, bound, tried, ...this.#merge(message, revision) };
    }
    this.#wake();
  }

  /** All wishes have been looked at once there is a plan for them. */
  #merge(last: ToldAnswers, revision: number): Pick<Standing, 'answers' | 'names' | 'looked'> {
    const answers = new Map(this.#standing.answers);
    const parts = [...this.#parts, last];
    for (const answer of parts.flatMap((part) => part.answers)) answers.set(answer.wishId, { revision, answer });
    this.#parts = [];
    const names = Object.assign({}, this.#standing.names, ...parts.map((part) => part.names)) as Standing['names']; // each a record of them
    return { answers, names, looked: answers.size };
  }

  #endInTime(): void {
    if (this.#standing.answers.size > 0) this.#end('done');
    else this.#fail('time', undefined);
  }

  #fail(failure: Failure, error: unknown): void {
    this.#end('failed', failure, error);
  }

  /** The first end stands. */
  #end(state: Search['state'], failure: Failure | null = null, error?: unknown): void {
    if (this.#standing.state !== 'running') return;
    this.#standing = { ...this.#standing, state, failure, revision: this.#standing.revision + 1 };
    void this.#worker?.terminate();
    this.#deps.onEnd(this.#standing, error);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }
}

const isOutOfMemory = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
