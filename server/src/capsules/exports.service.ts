import type { CapsuleExport, CapsuleExports, ExportKind } from '@pluriclasse/shared/api/capsuleExports';
import { lengthOf } from '@pluriclasse/shared/capsule/stretches';
import type { Actor, StaffActor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleExportId, CapsuleId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import { permit, visible } from '../people/permit.ts';
import type { CapsuleShelf, ShelvedCapsule } from './CapsuleShelf.ts';
import { ableTo, endingOf, typeOf } from './exports/ableTo.ts';
import { readFrom, type DeliveredFile, type MediaRange } from './delivery/findMedia.ts';
import type { ExportFiles } from './exports/ExportFiles.ts';
import { SILENT, type ExportQueue } from './exports/ExportQueue.ts';
import type { Ffmpeg } from './exports/Ffmpeg.ts';
import { dayOf } from './dayOf.ts';
import * as repository from './exports.repository.ts';
import type { ExportRow } from './exports.repository.ts';
import { noteViewing } from './viewers.repository.ts';

/** How long a file is kept once it is made. */
const KEPT = 7 * 86_400_000;
/** That one person may have waiting. */
const MOST_WAITING = 12;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly capsules: CapsuleShelf;
  readonly ffmpeg: Ffmpeg;
  readonly files: ExportFiles;
  readonly queue: ExportQueue;
}
interface Which {
  readonly capsuleId: CapsuleId;
  readonly exportId: CapsuleExportId;
}

/** A file to be sent. */
export interface ExportedFile extends DeliveredFile {
  /** What it is called by whoever keeps it. */
  readonly name: string;
}

/** Files that teachers ask for, to keep a capsule elsewhere. */
export class CapsuleExporting {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async list(actor: Actor, capsuleId: CapsuleId): Promise<CapsuleExports> {
    const { capsule } = await this.#exportable(actor, capsuleId);
    return this.#present(capsule);
  }

  /** @throws AppError `unavailable` with an `ExportLack`; `conflict`, reason `still_recorded`; `too_many` */
  async ask(actor: Actor, capsuleId: CapsuleId, kind: ExportKind): Promise<CapsuleExports> {
    const { db, log, now, ffmpeg, queue } = this.#deps;
    const { capsule, staffId } = await this.#exportable(actor, capsuleId);
    if (capsule.state !== 'ready')
      throw new AppError('conflict', 'It is still being recorded', { reason: 'still_recorded' });
    const able = ableTo(await ffmpeg.skills())[kind];
    if ('lacks' in able) throw new AppError('unavailable', 'It can not be made here', { reason: able.lacks });
    const known = (await repository.listOf(db, capsuleId)).find((one) => one.kind === kind);
    if (known && isOf(capsule, known) && known.state !== 'failed') return this.#present(capsule);
    if ((await repository.countWaiting(db, staffId)) >= MOST_WAITING)
      throw new AppError('too_many', 'Too many are waiting already', { reason: 'exports_waiting' });
    if (known) await this.#remove([known]);
    const { revision } = capsule;
    const asked = { capsuleId, kind, revision, length: lengthOf(capsule.kept), askedAt: now(), askedBy: staffId };
    if (await repository.insertExport(db, asked)) log.info({ capsuleId, kind }, 'export asked for');
    queue.wake();
    return this.#present(capsule);
  }

  /** Stops it, or takes the file away. */
  async cancel(actor: Actor, { capsuleId, exportId }: Which): Promise<CapsuleExports> {
    const { capsule } = await this.#exportable(actor, capsuleId);
    await this.#remove([await this.#find({ capsuleId, exportId })]);
    return this.#present(capsule);
  }

