import type { RecordingMode } from '@pluriclasse/shared/api/capsules';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { AppError } from '@pluriclasse/shared/errors';
import {
  CapsuleId,
  type BoardId,
  type LessonId,
  type MessageId,
  type SchoolId,
  type StaffId,
} from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { orConflict } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { GapReason, StretchEnd } from '../db/schema/capsules.ts';
import type { Log } from '../log.ts';
import type { Recordings } from '../storage/Recordings.ts';
import type { CapsuleCue } from './cues.ts';
import { expiryOf, strictest } from './keep.ts';
import type { Preparation } from './Preparation.ts';
import * as repository from './recording.repository.ts';
import { listRecording, rulesOf } from './rules.repository.ts';
import { WriteBehind } from './WriteBehind.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly recordings: Recordings;
  readonly preparation: Pick<Preparation, 'soon'>;
}

interface Start {
  readonly lessonId: LessonId;
  /** Whose it is, when a teacher records alone: then the capsule has the id of what runs. */
  readonly ownerId?: StaffId | undefined;
  readonly title: string;
  readonly boardId: BoardId;
  readonly schoolIds: readonly SchoolId[];
  readonly staffId: StaffId | null;
  readonly at: number;
  readonly base: () => Promise<{ seq: number; state: Uint8Array }>;
}

/** A recording tells every few seconds how far it has come: one that is silent for so long has lost its server. */
const SILENT_AFTER = 30_000;

