import type { SchoolId, SubscriptionId } from '@pluriclasse/shared/ids';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { subscriptions } from '../db/schema/imports.ts';

export type SubscriptionRow = typeof subscriptions.$inferSelect;
export interface CountedSubscription extends SubscriptionRow {
  readonly closures: number;
}

/** What a feed's closures have as their origin. */
export const originOf = (subscriptionId: SubscriptionId): string => `feed:${subscriptionId}`;

// Written out: within one table's query the names of columns would come without their tables.
const counted = sql<number>`(
  select count(*)::int from closures
  where closures.school_id = subscriptions.school_id and closures.origin = 'feed:' || subscriptions.id
)`;

export async function listSubscriptions(db: Db, schoolId: SchoolId): Promise<CountedSubscription[]> {
  const found = await db
    .select({ row: subscriptions, closures: counted })
    .from(subscriptions)
    .where(eq(subscriptions.schoolId, schoolId))
    .orderBy(asc(subscriptions.name), asc(subscriptions.subscriptionId));
  return found.map(({ row, closures: count }) => ({ ...row, closures: count }));
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
