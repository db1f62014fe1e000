import type { BoardId, LessonId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { capsules } from '../db/schema/capsules.ts';
import { schools } from '../db/schema/schools.ts';
import { studios } from '../db/schema/studios.ts';

export interface StudioRecord {
  readonly lessonId: LessonId;
  readonly staffId: StaffId;
  readonly title: string;
  readonly boardId: BoardId;
  readonly openedAt: number;
  readonly closesAt: number;
  readonly endedAt: number | null;
  readonly school: {
    readonly schoolId: SchoolId;
    readonly name: string;
    readonly town: string;
    readonly timeZone: string;
  };
}

const columns = {
  lessonId: studios.lessonId,
  staffId: studios.staffId,
  title: studios.title,
  boardId: studios.boardId,
  openedAt: studios.openedAt,
  closesAt: studios.closesAt,
  endedAt: studios.endedAt,
  school: { schoolId: schools.schoolId, name: schools.name, town: schools.town, timeZone: schools.timeZone },
};

export async function findStudio(db: Db, lessonId: LessonId): Promise<StudioRecord | undefined> {
  const [row] = await db
    .select(columns)
    .from(studios)
    .innerJoin(schools, eq(schools.schoolId, studios.schoolId))
    .where(eq(studios.lessonId, lessonId));
  return row;
}

/** The one that the teacher has open. Where the capsule was taken back nothing can be recorded any more. */
export async function findOpen(db: Db, staffId: StaffId, now: number): Promise<LessonId | undefined> {
  const [row] = await db
    .select({ lessonId: studios.lessonId })
    .from(studios)
    .leftJoin(capsules, eq(sql<string>`${capsules.capsuleId}`, studios.lessonId))
    .where(
      and(
        eq(studios.staffId, staffId),
        isNull(studios.endedAt),
        gt(studios.closesAt, now),
        or(isNull(capsules.state), inArray(capsules.state, ['recording', 'ready'])),
      ),
    );
  return row?.lessonId;
}

export async function insertStudio(db: Db, row: typeof studios.$inferInsert): Promise<void> {
  await db.insert(studios).values(row);
}

/** @returns false when there is none, or it has ended before */
export async function endStudio(db: Db, lessonId: LessonId, at: number): Promise<boolean> {
  const { rowCount } = await db
    .update(studios)
    .set({ endedAt: at })
    .where(and(eq(studios.lessonId, lessonId), isNull(studios.endedAt)));
  return rowCount === 1;
}