  /** @throws AppError `not_found` unless it is made, and of what the capsule is now */
  async file(actor: Actor, { capsuleId, exportId }: Which): Promise<ExportedFile> {
    const { capsule } = await this.#exportable(actor, capsuleId);
    const row = await this.#find({ capsuleId, exportId });
    const { format, bytes, state, run } = row;
    if (state !== 'done' || run === null || format === null || bytes === null || !isOf(capsule, row))
      throw new AppError('not_found', 'There is no such file');
    // What leaves as a file was watched too.
    await noteViewing(this.#deps.db, actor, capsuleId, this.#deps.now());
    const name = `${capsule.title} ${dayOf(capsule)}.${endingOf(format)}`;
    const path = this.#deps.files.pathOf({ exportId, run, format });
    const read = (range: MediaRange) =>
      readFrom(path, range, () => new AppError('not_found', 'The file went, or lies with another server'));
    return { name, type: typeOf(format), bytes, etag: `"${run}"`, may: undefined, read };
  }

  /** Takes away all that was made of a capsule, and stops what is being made of it. */
  async forget(capsuleId: CapsuleId): Promise<void> {
    await this.#remove(await repository.listOf(this.#deps.db, capsuleId));
  }

  /**
   * Takes away what is old, or of an earlier edit, or of a capsule that went, and what servers that are gone left half
   * made; and goes on with what waits.
   */
  async sweep(): Promise<void> {
    const { db, now, queue, files } = this.#deps;
    await this.#remove(await repository.listStale(db, { now: now(), old: now() - KEPT }));
    await files.keepOnly(async () => new Set(await repository.listRuns(db, now() - SILENT)));
    queue.wake();
  }

  /** Resolves when nothing is left to make. */
  settled(): Promise<void> {
    return this.#deps.queue.idle();
  }

  /** Stops what is made: the next start begins it anew. */
  close(): Promise<void> {
    return this.#deps.queue.close();
  }

  async #exportable(
    actor: Actor,
    capsuleId: CapsuleId,
  ): Promise<{ capsule: ShelvedCapsule; staffId: StaffActor['staffId'] }> {
    const found = await this.#deps.capsules.find(capsuleId);
    const capsule = visible(actor, 'capsule:watch', found, (one) => one.subject(actor));
    permit(actor, 'capsule:export', capsule.subject(actor));
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff makes files');
    return { capsule, staffId: actor.staffId };
  }

  async #find({ capsuleId, exportId }: Which): Promise<ExportRow> {
    const row = await repository.findExport(this.#deps.db, exportId);
    if (row?.capsuleId !== capsuleId) throw new AppError('not_found', 'There is no such file');
    return row;
  }

  async #remove(rows: readonly ExportRow[]): Promise<void> {
    const { db, queue, files } = this.#deps;
    await repository.removeExports(
      db,
      rows.map(({ exportId }) => exportId),
    );
    for (const { exportId } of rows) {
      queue.stop(exportId);
      await files.remove(exportId);
    }
  }

  async #present(capsule: ShelvedCapsule): Promise<CapsuleExports> {
    const { db, ffmpeg } = this.#deps;
    const rows = (await repository.listOf(db, capsule.capsuleId)).filter((row) => isOf(capsule, row));
    const exports = await Promise.all(
      rows.map(async (row) => present(row, row.state === 'waiting' ? await repository.aheadOf(db, row) : 0)),
    );
    return { exports, able: ableTo(await ffmpeg.skills()) };
  }
}

/** Whether it was made of what the capsule is now. */
const isOf = ({ revision, kept }: ShelvedCapsule, row: ExportRow): boolean =>
  row.revision === revision && row.length === lengthOf(kept);

function present(row: ExportRow, ahead: number): CapsuleExport {
  const { exportId, kind, askedAt, state, progress, format, bytes, endedAt, failure } = row;
  const every = { exportId, kind, askedAt };
  switch (state) {
    case 'waiting':
      return { ...every, state, ahead };
    case 'running':
      return { ...every, state, progress };
    case 'failed':
      return { ...every, state, reason: failure ?? 'failed' };
    case 'done':
      if (format === null || bytes === null || endedAt === null) throw new Error('Made without a file');
      return { ...every, state, format, bytes, goneAt: endedAt + KEPT };
  }
}
