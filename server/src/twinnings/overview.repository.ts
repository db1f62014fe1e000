import type { LessonId, SchoolId, StaffId, TwinningId } from '@pluriclasse/shared/ids';
import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Language } from '@pluriclasse/shared/domain/roles';
import type { Db } from '../db/Database.ts';
import { attendance, lessons } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';

/** What is counted of a lesson. */
export interface LessonTally {
  readonly lessonId: LessonId;
  readonly twinningId: TwinningId;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly endedAt: number | null;
  readonly over: 'no' | 'ended' | 'cancelled';
  readonly agreed: 'proposed' | 'confirmed';
  /** Schools that had a seat in it. */
  readonly schoolIds: readonly SchoolId[];
}

/** Lessons of twinnings that start in a span, and who was there. */
export async function listTallies(
  db: Db,
  twinningIds: readonly TwinningId[],
  { from, to }: { from: number; to: number },
): Promise<LessonTally[]> {
  if (twinningIds.length === 0) return [];
  const { lessonId, twinningId, startsAt, endsAt, endedAt, over, agreed } = lessons;
  return db
    .select({
      lessonId,
      twinningId,
      startsAt,
      endsAt,
      endedAt,
      over,
      agreed,
      schoolIds: sql<SchoolId[]>`array(select distinct ${attendance}.school_id from ${attendance}
        where ${attendance}.lesson_id = ${lessons}.id)`,
    })
    .from(lessons)
    .where(and(inArray(twinningId, [...twinningIds]), gte(startsAt, from), lt(startsAt, to)));
}

/** In which language somebody reads. */
export async function findLanguage(db: Db, staffId: StaffId): Promise<Language> {
  const [row] = await db.select({ language: staff.language }).from(staff).where(eq(staff.staffId, staffId));
  return row?.language ?? 'en';
}
