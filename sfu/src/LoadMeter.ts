import type { WorkerLoad, WorkerPool } from './WorkerPool.ts';

const INTERVAL = 5_000;

/** Measures how busy the workers are: 0 idle, 1 every worker has a whole core. */
export class LoadMeter {
  readonly #pool: WorkerPool;
  readonly #timer: NodeJS.Timeout;
  #before: { at: number; workers: WorkerLoad[] } = { at: performance.now(), workers: [] };
  #now = 0;

  constructor(pool: WorkerPool) {
    this.#pool = pool;
    this.#timer = setInterval(() => void this.#measure(), INTERVAL);
    this.#timer.unref();
  }

  get now(): number {
    return this.#now;
  }

  get workers(): readonly WorkerLoad[] {
    return this.#before.workers;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #measure(): Promise<void> {
    const workers = await this.#pool.readLoad();
    const at = performance.now();
    const used = workers.map(({ pid, cpu }) => {
      const before = this.#before.workers.find((worker) => worker.pid === pid);
      return before === undefined ? 0 : ((cpu - before.cpu) * 1000) / (at - this.#before.at);
    });
    this.#now = used.length === 0 ? 1 : used.reduce((total, share) => total + share, 0) / used.length;
    this.#before = { at, workers };
  }
}
