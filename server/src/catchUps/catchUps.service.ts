import type { CatchUp, CatchUpBrief } from '@pluriclasse/shared/api/catchUps';
import {
  joinSeen,
  laterTask,
  presentCheck,
  seenRecorded,
  summaryOf,
  taskDone,
  type CatchUpEvent,
  type CatchUpProgress,
} from '@pluriclasse/shared/capsule/progress';
import { lengthOf } from '@pluriclasse/shared/capsule/stretches';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId, PupilId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { CapsuleShelf, ShelvedCapsule } from '../capsules/CapsuleShelf.ts';
import type { Db } from '../db/Database.ts';
import type { Attendance } from '../lessons/Attendance.ts';
import type { Log } from '../log.ts';
import { requireSomebody, visible } from '../people/permit.ts';
import { asPupil, type PupilActor } from './asPupil.ts';
import * as repository from './catchUps.repository.ts';
import type { AnswerRow, CatchUpRow, SheetRow } from './catchUps.repository.ts';
import { isMissed, presenceOf } from './presenceOf.ts';
import { progressOf, taskOf } from './progressOf.ts';

/** Answers of one pupil to one capsule that are kept: far more than a child gives, and no way to fill a disk. */
const MOST_ANSWERS = 500;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly capsules: CapsuleShelf;
  readonly attendance: Attendance;
}

/** What pupils catch up: the capsules of their class, their answers, how far they are. */
export class CatchUps {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Those that were missed first, then newest first. @throws AppError `forbidden` for all but pupils */
  async list(actor: Actor): Promise<CatchUpBrief[]> {
    const { db, capsules } = this.#deps;
    const pupil = asPupil(actor);
    const published = await capsules.publishedTo(pupil.classGroupId);
    const mine = published.filter((one) => can(actor, 'catch-up:work', one.subject(actor)));
    const ids = mine.map(({ capsuleId }) => capsuleId);
    const [sheets, done] = await Promise.all([
      repository.listSheets(db, ids),
      repository.listOfPupil(db, pupil.pupilId, ids),
    ]);
    const briefs = await this.#present(pupil, mine, sheets, done);
    return briefs.map(({ brief }) => brief).toSorted((a, b) => Number(b.missed) - Number(a.missed));
  }

  /** With the checks and what is right there, since answers are graded without a link too. @throws AppError `not_found` */
  async read(actor: Actor, capsuleId: CapsuleId): Promise<CatchUp> {
    const { pupil, capsule } = await this.#visible(actor, capsuleId);
    return this.#read(pupil, capsule);
  }

  /**
   * Takes what a pupil did, each event once.
   * @returns how far the pupil is now
   * @throws AppError `unauthenticated`, reason `somebody_else`, when another pupil is signed in
   */
  async take(
    actor: Actor,
    capsuleId: CapsuleId,
    { pupilId, events }: { pupilId: PupilId; events: readonly CatchUpEvent[] },
  ): Promise<CatchUp> {
    const { db, log } = this.#deps;
    const { pupil, capsule } = await this.#visible(actor, capsuleId);
    if (pupil.pupilId !== pupilId)
      throw new AppError('unauthenticated', 'Another pupil is signed in', { reason: 'somebody_else' });
    await db.transaction(async (tx) => {
      const row = await repository.lockCatchUp(tx, capsuleId, pupil.pupilId);
      const known = await repository.listKept(tx, capsuleId);
      const seen = events.flatMap((event) =>
        event.kind === 'seen' ? seenRecorded(known.get(event.revision) ?? capsule.kept, event.stretches) : [],
      );
      const task = this.#latestTask(row, events);
      await repository.updateCatchUp(tx, row, {
        seen: joinSeen(row.seen, seen),
        ...(task && { taskAt: task.at, taskText: task.text, taskPage: task.page ?? null }),
      });
      await this.#keepAnswers(tx, row, events);
    });
    log.debug({ capsuleId, events: events.length }, 'catch-up went on');
    return this.#read(pupil, capsule);
  }

