import type { Clash } from '@pluriclasse/shared/api/timetables';
import { ClassGroupId, RoomId, StaffId, type LessonId, type SchoolId } from '@pluriclasse/shared/ids';
import { orClaimed } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import * as repository from './claims.repository.ts';
import type { ClaimRow, Wanted } from './claims.repository.ts';

/** A class, a member of staff or a room, and when a lesson needs it; teachers and rooms before and after it too. */
export interface Claim {
  readonly kind: 'class' | 'staff' | 'room';
  readonly id: ClassGroupId | StaffId | RoomId;
  readonly schoolId: SchoolId;
  readonly from: number;
  readonly to: number;
}

/**
 * Whose time lessons take. Firm claims exclude one another, also when two are made at the same instant. Those of lessons
 * that somebody made by hand are not firm: they are told, and refuse nothing. For other services, which ask who may.
 */
export class Claims {
  readonly #db: Db;

  constructor(deps: { db: Db }) {
    this.#db = deps.db;
  }

  /**
   * Claims for a lesson, in place of what it had claimed before. To be done in the transaction that makes, moves or takes
   * back the lesson; several lessons of one transaction by their start, so that two of those don't wait for each other.
   * @throws AppError `conflict` with reason `claimed`; the transaction is lost then
   */
  async take(tx: Db, lessonId: LessonId, claims: readonly Claim[], { firm }: { firm: boolean }): Promise<void> {
    // Each once: who is named for two reasons is needed from the earlier start to the later end.
    const rows = [...Map.groupBy(claims, ({ id }) => id).values()].flatMap((same): ClaimRow[] => {
      const [first] = same;
      if (first === undefined) return [];
      const during = { from: Math.min(...same.map(({ from }) => from)), to: Math.max(...same.map(({ to }) => to)) };
      return [{ lessonId, kind: first.kind, subjectId: first.id, schoolId: first.schoolId, during, firm }];
    });
    await repository.deleteClaims(tx, lessonId);
    await orClaimed(
      repository.insertClaims(
        tx,
        rows.toSorted((a, b) => (a.subjectId < b.subjectId ? -1 : 1)),
      ),
    );
  }

  /** Moves what a lesson has claimed by as much as its start and its end move. @throws as `take` */
  async move(tx: Db, lessonId: LessonId, by: { start: number; end: number }): Promise<void> {
    if (by.start === 0 && by.end === 0) return;
    const rows = await repository.listClaims(tx, lessonId);
    await repository.deleteClaims(tx, lessonId);
    const moved = rows.map((row) => {
      return { ...row, during: { from: row.during.from + by.start, to: row.during.to + by.end } };
    });
    await orClaimed(repository.insertClaims(tx, moved));
  }

  /** The lesson is off: all that it had claimed is free. */
  async release(tx: Db, lessonId: LessonId): Promise<void> {
    await repository.deleteClaims(tx, lessonId);
  }

  /** The lesson ended early: the rest is free. */
  async cut(tx: Db, lessonId: LessonId, at: number): Promise<void> {
    await repository.cutClaims(tx, lessonId, at);
  }

  /**
   * What stands against claims: of firm lessons only, or of all but some. One query, however many they are.
   * @returns one row for each class, teacher or room that is taken, by time
   */
  async clashes(
    wanted: readonly Wanted[],
    { without = [], firmOnly = false }: { without?: readonly LessonId[]; firmOnly?: boolean } = {},
  ): Promise<(Clash & { lessonId: LessonId })[]> {
    const found = await repository.findClashes(this.#db, wanted, { without, firmOnly });
    const once = new Map(found.map((row) => [`${row.lessonId} ${row.subjectId}`, row]));
    const rows = [...once.values()].toSorted(
      (a, b) => a.during.from - b.during.from || (a.subjectId + a.lessonId < b.subjectId + b.lessonId ? -1 : 1),
    );
    return rows.map(({ kind, subjectId, title, during, lessonId }) => {
      return { kind, id: asId[kind].parse(subjectId), title, startsAt: during.from, endsAt: during.to, lessonId };
    });
  }
}

const asId = { class: ClassGroupId, staff: StaffId, room: RoomId };
