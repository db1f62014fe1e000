import type { CapsuleExportId, CapsuleId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { AppError } from '@pluriclasse/shared/errors';
import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/Database.ts';
import type { Log } from '../../log.ts';
import * as repository from '../exports.repository.ts';
import type { ExportRow } from '../exports.repository.ts';
import { ableTo } from './ableTo.ts';
import { ExportFailed } from './ExportFailed.ts';
import type { ExportFiles } from './ExportFiles.ts';
import type { ExportMaterial } from './ExportMaterial.ts';
import type { Ffmpeg } from './Ffmpeg.ts';
import { makeExport } from './makeExport.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly ffmpeg: Ffmpeg;
  readonly files: ExportFiles;
  /** Undefined when the capsule is not there to be watched any more. */
  readonly materialOf: (capsuleId: CapsuleId) => Promise<ExportMaterial | undefined>;
}

/** How often it is noted how far one is, and whether anybody still wants it. Milliseconds. */
const BEAT = 1_000;
/** A run of which nothing was heard for so long has lost its server. */
export const SILENT = 30_000;
/** A file in which the server ends so often is to blame itself. */
const MOST_RUNS = 3;

/** One that is made here now. */
interface Run {
  readonly exportId: CapsuleExportId;
  readonly run: string;
  readonly stop: AbortController;
}

/**
 * Makes the files that were asked for, one at a time in this server. The queue is in the database: what is under way when
 * a server ends begins anew with the next one.
 */
export class ExportQueue {
  readonly #deps: Deps;
  #working: Promise<void> | undefined;
  #again = false;
  #running: Run | undefined;
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Looks whether there is something to make. Returns at once. */
  wake(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#working ??= this.#work()
      .catch((error: unknown) => this.#deps.log.error({ err: error }, 'exports halted'))
      .finally(() => (this.#working = undefined));
  }

  /** Resolves when there is nothing left to make. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Kills the one that is made here now, if it is this one. */
  stop(exportId: CapsuleExportId): void {
    if (this.#running?.exportId === exportId) this.#running.stop.abort(new Error('Not wanted any more'));
  }

  /** Kills what is made, which begins anew with the next start. Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#running?.stop.abort(new Error('The server ends'));
    await this.idle();
  }

  async #work(): Promise<void> {
    const { db, now } = this.#deps;
    while (!this.#closed && this.#again) {
      this.#again = false;
      for (;;) {
        const run = randomUUID();
        const row = await repository.takeNext(db, { run, now: now(), silent: now() - SILENT });
        if (row === undefined) break;
        await this.#make(row, run);
        if (this.#closed) return;
      }
    }
  }

  async #make(row: ExportRow, run: string): Promise<void> {
    const { db, log } = this.#deps;
    const { exportId, capsuleId, kind } = row;
    const stop = new AbortController();
    this.#running = { exportId, run, stop };
    log.info({ exportId, capsuleId, kind }, 'export begun');
    const began = performance.now();
    try {
      const bytes = await this.#makeFile(row, this.#running);
      log.info({ exportId, capsuleId, kind, bytes, ms: Math.round(performance.now() - began) }, 'export done');
    } catch (error) {
      if (this.#closed) await repository.giveBack(db, exportId, run);
      else if (stop.signal.aborted) await repository.dropRun(db, exportId, run);
      else await this.#fail(row, run, error);
    } finally {
      this.#running = undefined;
    }
  }

  /** @returns its bytes */
  async #makeFile({ exportId, capsuleId, kind, runs, length }: ExportRow, { run, stop }: Run): Promise<number> {
    const { db, now, ffmpeg, files, materialOf, log } = this.#deps;
    const { signal } = stop;
    if (this.#closed) stop.abort(new Error('The server ends'));
    if (runs > MOST_RUNS) throw new ExportFailed('interrupted', `Its ${runs - 1} runs did not come to an end`);
    let progress = 0;
    const beat = async () => {
      const wanted = await repository.heardOf(db, exportId, { run, now: now(), progress });
      if (!wanted) stop.abort(new Error('Not wanted any more'));
    };
    await beat();
    let beating = Promise.resolve();
    const beats = setInterval(() => {
      beating = beating.then(beat).catch((error: unknown) => log.warn({ err: error, exportId }, 'progress not noted'));
    }, BEAT);
    try {
      const able = ableTo(await ffmpeg.skills())[kind];
      if (!('format' in able)) throw new ExportFailed('failed', `It can't be made here: ${able.lacks}`);
      const { format } = able;
      signal.throwIfAborted();
      const material = await materialOf(capsuleId);
      if (material?.duration !== length) stop.abort(new Error('The capsule has changed'));
      if (material === undefined) throw new Error('The capsule is gone');
      return await files.within(run, async (folder) => {
        const onProgress = (part: number) => (progress = part);
        const made = await makeExport({ material, format, folder, ffmpeg, signal, onProgress });
        signal.throwIfAborted();
        await files.keep(made.file, { exportId, run, format });
        const ended = { state: 'done', format, bytes: made.bytes, endedAt: now() } as const;
        if (!(await repository.endRun(db, exportId, run, ended))) await files.remove(exportId, run);
        return made.bytes;
      });
    } finally {
      clearInterval(beats);
      await beating;
    }
  }

  async #fail({ exportId, capsuleId }: ExportRow, run: string, error: unknown): Promise<void> {
    const { db, log, now, files } = this.#deps;
    const failure = reasonOf(error);
    log.warn({ exportId, capsuleId, failure, err: error }, 'export failed');
    await files.remove(exportId, run);
    await repository.endRun(db, exportId, run, { state: 'failed', failure, endedAt: now() });
  }
}

function reasonOf(error: unknown) {
  if (error instanceof ExportFailed) return error.reason;
  if (error instanceof AppError && error.reason === 'disk_full') return 'disk_full';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk_full' : 'failed';
}