  /** Takes away what belongs to capsules that are gone: the work of children is kept no longer than what it is about. */
  async sweep(): Promise<void> {
    const gone = await repository.deleteGone(this.#deps.db);
    if (gone > 0) this.#deps.log.info({ gone }, 'catch-ups removed with their capsules');
  }

  #latestTask(row: CatchUpRow, events: readonly CatchUpEvent[]) {
    let latest = taskOf(row);
    for (const event of events) {
      if (event.kind !== 'task' || event.text === '') continue;
      latest = laterTask(latest, taskDone({ ...event, at: Math.min(event.at, this.#deps.now()) }));
    }
    return latest;
  }

  async #keepAnswers(tx: Db, { capsuleId, pupilId }: CatchUpRow, events: readonly CatchUpEvent[]): Promise<void> {
    const { checks } = await repository.findSheet(tx, capsuleId);
    const there = new Set(checks.map(({ checkId }) => checkId));
    const answers = events.flatMap((event): AnswerRow[] => {
      if ((event.kind !== 'answer' && event.kind !== 'said') || !there.has(event.checkId)) return [];
      const { eventId, checkId } = event;
      const at = Math.min(event.at, this.#deps.now());
      return [{ pupilId, eventId, capsuleId, checkId, at, given: event.kind === 'answer' ? event.given : null }];
    });
    if (answers.length === 0) return;
    const room = MOST_ANSWERS - (await repository.countAnswers(tx, capsuleId, pupilId));
    await repository.insertAnswers(tx, answers.slice(0, Math.max(0, room)));
  }

  async #visible(actor: Actor, capsuleId: CapsuleId): Promise<{ pupil: PupilActor; capsule: ShelvedCapsule }> {
    requireSomebody(actor);
    const found = await this.#deps.capsules.find(capsuleId);
    const capsule = visible(actor, 'catch-up:work', found, (one) => one.subject(actor));
    return { pupil: asPupil(actor), capsule };
  }

  async #read(pupil: PupilActor, capsule: ShelvedCapsule): Promise<CatchUp> {
    const { db } = this.#deps;
    const { capsuleId, revision, kept } = capsule;
    await repository.insertKept(db, capsuleId, revision, kept);
    const sheets = await repository.listSheets(db, [capsuleId]);
    const done = await repository.listOfPupil(db, pupil.pupilId, [capsuleId]);
    const [presented] = await this.#present(pupil, [capsule], sheets, done);
    if (presented === undefined) throw new Error('One capsule gives one catch-up');
    return { ...presented, revision };
  }

  async #present(
    pupil: PupilActor,
    capsules: readonly ShelvedCapsule[],
    sheets: ReadonlyMap<CapsuleId, SheetRow>,
    done: { rows: readonly CatchUpRow[]; answers: readonly AnswerRow[] },
  ): Promise<Omit<CatchUp, 'revision'>[]> {
    const lessonIds = capsules.flatMap(({ lessonId }) => lessonId ?? []);
    const register = await this.#deps.attendance.presence(lessonIds);
    return capsules.map((capsule) => {
      const { capsuleId, lessonId } = capsule;
      const row = done.rows.find((one) => one.capsuleId === capsuleId);
      const answers = done.answers.filter((one) => one.capsuleId === capsuleId);
      const missed = isMissed(presenceOf(pupil, lessonId, register), row?.missed ?? null);
      return present(capsule, sheets.get(capsuleId) ?? repository.noSheet, { row, answers, missed });
    });
  }
}

function present(
  { capsuleId, title, epoch, bytes, expiresAt, kept }: ShelvedCapsule,
  sheet: SheetRow,
  { row, answers, missed }: { row: CatchUpRow | undefined; answers: readonly AnswerRow[]; missed: boolean },
): Omit<CatchUp, 'revision'> {
  const progress: CatchUpProgress = progressOf({ kept, checks: sheet.checks }, row, answers);
  const duration = lengthOf(kept);
  const brief: CatchUpBrief = {
    capsuleId,
    title,
    startsAt: epoch,
    duration,
    bytes,
    expiresAt,
    missed,
    ...summaryOf(progress, { duration, checks: sheet.checks, task: sheet.task }),
  };
  const checks = sheet.checks.map((check) => presentCheck(kept, check)).toSorted((a, b) => a.at - b.at);
  return { brief, checks, task: sheet.task, progress };
}
