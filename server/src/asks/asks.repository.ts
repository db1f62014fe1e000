import type { AskId, SchoolId, SeriesId, StaffId, TwinningId } from '@pluriclasse/shared/ids';
import { and, asc, eq, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../db/Database.ts';
import { lessons, twinnings } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';
import { schools } from '../db/schema/schools.ts';
import { asks, series } from '../db/schema/series.ts';
import { inScope, type Scope } from '../db/scope.ts';

export type AskRow = typeof asks.$inferSelect;
export type NewAsk = typeof asks.$inferInsert;

const open = and(isNull(asks.answer), isNull(asks.closedAt));
const asked = alias(staff, 'asked');
const asking = alias(staff, 'asking');
const answering = alias(staff, 'answering');

const headless = sql<boolean>`(${asks.step} = 'head' and not exists (
  select 1 from ${staff} as one
  where one.school_id = ${asks.schoolId} and 'head' = any(one.roles) and one.left_at is null))`;

function views(db: Db, where: SQL | undefined) {
  return db
    .select({
      ask: asks,
      school: schools,
      title: sql<string>`coalesce(${lessons.title}, ${series.title}, ${twinnings.name})`,
      person: { staffId: asked.staffId, name: asked.name },
      askedBy: { staffId: asking.staffId, name: asking.name },
      answeredBy: { staffId: answering.staffId, name: answering.name },
      headless,
    })
    .from(asks)
    .innerJoin(twinnings, eq(twinnings.twinningId, asks.twinningId))
    .innerJoin(schools, eq(schools.schoolId, asks.schoolId))
    .leftJoin(series, eq(series.seriesId, asks.seriesId))
    .leftJoin(lessons, eq(lessons.lessonId, asks.lessonId))
    .leftJoin(asked, eq(asked.staffId, asks.staffId))
    .leftJoin(asking, eq(asking.staffId, asks.askedBy))
    .leftJoin(answering, eq(answering.staffId, asks.answeredBy))
    .where(where)
    .orderBy(asc(asks.askedAt), asc(asks.askId));
}
/** A question with the names of all that it refers to. */
export type AskView = Awaited<ReturnType<typeof views>>[number];

/** Open questions of twinnings in scope, the oldest first: no page shows more. */
export const listOpen = (db: Db, scope: Scope): Promise<AskView[]> =>
  views(db, and(open, inScope(scope, asks.twinningId))).limit(1000);

/** Open questions to a person, to the school of his or hers, and of schools without a head, the oldest first. */
export const listOpenTo = (
  db: Db,
  { staffId, schoolId }: { staffId: StaffId; schoolId: SchoolId | undefined },
  { headless: withHeadless }: { headless: boolean },
): Promise<AskView[]> => {
  const toSchool = schoolId && and(isNull(asks.staffId), eq(asks.schoolId, schoolId));
  return views(db, and(open, or(eq(asks.staffId, staffId), toSchool, withHeadless ? headless : undefined)));
};

export const listOpenOf = (db: Db, twinningIds: readonly TwinningId[]): Promise<AskView[]> =>
  twinningIds.length === 0 ? Promise.resolve([]) : views(db, and(open, inArray(asks.twinningId, [...twinningIds])));

/** Those of the round in which each series is now. */
export const listOfSeries = (db: Db, seriesIds: readonly SeriesId[]): Promise<AskView[]> =>
  seriesIds.length === 0
    ? Promise.resolve([])
    : views(db, and(inArray(asks.seriesId, [...seriesIds]), eq(asks.kind, 'series'), eq(asks.round, series.round)));

export async function findView(db: Db, askId: AskId): Promise<AskView | undefined> {
  const [row] = await views(db, eq(asks.askId, askId));
  return row;
}

/** All questions of one round of a matter. */
export async function listOfMatter(db: Db, matterId: string, round: number): Promise<AskRow[]> {
  return db
    .select()
    .from(asks)
    .where(and(eq(asks.matterId, matterId), eq(asks.round, round)))
    .orderBy(asc(asks.askedAt), asc(asks.askId));
}

/** @returns those that were not asked before */
export async function insertAsks(db: Db, rows: readonly NewAsk[]): Promise<AskRow[]> {
  if (rows.length === 0) return [];
  return db
    .insert(asks)
    .values([...rows])
    .onConflictDoNothing()
    .returning();
}

export async function lockAsk(db: Db, askId: AskId): Promise<AskRow | undefined> {
  const [row] = await db.select().from(asks).where(eq(asks.askId, askId)).for('update');
  return row;
}

export async function updateAsk(db: Db, askId: AskId, change: Partial<AskRow>): Promise<void> {
  await db.update(asks).set(change).where(eq(asks.askId, askId));
}

/** Notes a reminder, unless there was one, or the question itself, since. @returns whether it was noted */
export async function noteReminder(db: Db, askId: AskId, now: number, since: number): Promise<boolean> {
  const quiet = and(lt(asks.askedAt, since), or(isNull(asks.remindedAt), lt(asks.remindedAt, since)));
  const rows = await db
    .update(asks)
    .set({ remindedAt: now })
    .where(and(eq(asks.askId, askId), open, quiet))
    .returning({ askId: asks.askId });
  return rows.length > 0;
}

/** What is still open of a matter needs no answer any more. */
export async function closeAsks(db: Db, matterIds: readonly string[], closedAt: number): Promise<void> {
  if (matterIds.length === 0) return;
  await db
    .update(asks)
    .set({ closedAt })
    .where(and(inArray(asks.matterId, [...matterIds]), open));
}

/** Open questions that were asked before, the oldest first. */
export async function listSilent(db: Db, before: number): Promise<{ askId: AskId; staffId: StaffId | null }[]> {
  return db
    .select({ askId: asks.askId, staffId: asks.staffId })
    .from(asks)
    .where(and(open, lt(asks.askedAt, before)))
    .orderBy(asc(asks.askedAt));
}
