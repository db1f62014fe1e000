import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import * as repository from './clock.repository.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const TICK = 10 * SECOND;
/** A turn that takes longer has lost its process, or hangs: another server begins anew. */
const TURN = 15 * MINUTE;
/** Waits after a failure: doubled each time, never longer than the job's own interval. */
const FIRST_RETRY = 30 * SECOND;

/**
 * Does one turn of a job. A turn may come twice (a process died in it), and late (no server ran): look at what is due,
 * not at how much time went by. `signal` ends with the server.
 */
export type Turn = (now: number, signal: AbortSignal) => Promise<void>;

interface Job {
  readonly every: number;
  readonly turn: Turn;
}

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly log: Log;
  /** Milliseconds between ticks; 0: only when `tick` is called. */
  readonly tickEvery?: number | undefined;
}

/**
 * What has to be done again and again: reminders, feeds that are asked, lessons that open. When each job is due is kept in
 * the database, so restarts lose nothing, and of several servers one does each turn.
 */
export class Clockwork {
  readonly #deps: Deps;
  readonly #jobs = new Map<string, Job>();
  readonly #ending = new AbortController();
  readonly #turns = new Map<string, Promise<void>>();
  #known = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Names a job, which is due at once when it is new and `every` milliseconds after each turn. Before `start`. */
  every(milliseconds: number, name: string, turn: Turn): void {
    if (this.#jobs.has(name)) throw new Error(`Two jobs are called ${name}`);
    this.#jobs.set(name, { every: milliseconds, turn });
  }

  start(): void {
    const { tickEvery = TICK } = this.#deps;
    if (tickEvery > 0) this.#timer = setInterval(() => void this.tick(), tickEvery).unref();
  }

  /** Does what is due, jobs side by side, and waits for it. Never rejects. @returns names of the jobs that had a turn */
  async tick(): Promise<string[]> {
    const { db, now, log } = this.#deps;
    try {
      const fresh = [...this.#jobs.keys()].filter((name) => !this.#known.has(name));
      await repository.addJobs(db, fresh, now());
      this.#known = new Set(this.#jobs.keys());
    } catch (error) {
      log.warn({ err: error }, 'clock put off');
      return [];
    }
    const free = [...this.#jobs].filter(([name]) => !this.#turns.has(name));
    const done = await Promise.all(free.map(([name, job]) => this.#turnOf(name, job)));
    return done.filter((name) => name !== undefined);
  }

  /** Makes a job due at the next tick. */
  async hurry(name: string): Promise<void> {
    await repository.hurryJob(this.#deps.db, name, this.#deps.now());
  }

  /** Asks turns to end, and waits for them. Safe twice. */
  async close(): Promise<void> {
    this.#ending.abort();
    clearInterval(this.#timer);
    await Promise.all(this.#turns.values());
  }

  async #turnOf(name: string, job: Job): Promise<string | undefined> {
    let had = false;
    const turn = this.#take(name, job).then(
      (did) => void (had = did),
      (error: unknown) => this.#deps.log.warn({ err: error, job: name }, 'turn not noted'),
    );
    this.#turns.set(name, turn);
    await turn;
    this.#turns.delete(name);
    return had ? name : undefined;
  }

  async #take(name: string, { every, turn }: Job): Promise<boolean> {
    const { db, now, log } = this.#deps;
    if (this.#ending.signal.aborted) return false;
    const takenUntil = now() + TURN;
    const failures = await repository.takeJob(db, name, now(), takenUntil);
    if (failures === undefined) return false;
    try {
      await turn(now(), this.#ending.signal);
      await repository.endTurn(db, name, takenUntil, { nextAt: now() + every, failures: 0 });
    } catch (error) {
      log.error({ err: error, job: name }, 'a turn failed');
      const nextAt = now() + Math.min(every, FIRST_RETRY * 2 ** Math.min(failures, 12));
      await repository.endTurn(db, name, takenUntil, { nextAt, failures: Math.min(failures + 1, 1000) });
    }
    return true;
  }
}
