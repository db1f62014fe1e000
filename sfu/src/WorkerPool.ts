import { setTimeout as delay } from 'node:timers/promises';
import { createWorker, type types } from 'mediasoup';
import { AppError } from '@pluriclasse/shared/errors';
import { mediaCodecs } from './codecs.ts';
import type { Log } from './log.ts';

/** A router and the sockets that reach it: all that a room needs of a worker. */
export interface RoomHome {
  readonly router: types.Router;
  readonly webRtcServer: types.WebRtcServer;
  /** Process id of the worker, whose clock its sender reports tell. */
  readonly worker: number;
}

export interface PoolOptions {
  workers: number;
  workerBin: string | undefined;
  mediaListen: string;
  mediaAddress: string;
  /** Of the first worker; 0 lets each take any. */
  mediaPort: number;
}

interface Slot {
  readonly index: number;
  readonly worker: types.Worker;
  readonly webRtcServer: types.WebRtcServer;
  homes: number;
}

export interface WorkerLoad {
  readonly index: number;
  readonly pid: number;
  readonly homes: number;
  /** CPU so far, seconds. */
  readonly cpu: number;
}

const RESPAWN_WAIT = 1_000;
/** Milliseconds in which ports that another process holds may come free at the start. */
const AFTERMATH = 5_000;

/**
 * One worker a core, each with one UDP and one TCP port. A worker that dies is replaced; its routers close with it, so
 * their rooms hear `workerclose`.
 */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #log: Log;
  readonly #slots = new Map<number, Slot>();
  readonly #respawns = new Map<number, NodeJS.Timeout>();
  #closed = false;

  private constructor(options: PoolOptions, log: Log) {
    this.#options = options;
    this.#log = log;
  }

  /** Starts all workers. Rejects with the first failure, with nothing left running. */
  static async create(options: PoolOptions, log: Log): Promise<WorkerPool> {
    const pool = new WorkerPool(options, log);
    const indexes = Array.from({ length: options.workers }, (_, index) => index);
    const results = await Promise.allSettled(indexes.map((index) => pool.#startSoon(index)));
    const failure = results.find((result) => result.status === 'rejected');
    if (failure === undefined) return pool;
    pool.close();
    throw failure.reason;
  }

  /** Whether there is a worker to open a room on. */
  get ready(): boolean {
    return this.#slots.size > 0;
  }

  /** A new router on the worker that has the fewest. Throws `unavailable` while there is no worker. */
  async openHome(): Promise<RoomHome> {
    const slot = [...this.#slots.values()].toSorted((a, b) => a.homes - b.homes)[0];
    if (slot === undefined) throw new AppError('unavailable', 'No media worker runs');
    slot.homes += 1; // before the await, so that rooms opened together spread
    try {
      const router = await slot.worker.createRouter({ mediaCodecs });
      router.observer.once('close', () => (slot.homes -= 1));
      return { router, webRtcServer: slot.webRtcServer, worker: slot.worker.pid };
    } catch (error) {
      slot.homes -= 1;
      throw new AppError('unavailable', 'The media worker gave no router', { cause: error });
    }
  }

  async readLoad(): Promise<WorkerLoad[]> {
    const slots = [...this.#slots.values()];
    const results = await Promise.allSettled(slots.map((slot) => readLoad(slot)));
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }

  /** Safe twice. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#respawns.values()) clearTimeout(timer);
    this.#respawns.clear();
    for (const slot of this.#slots.values()) slot.worker.close();
    this.#slots.clear();
  }

  /** A node that was killed leaves workers that hold their ports until they have noticed. */
  async #startSoon(index: number): Promise<void> {
    for (const end = performance.now() + AFTERMATH; ; await delay(100)) {
      try {
        return await this.#start(index);
      } catch (error) {
        const isTaken = error instanceof Error && /in use/i.test(error.message);
        if (!isTaken || this.#options.mediaPort === 0 || performance.now() > end) throw error;
      }
    }
  }

  async #start(index: number): Promise<void> {
    const { workerBin } = this.#options;
    const worker = await createWorker({ logLevel: 'error', ...(workerBin === undefined ? {} : { workerBin }) });
    let webRtcServer: types.WebRtcServer;
    try {
      webRtcServer = await worker.createWebRtcServer({ listenInfos: this.#listenInfos(index) });
    } catch (error) {
      worker.close();
      throw error;
    }
    if (this.#closed) return worker.close();
    this.#slots.set(index, { index, worker, webRtcServer, homes: 0 });
    worker.once('died', (error) => {
      this.#log.error({ worker: index, pid: worker.pid, reason: error.message }, 'worker died');
      this.#slots.delete(index);
      this.#replace(index, 0);
    });
    this.#log.info({ worker: index, pid: worker.pid }, 'worker started');
  }

  #replace(index: number, wait: number): void {
    if (this.#closed) return;
    const run = () => {
      this.#respawns.delete(index);
      this.#start(index).catch((error: unknown) => {
        this.#log.error({ worker: index, err: error }, 'worker not replaced yet');
        this.#replace(index, RESPAWN_WAIT);
      });
    };
    this.#respawns.set(index, setTimeout(run, wait));
  }

  #listenInfos(index: number): types.TransportListenInfo[] {
    const { mediaListen, mediaAddress, mediaPort } = this.#options;
    const listen = {
      ip: mediaListen,
      ...(mediaListen === mediaAddress ? {} : { announcedAddress: mediaAddress }),
      ...(mediaPort === 0 ? {} : { port: mediaPort + index }),
    };
    return [
      { protocol: 'udp', ...listen },
      { protocol: 'tcp', ...listen },
    ];
  }
}

async function readLoad(slot: Slot): Promise<WorkerLoad> {
  const usage = await slot.worker.getResourceUsage();
  return { index: slot.index, pid: slot.worker.pid, homes: slot.homes, cpu: (usage.ru_utime + usage.ru_stime) / 1000 };
}
