import type { SchoolId } from '@pluriclasse/shared/ids';
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { lessons, twinningClasses } from '../db/schema/lessons.ts';
import { rechecks } from '../db/schema/series.ts';
import { schoolYears } from '../db/schema/timetables.ts';

export type RecheckRow = typeof rechecks.$inferSelect;

/** Schools whose lessons have to be looked at again; one that waits already waits for more. */
export async function want(db: Db, schoolIds: readonly SchoolId[]): Promise<void> {
  if (schoolIds.length === 0) return;
  // In one order, so that two who note the same schools don't wait for each other.
  const rows = [...new Set(schoolIds)].sort().map((schoolId) => ({ schoolId, wanted: 1, done: 0 }));
  await db
    .insert(rechecks)
    .values(rows)
    .onConflictDoUpdate({ target: rechecks.schoolId, set: { wanted: sql`${rechecks.wanted} + 1` } });
}

/** Those that have lessons of series before them and whose timetable is not the one that was looked at. */
export async function wantChanged(db: Db, now: number): Promise<void> {
  const after = new Date(now).toISOString();
  await db.execute(sql`
    insert into ${rechecks} (school_id, wanted, done)
    select t.school_id, 1, 0 from ${schoolYears} t
    where t.revision <> coalesce((select r.revision from ${rechecks} r where r.school_id = t.school_id), 0)
      and exists (
        select 1 from ${twinningClasses} c join ${lessons} l on l.twinning_id = c.twinning_id
        where c.school_id = t.school_id and l.series_id is not null and l.over = 'no' and l.starts_at > ${after})
    on conflict (school_id) do update set wanted = ${rechecks}.wanted + 1`);
}

/** All with lessons of series before them. */
export async function wantAll(db: Db, now: number): Promise<void> {
  const after = new Date(now).toISOString();
  await db.execute(sql`
    insert into ${rechecks} (school_id, wanted, done)
    select distinct c.school_id, 1, 0 from ${twinningClasses} c join ${lessons} l on l.twinning_id = c.twinning_id
    where l.series_id is not null and l.over = 'no' and l.starts_at > ${after}
    on conflict (school_id) do update set wanted = ${rechecks}.wanted + 1`);
}

export async function listWanted(db: Db): Promise<RecheckRow[]> {
  return db.select().from(rechecks).where(lt(rechecks.done, rechecks.wanted)).orderBy(rechecks.schoolId);
}

/** Of the timetables of schools; one that has none is not in it. */
export async function listRevisions(db: Db, schoolIds: readonly SchoolId[]): Promise<Map<SchoolId, number>> {
  const { schoolId, revision } = schoolYears;
  const rows = await db
    .select({ schoolId, revision })
    .from(schoolYears)
    .where(inArray(schoolId, [...schoolIds]));
  return new Map(rows.map((row) => [row.schoolId, row.revision]));
}

/** What was wanted then is done; what came meanwhile still waits. */
export async function markDone(db: Db, { schoolId, wanted }: RecheckRow, revision: number): Promise<void> {
  await db
    .update(rechecks)
    .set({ done: wanted, revision })
    .where(and(eq(rechecks.schoolId, schoolId), lt(rechecks.done, wanted)));
}
