import type { LessonId } from '@pluriclasse/shared/ids';
import { and, asc, eq, getTableColumns, notInArray, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { lessons } from '../db/schema/lessons.ts';
import { claims } from '../db/schema/timetables.ts';

export type ClaimRow = typeof claims.$inferSelect;

export async function insertClaims(db: Db, rows: readonly ClaimRow[]): Promise<void> {
  if (rows.length > 0) await db.insert(claims).values([...rows]);
}

export async function deleteClaims(db: Db, lessonId: LessonId): Promise<void> {
  await db.delete(claims).where(eq(claims.lessonId, lessonId));
}

export async function listClaims(db: Db, lessonId: LessonId): Promise<ClaimRow[]> {
  return db.select().from(claims).where(eq(claims.lessonId, lessonId)).orderBy(asc(claims.subjectId));
}

/** What a lesson had claimed beyond an instant is free. */
export async function cutClaims(db: Db, lessonId: LessonId, at: number): Promise<void> {
  const end = new Date(at).toISOString();
  const ofLesson = eq(claims.lessonId, lessonId);
  await db.delete(claims).where(and(ofLesson, sql`lower(${claims.during}) >= ${end}`));
  await db
    .update(claims)
    .set({ during: sql`tstzrange(lower(${claims.during}), ${end})` })
    .where(and(ofLesson, sql`upper(${claims.during}) > ${end}`));
}

/** What is wanted at a time: one id and a span. */
export interface Wanted {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Claims on what is wanted, at the time for which it is: one look into the index for each. What matches twice comes
 * twice; sorting and sifting few rows here spares the database more than it costs.
 */
export async function findClashes(
  db: Db,
  wanted: readonly Wanted[],
  { without, firmOnly }: { without: readonly LessonId[]; firmOnly: boolean },
): Promise<(ClaimRow & { title: string })[]> {
  if (wanted.length === 0) return [];
  const ids = sql.param(wanted.map(({ id }) => id));
  const spans = sql.param(wanted.map((one) => claims.during.mapToDriverValue(one)));
  return db
    .select({ ...getTableColumns(claims), title: lessons.title })
    .from(claims)
    .innerJoin(
      sql`unnest(${ids}::uuid[], ${spans}::tstzrange[]) as wanted(id, span)`,
      sql`${claims.subjectId} = wanted.id and ${claims.during} && wanted.span`,
    )
    .innerJoin(lessons, eq(lessons.lessonId, claims.lessonId))
    .where(
      and(
        firmOnly ? eq(claims.firm, true) : undefined,
        without.length > 0 ? notInArray(claims.lessonId, [...without]) : undefined,
      ),
    );
}
