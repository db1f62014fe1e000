import type { ImportFormat, TextEncoding } from '@pluriclasse/shared/api/imports';
import { AppError, type WireError } from '@pluriclasse/shared/errors';
import { Worker } from 'node:worker_threads';
import type { CalendarOptions } from './formats/ical/parseIcal.ts';
import { readUpload } from './formats/readUpload.ts';
import type { Reading, SourceFile } from './formats/reading.ts';
import { isZip } from './formats/unzip.ts';

export interface ReadTask {
  readonly asked: ImportFormat | 'auto';
  readonly files: readonly SourceFile[];
  readonly options: CalendarOptions & { readonly encoding?: TextEncoding | undefined };
}
export interface ReadAnswer {
  readonly reading?: Reading;
  readonly error?: WireError;
}
export interface ReadLimits {
  /** Bytes up to which a file is read at once: a thread takes longer to begin than that to read. */
  readonly atOnce: number;
  readonly milliseconds: number;
  readonly megabytes: number;
}
const usual: ReadLimits = { atOnce: 60_000, milliseconds: 30_000, megabytes: 512 };
/** Threads at a time; lessons run on the same machine. */
const THREADS = 2;

/** Sources and build lie equally deep: beside this file, with the same ending. */
const script = new URL(`./readWorker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);

/** Reads uploads beside the server's own work: large ones in a thread with bounds on its time and memory. */
export class Reader {
  readonly #limits: ReadLimits;
  readonly #slots: Promise<unknown>[] = Array.from({ length: THREADS }, () => Promise.resolve());
  #next = 0;

  constructor(limits: ReadLimits = usual) {
    this.#limits = limits;
  }

  /** @throws AppError `bad_request` with a reason for what can't be read, or not within the bounds */
  async read(task: ReadTask): Promise<Reading> {
    const size = task.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (size <= this.#limits.atOnce && !task.files.some(({ bytes }) => isZip(bytes))) {
      return readUpload(task.asked, task.files, task.options);
    }
    const slot = this.#next++ % THREADS;
    const before = this.#slots[slot];
    const run = Promise.resolve(before).then(() => this.#inThread(task));
    this.#slots[slot] = run.catch(() => undefined);
    return run;
  }

  async #inThread(task: ReadTask): Promise<Reading> {
    const { milliseconds, megabytes } = this.#limits;
    const worker = new Worker(script, {
      name: 'import',
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    const { promise, resolve, reject } = Promise.withResolvers<ReadAnswer>();
    const tooLarge = (cause?: unknown) =>
      new AppError('bad_request', 'It took too much', { reason: 'file_too_large', cause });
    const timer = setTimeout(() => reject(tooLarge()), milliseconds);
    worker.once('message', resolve);
    // Out of memory, too: then there is no telling what is in it.
    worker.once('error', (error) => reject(tooLarge(error)));
    worker.once('exit', () => reject(tooLarge()));
    try {
      const { reading, error } = await promise;
      if (reading) return reading;
      throw error ? AppError.fromWire(error) : tooLarge();
    } finally {
      clearTimeout(timer);
      await worker.terminate();
    }
  }
}
