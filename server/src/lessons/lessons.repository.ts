import type { LessonId, TwinningId } from '@pluriclasse/shared/ids';
import { and, asc, count, eq, gt, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { lessons } from '../db/schema/lessons.ts';
import { inScope, type Scope } from '../db/scope.ts';

export type LessonRow = typeof lessons.$inferSelect;
export type NewLesson = typeof lessons.$inferInsert;
export type LessonChange = Partial<Omit<LessonRow, 'lessonId' | 'sequence' | 'updatedAt'>>;

/** Lessons of twinnings in scope that overlap a span, by start. */
export async function listLessons(
  db: Db,
  scope: Scope,
  { from, to, limit }: { from: number; to?: number | undefined; limit: number },
): Promise<LessonRow[]> {
  return db
    .select()
    .from(lessons)
    .where(
      and(
        gt(lessons.endsAt, from),
        to === undefined ? undefined : lt(lessons.startsAt, to),
        inScope(scope, lessons.twinningId),
      ),
    )
    .orderBy(asc(lessons.startsAt), asc(lessons.lessonId))
    .limit(limit);
}

/** Lessons in all of these scopes that are neither over nor called off. */
export async function countAhead(db: Db, scopes: readonly Scope[], from: number): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(lessons)
    .where(
      and(
        gt(lessons.endsAt, from),
        eq(lessons.over, 'no'),
        ...scopes.map((scope) => inScope(scope, lessons.twinningId)),
      ),
    );
  return row?.count ?? 0;
}

export async function listOfTwinning(db: Db, twinningId: TwinningId): Promise<LessonRow[]> {
  return db.select().from(lessons).where(eq(lessons.twinningId, twinningId)).orderBy(asc(lessons.startsAt));
}

export async function findLesson(db: Db, lessonId: LessonId): Promise<LessonRow | undefined> {
  const [row] = await db.select().from(lessons).where(eq(lessons.lessonId, lessonId));
  return row;
}

/** Held until the transaction ends. */
export async function lockLesson(db: Db, lessonId: LessonId): Promise<LessonRow | undefined> {
  const [row] = await db.select().from(lessons).where(eq(lessons.lessonId, lessonId)).for('update');
  return row;
}

export async function insertLesson(db: Db, row: NewLesson): Promise<void> {
  await db.insert(lessons).values(row);
}

/** Changes a lesson that is not over. @returns the row as it is now, or undefined when it is over or gone */
export async function updateLesson(
  db: Db,
  lessonId: LessonId,
  change: LessonChange,
  now: number,
): Promise<LessonRow | undefined> {
  const [row] = await db
    .update(lessons)
    .set(counted(change, now))
    .where(and(eq(lessons.lessonId, lessonId), eq(lessons.over, 'no')))
    .returning();
  return row;
}

/** Takes a lesson that was called off back as it was. @returns undefined when it is not called off */
export async function restoreLesson(db: Db, lessonId: LessonId, now: number): Promise<LessonRow | undefined> {
  const [row] = await db
    .update(lessons)
    .set(counted({ over: 'no', cancelledAt: null, cancelReason: null }, now))
    .where(and(eq(lessons.lessonId, lessonId), eq(lessons.over, 'cancelled')))
    .returning();
  return row;
}

/** RFC 5545, 3.8.7.4: what a calendar has to notice counts up. */
function counted(change: LessonChange, now: number) {
  const { startsAt, endsAt, over, agreed } = change;
  const noticed = [startsAt, endsAt, over, agreed].some((value) => value !== undefined);
  return { ...change, updatedAt: now, ...(noticed && { sequence: sql`${lessons.sequence} + 1` }) };
}
