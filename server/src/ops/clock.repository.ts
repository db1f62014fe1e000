import { and, eq, isNull, lte, or } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { clockJobs } from '../db/schema/mail.ts';

/** Puts jobs in that the database doesn't know yet; they are due at once. */
export async function addJobs(db: Db, names: readonly string[], now: number): Promise<void> {
  if (names.length === 0) return;
  const rows = names.map((name) => ({ name, nextAt: now, takenUntil: null, failures: 0 }));
  await db.insert(clockJobs).values(rows).onConflictDoNothing();
}

/** Takes a job that is due and nobody has. @returns how often in a row it has failed; undefined when it isn't ours */
export async function takeJob(db: Db, name: string, now: number, until: number): Promise<number | undefined> {
  const free = or(isNull(clockJobs.takenUntil), lte(clockJobs.takenUntil, now));
  const [row] = await db
    .update(clockJobs)
    .set({ takenUntil: until })
    .where(and(eq(clockJobs.name, name), lte(clockJobs.nextAt, now), free))
    .returning({ failures: clockJobs.failures });
  return row?.failures;
}

/** Ends a turn, unless the time for it ran out and another server has taken the job. */
export async function endTurn(
  db: Db,
  name: string,
  takenUntil: number,
  next: { nextAt: number; failures: number },
): Promise<void> {
  const mine = and(eq(clockJobs.name, name), eq(clockJobs.takenUntil, takenUntil));
  await db
    .update(clockJobs)
    .set({ ...next, takenUntil: null })
    .where(mine);
}

/** Makes a job due. */
export async function hurryJob(db: Db, name: string, now: number): Promise<void> {
  await db.update(clockJobs).set({ nextAt: now }).where(eq(clockJobs.name, name));
}
