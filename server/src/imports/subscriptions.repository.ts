import type { WaitingLessons } from '@pluriclasse/shared/api/subscriptions';
import type { SchoolId, SubscriptionId } from '@pluriclasse/shared/ids';
import { AppError } from '@pluriclasse/shared/errors';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { imports, subscriptions } from '../db/schema/imports.ts';

export type SubscriptionRow = typeof subscriptions.$inferSelect;
export interface CountedSubscription extends SubscriptionRow {
  readonly closures: number;
  readonly entries: number;
  readonly waiting: WaitingLessons | null;
}

/** Of a feed that is to be asked for everything, whether it has changed or not. */
export const nothingSeen = { etag: null, lastModified: null, contentHash: null } as const;

/** What a feed's closures and lessons have as their origin. */
export const originOf = (subscriptionId: SubscriptionId): string => `feed:${subscriptionId}`;

// Written out: within one table's query the names of columns would come without their tables.
const closuresOf = sql<number>`(
  select count(*)::int from closures
  where closures.school_id = subscriptions.school_id and closures.origin = 'feed:' || subscriptions.id
)`;
const entriesOf = sql<number>`(
  select count(*)::int from timetable_entries
  where timetable_entries.school_id = subscriptions.school_id and timetable_entries.origin = 'feed:' || subscriptions.id
)`;

export async function listSubscriptions(db: Db, schoolId: SchoolId): Promise<CountedSubscription[]> {
  const found = await db
    .select({
      row: subscriptions,
      closures: closuresOf,
      entries: entriesOf,
      importId: imports.importId,
      counts: imports.counts,
    })
    .from(subscriptions)
    .leftJoin(imports, and(eq(imports.subscriptionId, subscriptions.subscriptionId), eq(imports.state, 'ready')))
    .where(eq(subscriptions.schoolId, schoolId))
    .orderBy(asc(subscriptions.name), asc(subscriptions.subscriptionId));
  return found.map(({ row, closures, entries, importId, counts }) => ({
    ...row,
    closures,
    entries,
    waiting: importId && counts && { importId, changes: counts.add + counts.change + counts.remove },
  }));
}

export async function findSubscription(
  db: Db,
  schoolId: SchoolId,
  subscriptionId: SubscriptionId,
): Promise<CountedSubscription | undefined> {
  return (await listSubscriptions(db, schoolId)).find((one) => one.subscriptionId === subscriptionId);
}

/** Those to ask now, the longest overdue first. */
export async function listDue(db: Db, now: number, most: number): Promise<SubscriptionRow[]> {
  return db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.paused, false), lte(subscriptions.nextPollAt, now)))
    .orderBy(asc(subscriptions.nextPollAt))
    .limit(most);
}

/** One of them, if it is followed still and due still. */
export async function findDue(
  db: Db,
  subscriptionId: SubscriptionId,
  now: number,
): Promise<SubscriptionRow | undefined> {
  const isDue = and(eq(subscriptions.paused, false), lte(subscriptions.nextPollAt, now));
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.subscriptionId, subscriptionId), isDue));
  return row;
}

/** Each feed of a school is taken whole when it is asked next: what it said was said by another too, who is gone. */
export async function forgetSeen(db: Db, schoolId: SchoolId): Promise<void> {
  await db.update(subscriptions).set(nothingSeen).where(eq(subscriptions.schoolId, schoolId));
}

/**
 * Holds a feed until the transaction ends: two that read it at once make its dry run ready one after the other.
 * @returns it as the one before left it
 * @throws AppError `not_found` when somebody has left it meanwhile
 */
export async function lockSubscription(db: Db, subscriptionId: SubscriptionId): Promise<SubscriptionRow> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.subscriptionId, subscriptionId))
    .for('update');
  if (row === undefined) throw new AppError('not_found', 'The feed is followed no more');
  return row;
}

export async function insertSubscription(db: Db, row: SubscriptionRow): Promise<void> {
  await db.insert(subscriptions).values(row);
}

export async function updateSubscription(
  db: Db,
  subscriptionId: SubscriptionId,
  change: Partial<SubscriptionRow>,
): Promise<void> {
  await db.update(subscriptions).set(change).where(eq(subscriptions.subscriptionId, subscriptionId));
}

export async function deleteSubscription(db: Db, subscriptionId: SubscriptionId): Promise<void> {
  await db.delete(subscriptions).where(eq(subscriptions.subscriptionId, subscriptionId));
}
