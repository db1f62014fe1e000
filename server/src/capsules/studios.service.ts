import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { BoardId, LessonId, type SchoolId, type StaffId } from '@pluriclasse/shared/ids';
import type { Site } from '@pluriclasse/shared/signalling/state';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody } from '../people/permit.ts';
import type { RecordingBook } from './RecordingBook.ts';
import * as repository from './studios.repository.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly recordingBook: Pick<RecordingBook, 'mode'>;
}

/** As long as a lesson may take at most; five minutes are what it is made for. */
const OPEN_FOR = 3 * 3_600_000;

/** What runs: a lesson of one teacher, in the words of running lessons. */
interface StudioPlan {
  readonly lessonId: LessonId;
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly over: 'no' | 'ended';
  readonly agreed: 'confirmed';
  readonly boardId: BoardId;
  readonly sites: readonly Site[];
  readonly watching: readonly SchoolId[];
  readonly phases: [];
  /** Into which nobody else comes. */
  readonly ownerId: StaffId;
}

/** Where a teacher records a capsule without a lesson: alone, over a board. */
export class Studios {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * The teacher's open studio, or a new one.
   * @throws AppError `forbidden` for whoever is no teacher, `conflict` with reason `no-recording` when the school does not
   *   record
   */
  async open(actor: Actor, title: string): Promise<LessonId> {
    requireSomebody(actor);
    if (actor.kind !== 'staff' || actor.schoolId === undefined)
      throw new AppError('forbidden', 'Only a teacher of a school records alone');
    const { db, log, now, recordingBook } = this.#deps;
    const { staffId, schoolId } = actor;
    permit(actor, 'capsule:record-alone', { kind: 'school', schoolId });
    if ((await recordingBook.mode([schoolId])) === 'none')
      throw new AppError('conflict', 'The school does not record', { reason: 'no-recording' });
    const at = now();
    const open = await repository.findOpen(db, staffId, at);
    if (open !== undefined) return open;
    const lessonId = newId(LessonId);
    const more = { boardId: newId(BoardId), openedAt: at, closesAt: at + OPEN_FOR };
    await repository.insertStudio(db, { lessonId, schoolId, staffId, title, ...more });
    log.info({ lessonId, schoolId }, 'studio opened');
    return lessonId;
  }

  async find(lessonId: LessonId): Promise<StudioPlan | undefined> {
    const studio = await repository.findStudio(this.#deps.db, lessonId);
    if (studio === undefined) return undefined;
    const { title, boardId, staffId, openedAt, closesAt, endedAt, school } = studio;
    return {
      lessonId,
      title,
      startsAt: openedAt,
      endsAt: closesAt,
      over: endedAt === null ? 'no' : 'ended',
      agreed: 'confirmed',
      boardId,
      sites: [{ ...school, order: 0, classes: [], pupils: 0 }],
      watching: [],
      phases: [],
      ownerId: staffId,
    };
  }

  /** @returns false when it is no studio, or had ended before */
  markEnded(lessonId: LessonId, at: number): Promise<boolean> {
    return repository.endStudio(this.#deps.db, lessonId, at);
  }
}
