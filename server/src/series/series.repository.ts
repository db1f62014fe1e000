import type { SeriesState } from '@pluriclasse/shared/domain/approval';
import type { SeriesId, TwinningId } from '@pluriclasse/shared/ids';
import { and, asc, desc, eq, gte, inArray } from 'drizzle-orm';
import type { IsoDay } from '@pluriclasse/shared/calendar/days';
import type { Db } from '../db/Database.ts';
import { series } from '../db/schema/series.ts';
import { inScope, type Scope } from '../db/scope.ts';

export type SeriesRow = typeof series.$inferSelect;

/** Newest first. */
export async function listSeries(db: Db, scope: Scope, twinningId: TwinningId | undefined): Promise<SeriesRow[]> {
  return db
    .select()
    .from(series)
    .where(and(inScope(scope, series.twinningId), twinningId && eq(series.twinningId, twinningId)))
    .orderBy(desc(series.createdAt), asc(series.seriesId))
    .limit(500);
}

/** Twinnings with a series that is asked about or agreed, and whose last day is not before one. */
export async function listScheduled(
  db: Db,
  day: IsoDay,
  { scope, twinningId }: { scope: Scope; twinningId?: TwinningId },
): Promise<TwinningId[]> {
  const rows = await db
    .selectDistinct({ twinningId: series.twinningId })
    .from(series)
    .where(
      and(
        inScope(scope, series.twinningId),
        twinningId && eq(series.twinningId, twinningId),
        inArray(series.state, ['proposed', 'approved', 'confirmed']),
        gte(series.lastDay, day),
      ),
    );
  return rows.map((row) => row.twinningId);
}

export async function findSeries(db: Db, seriesId: SeriesId): Promise<SeriesRow | undefined> {
  const [row] = await db.select().from(series).where(eq(series.seriesId, seriesId));
  return row;
}

/** Held until the transaction ends. */
export async function lockSeries(db: Db, seriesId: SeriesId): Promise<SeriesRow | undefined> {
  const [row] = await db.select().from(series).where(eq(series.seriesId, seriesId)).for('update');
  return row;
}

export async function listOfTwinning(db: Db, twinningId: TwinningId): Promise<SeriesRow[]> {
  return db.select().from(series).where(eq(series.twinningId, twinningId)).orderBy(asc(series.seriesId));
}

/** Those in a state, the oldest first. */
export async function listInState(db: Db, state: SeriesState): Promise<SeriesId[]> {
  const rows = await db
    .select({ seriesId: series.seriesId })
    .from(series)
    .where(eq(series.state, state))
    .orderBy(asc(series.createdAt));
  return rows.map(({ seriesId }) => seriesId);
}

export async function insertSeries(db: Db, row: SeriesRow): Promise<void> {
  await db.insert(series).values(row);
}

export async function updateSeries(db: Db, seriesId: SeriesId, change: Partial<SeriesRow>): Promise<void> {
  await db.update(series).set(change).where(eq(series.seriesId, seriesId));
}
