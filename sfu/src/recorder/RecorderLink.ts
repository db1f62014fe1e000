import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@pluriclasse/shared/errors';
import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import type { Log } from '../log.ts';
import type { FromRecorder, ToRecorder } from './messages.ts';
import type { TrackOrder } from './TrackOrder.ts';

const script = fileURLToPath(new URL(`main${extname(import.meta.url)}`, import.meta.url));
/** To write what it has. The launcher gives the whole node a little more. */
const CLOSE_WITHIN = 400;
const CALL_WITHIN = 5_000;
/** A new process, on a machine that is busy with a lesson. */
const START_WITHIN = 20_000;
/** One that dies at once is not started anew without a rest. */
const REST = 1_000;

/** What a room's recording hears of the recorder. */
export interface RecorderListener {
  told(track: RecordedTrack): void;
  wantsKey(key: string, why: 'lost' | 'due'): void;
  /** The process died with all its sockets; the next call starts another. */
  gone(): void;
}

type Call = ToRecorder extends infer M ? (M extends { call: number } ? Omit<M, 'call'> : never) : never;
type Order = Exclude<ToRecorder, { call: number }>;

/** The node's recorder process: started when it is first needed, and again when it died. */
export class RecorderLink {
  readonly folder: string;
  readonly #log: Log;
  readonly #listeners = new Map<string, RecorderListener>();
  readonly #calls = new Map<number, { resolve: (port: number) => void; reject: (error: AppError) => void }>();
  #child: ChildProcess | undefined;
  #next = 0;
  #started = -Infinity;
  #closed = false;

  /** @param folder of all recordings */
  constructor(folder: string, log: Log) {
    this.folder = folder;
    this.#log = log;
  }

  /** Undefined while none runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  listen(session: string, listener: RecorderListener): void {
    this.#listeners.set(session, listener);
  }

  forget(session: string): void {
    this.#listeners.delete(session);
  }

  /** Resolves when it runs. Rejects with `unavailable`. */
  async start(): Promise<void> {
    // There is no such session: what counts is that it answers.
    await this.#call({ type: 'stop', session: '' }, START_WITHIN);
  }

  /** Resolves when a track's packets may come. Rejects with `unavailable`. */
  async record(track: TrackOrder): Promise<void> {
    await this.#call({ type: 'record', track });
  }

  /** Resolves with the port of a new inbox, which hears that other port only. Rejects with `unavailable`. */
  openInbox(inbox: string, from: number): Promise<number> {
    return this.#call({ type: 'open-inbox', inbox, from });
  }

  /** Resolves when all tracks of a session are safe. Rejects with `unavailable` when the recorder is gone. */
  async stop(session: string): Promise<void> {
    if (this.#child !== undefined) await this.#call({ type: 'stop', session });
  }

  /** Does nothing while none runs: who is affected hears `gone`. */
  send(order: Order): void {
    this.#child?.send(order, () => undefined);
  }

  /** Lets it write what it has, and end. Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (child === undefined || !child.connected) return;
    const exited = once(child, 'exit');
    child.disconnect();
    // It goes on by itself, should it need longer.
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, CLOSE_WITHIN);
    await Promise.race([exited, late]);
    clearTimeout(timer);
  }

  async #call(call: Call, within = CALL_WITHIN): Promise<number> {
    const child = this.#start();
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const number = (this.#next += 1);
    const timer = setTimeout(() => reject(new AppError('unavailable', 'The recorder is too slow')), within);
    this.#calls.set(number, { resolve, reject });
    child.send({ ...call, call: number }, () => undefined);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#calls.delete(number);
    });
  }

  /** Throws `unavailable` when it died a moment ago. */
  #start(): ChildProcess {
    if (this.#child !== undefined) return this.#child;
    if (this.#closed || performance.now() - this.#started < REST)
      throw new AppError('unavailable', 'The recorder does not run', { retryAfter: 1 });
    this.#started = performance.now();
    const child = fork(script, [this.folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child = child;
    child.on('message', (message) => this.#handle(message as FromRecorder)); // the recorder sends nothing else
    child.on('error', (error) => this.#log.error({ err: error }, 'recorder failed'));
    child.once('exit', (code, signal) => {
      if (this.#child === child) this.#child = undefined;
      if (this.#closed) return;
      this.#log.error({ pid: child.pid, code, signal }, 'recorder died');
      for (const { reject } of this.#calls.values()) reject(new AppError('unavailable', 'The recorder died'));
      for (const listener of this.#listeners.values()) listener.gone();
    });
    this.#log.info({ pid: child.pid }, 'recorder started');
    return child;
  }

  #handle(message: FromRecorder): void {
    switch (message.type) {
      case 'answer': {
        const call = this.#calls.get(message.call);
        if (message.error === undefined) call?.resolve(message.port ?? 0);
        else call?.reject(new AppError('unavailable', `The recorder refused: ${message.error}`));
        return;
      }
      case 'track':
        this.#listeners.get(message.session)?.told(message.track);
        return;
      case 'key':
        this.#listeners.get(message.session)?.wantsKey(message.key, message.why);
    }
  }
}