/** Where the recording of lessons is written down. Whoever calls has asked whether it may be. */
export class RecordingBook {
  readonly #deps: Deps;
  readonly #writers = new Map<CapsuleId, WriteBehind>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** What the strictest of these schools allows. */
  async mode(schoolIds: readonly SchoolId[]): Promise<RecordingMode> {
    const rules = await rulesOf(this.#deps.db, schoolIds);
    return rules.length < schoolIds.length ? 'none' : strictest(rules);
  }

  /** Those of these schools that do not record, in their order; what is no school does not either. */
  async refusing(schoolIds: readonly SchoolId[]): Promise<SchoolId[]> {
    const recording = new Set(await listRecording(this.#deps.db, schoolIds));
    return schoolIds.filter((schoolId) => !recording.has(schoolId));
  }

  /**
   * Begins a stretch of the lesson's capsule, and the capsule with the first one, or after it was taken back: whoever
   * orders it then wants another one. What an earlier server left open ends where it is known to have come, and what lies
   * between is a gap.
   * @throws AppError `conflict` with reason `no-recording` or `recorded-elsewhere`; `capsule-gone` when it was taken back and nobody orders
   *   another one, or a teacher records alone, whose capsule has the id of what runs
   */
  async begin(start: Start): Promise<{ capsuleId: CapsuleId; epoch: number; since: number }> {
    const { db } = this.#deps;
    const { lessonId, ownerId, schoolIds, staffId, at } = start;
    const rules = await rulesOf(db, schoolIds);
    if (rules.length < schoolIds.length || strictest(rules) === 'none')
      throw new AppError('conflict', 'A school of the lesson does not record', { reason: 'no-recording' });
    const before = await repository.lockOfLesson(db, lessonId);
    if (before?.state === 'recording') await this.#endLost(before.capsuleId, at);
    const isThere = before?.state === 'recording' || before?.state === 'ready';
    const base = isThere ? undefined : await start.base();
    const written = db.transaction(async (tx) => {
      const last = await repository.lockOfLesson(tx, lessonId);
      if (last?.state === 'recording')
        throw new AppError('conflict', 'Another server records it', { reason: 'recorded-elsewhere' });
      const known = last?.state === 'ready' ? last : undefined;
      if (last !== undefined && known === undefined && (staffId === null || last.alone || base === undefined))
        throw new AppError('conflict', 'The capsule of this lesson was taken back', { reason: 'capsule-gone' });
      const { capsuleId, epoch } = known ?? {
        capsuleId: ownerId === undefined ? newId(CapsuleId) : CapsuleId.parse(lessonId),
        epoch: at,
      };
      if (known === undefined) {
        const { title, boardId } = start;
        const baseState = base && Buffer.from(base.state);
        const more = { baseState, baseSeq: base?.seq ?? 0, createdAt: at, expiresAt: expiryOf(at, rules) };
        const whose = ownerId === undefined ? { lessonId } : { alone: true, staffId: ownerId };
        const row = { capsuleId, ...whose, title, boardId, epoch, state: 'recording' as const, ...more };
        await repository.insertCapsule(tx, row, schoolIds);
      }
      const before = await repository.lastStretch(tx, capsuleId);
      const from = Math.max(at - epoch, before?.to ?? 0);
      if (before?.ended === 'lost')
        await repository.insertGap(tx, { capsuleId, from: before.to, to: from, why: 'server-down' });
      const position = before === undefined ? 0 : before.position + 1;
      await repository.insertStretch(tx, { capsuleId, position, from, to: from, startedBy: staffId });
      await repository.setState(tx, capsuleId, 'recording');
      const { seq } = await repository.lastCue(tx, capsuleId);
      this.#writers.set(capsuleId, this.#writerOf(capsuleId, seq));
      return { capsuleId, epoch, since: epoch + from };
    });
    // A lesson has one owner; should there be two for a moment, the first one records.
    return orConflict('recorded-elsewhere', written);
  }

  /** Takes back what `begin` did last, for nothing was recorded; with it what a node wrote nevertheless. */
  async undo(capsuleId: CapsuleId): Promise<void> {
    const { db, recordings, log } = this.#deps;
    this.#writers.delete(capsuleId);
    if (await db.transaction((tx) => repository.undoStretch(tx, capsuleId)))
      await recordings.remove(capsuleId).catch((error: unknown) => {
        log.error({ err: error, capsuleId }, 'what was recorded by mistake not removed');
      });
  }

  /** Never throws, as all that returns nothing here: it is written behind, in order. */
  note(capsuleId: CapsuleId, cue: CapsuleCue): void {
    this.#writers.get(capsuleId)?.add(cue);
  }

  unsay(capsuleId: CapsuleId, messageId: MessageId): void {
    const { db, log } = this.#deps;
    const task = () => repository.deleteWallCue(db, capsuleId, messageId);
    const writer = this.#writers.get(capsuleId);
    if (writer !== undefined) writer.do(task);
    else task().catch((error: unknown) => log.error({ err: error, capsuleId }, 'message not taken out of a capsule'));
  }

  gapBegan(capsuleId: CapsuleId, at: number, why: GapReason): void {
    const { db } = this.#deps;
    this.#writers.get(capsuleId)?.do(() => repository.insertGap(db, { capsuleId, from: at, to: null, why }));
  }

  gapEnded(capsuleId: CapsuleId, at: number): void {
    this.#writers.get(capsuleId)?.do(() => repository.endGaps(this.#deps.db, capsuleId, at));
  }

  wrote(capsuleId: CapsuleId, track: TrackHeader): void {
    this.#deps.recordings.announce(capsuleId, track);
  }

  /** Notes how far the recording has come. @returns false when the capsule was taken back */
  lasted(capsuleId: CapsuleId, at: number): Promise<boolean> {
    return this.#deps.db.transaction((tx) => repository.stretchLasted(tx, capsuleId, at));
  }

  async flush(capsuleId: CapsuleId): Promise<void> {
    await this.#writers.get(capsuleId)?.flush();
  }

  /** Ends the stretch: the capsule is ready. */
  async end(capsuleId: CapsuleId, ending: { at: number; why: StretchEnd; staffId: StaffId | null }): Promise<void> {
    const { log } = this.#deps;
    await this.flush(capsuleId);
    this.#writers.delete(capsuleId);
    await this.#close(capsuleId, ending);
    log.info({ capsuleId, why: ending.why }, 'capsule ready');
  }

  /** Makes capsules ready whose server is gone and whose lesson nobody took up. */
  async closeLost(): Promise<void> {
    const { db, now, log } = this.#deps;
    for (const capsuleId of await repository.listSilent(db, now() - SILENT_AFTER)) {
      await this.#endLost(capsuleId, now());
      log.warn({ capsuleId }, 'capsule of a lost recording closed');
    }
  }

  /** Ends what is open where it is known to have come: by its notes, its cues, or what the node wrote. */
  async #endLost(capsuleId: CapsuleId, now: number): Promise<void> {
    const { db, recordings } = this.#deps;
    const capsule = await repository.lockCapsule(db, capsuleId);
    if (capsule === undefined) return;
    const [last, cue, tracks] = await Promise.all([
      repository.lastStretch(db, capsuleId),
      repository.lastCue(db, capsuleId),
      recordings.tracksOf(capsuleId).catch(() => []),
    ]);
    const written = tracks.map(({ writtenAt }) => writtenAt - capsule.epoch);
    const known = Math.max(last?.to ?? 0, cue.at, ...written);
    const at = Math.min(now, capsule.epoch + known);
    await this.#close(capsuleId, { at, why: 'lost', staffId: null });
  }

  async #close(capsuleId: CapsuleId, ending: { at: number; why: StretchEnd; staffId: StaffId | null }): Promise<void> {
    const { db, preparation } = this.#deps;
    await db.transaction(async (tx) => {
      const capsule = await repository.lockCapsule(tx, capsuleId);
      if (capsule === undefined) return;
      const to = Math.max(0, ending.at - capsule.epoch);
      await repository.endStretch(tx, capsuleId, { to, ended: ending.why, stoppedBy: ending.staffId });
      // What was withdrawn meanwhile stays so, and gets nothing more.
      if (capsule.state !== 'recording') return;
      await repository.copyBoard(tx, { capsuleId, ...capsule }, to);
      await repository.setState(tx, capsuleId, 'ready');
      const rules = await rulesOf(tx, await repository.schoolsOf(tx, capsuleId));
      await repository.setKept(tx, capsuleId, { expiresAt: expiryOf(capsule.createdAt, rules) });
    });
    await this.#weigh(capsuleId);
    preparation.soon(capsuleId);
  }

  /** Notes about how many bytes of sound and board there are. Not vital: the capsule is ready without. */
  async #weigh(capsuleId: CapsuleId): Promise<void> {
    const { db, recordings, log } = this.#deps;
    try {
      const tracks = await recordings.tracksOf(capsuleId);
      const sound = tracks.filter(({ header }) => header.codec === 'opus').reduce((sum, { bytes }) => sum + bytes, 0);
      await repository.setKept(db, capsuleId, { bytes: sound + (await repository.boardBytes(db, capsuleId)) });
    } catch (error) {
      log.warn({ err: error, capsuleId }, 'capsule not weighed');
    }
  }

  #writerOf(capsuleId: CapsuleId, last: number): WriteBehind {
    const { db, log } = this.#deps;
    const store = (seq: number, cues: readonly CapsuleCue[]) => repository.insertCues(db, capsuleId, seq, cues);
    return new WriteBehind({ store, last, log });
  }
}
