import type { SchoolId, SeriesId, TwinningId } from '@pluriclasse/shared/ids';
import { and, asc, eq, gt, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { lessons, twinningClasses } from '../db/schema/lessons.ts';

type LessonRow = typeof lessons.$inferSelect;

export async function listOfSeries(db: Db, seriesId: SeriesId): Promise<LessonRow[]> {
  return db.select().from(lessons).where(eq(lessons.seriesId, seriesId)).orderBy(asc(lessons.startsAt));
}

export async function countOfSeries(db: Db, seriesIds: readonly SeriesId[]) {
  if (seriesIds.length === 0) return new Map<SeriesId, { all: number; confirmed: number }>();
  const rows = await db
    .select({
      seriesId: lessons.seriesId,
      all: sql<number>`count(*)::int`,
      confirmed: sql<number>`count(*) filter (where ${lessons.agreed} = 'confirmed')::int`,
    })
    .from(lessons)
    .where(and(inArray(lessons.seriesId, [...seriesIds]), ne(lessons.over, 'cancelled')))
    .groupBy(lessons.seriesId);
  return new Map(rows.flatMap(({ seriesId, all, confirmed }) => (seriesId ? [[seriesId, { all, confirmed }]] : [])));
}

export async function listComing(db: Db, twinningId: TwinningId, after: number): Promise<LessonRow[]> {
  return db
    .select()
    .from(lessons)
    .where(and(eq(lessons.twinningId, twinningId), eq(lessons.over, 'no'), gt(lessons.startsAt, after)))
    .orderBy(asc(lessons.startsAt));
}

export async function seriesAt(db: Db, schoolIds: readonly SchoolId[], after: number): Promise<SeriesId[]> {
  if (schoolIds.length === 0) return [];
  const rows = await db
    .selectDistinct({ seriesId: lessons.seriesId })
    .from(lessons)
    .innerJoin(twinningClasses, eq(twinningClasses.twinningId, lessons.twinningId))
    .where(
      and(
        inArray(twinningClasses.schoolId, [...schoolIds]),
        isNotNull(lessons.seriesId),
        eq(lessons.over, 'no'),
        gt(lessons.startsAt, after),
      ),
    );
  return rows.flatMap(({ seriesId }) => seriesId ?? []);
}
