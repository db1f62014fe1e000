import type { MailFailure, MailState } from '@pluriclasse/shared/api/mails';
import type { MailId } from '@pluriclasse/shared/ids';
import { and, asc, count, desc, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { mails } from '../db/schema/mail.ts';
import { staff } from '../db/schema/people.ts';

export type MailRecord = typeof mails.$inferSelect;

/** @returns whether it was put in: not when one with its key is there already. */
export async function insertMail(db: Db, mail: MailRecord): Promise<boolean> {
  const rows = await db.insert(mails).values(mail).onConflictDoNothing({ target: mails.dedupeKey }).returning({
    mailId: mails.mailId,
  });
  return rows.length > 0;
}

/** Takes back what was not tried yet. */
export async function deleteUntried(db: Db, dedupeKey: string): Promise<boolean> {
  const untried = and(eq(mails.dedupeKey, dedupeKey), eq(mails.state, 'waiting'), eq(mails.tries, 0));
  return (await db.delete(mails).where(untried).returning({ mailId: mails.mailId })).length > 0;
}

/**
 * The next mail that is due, which until `until` is the caller's alone. Servers that ask at the same moment get
 * different ones. The mail is found before and not by `in`: a plan may look anew for each row then, and each look skips
 * those that are taken already, so that all of them would be.
 */
export async function claimMail(db: Db, now: number, until: number): Promise<MailRecord | undefined> {
  const next = db
    .select({ mailId: mails.mailId })
    .from(mails)
    .where(and(eq(mails.state, 'waiting'), lte(mails.nextTryAt, now)))
    .orderBy(asc(mails.nextTryAt), asc(mails.createdAt))
    .limit(1)
    .for('update', { skipLocked: true });
  const [row] = await db
    .update(mails)
    .set({ tries: sql`${mails.tries} + 1`, nextTryAt: until, triedAt: now })
    .where(eq(mails.mailId, sql`(${next})`))
    .returning();
  return row;
}

/** Where a mail goes: to somebody of the staff at the address of now. */
export async function recipientOf(db: Db, { staffId, address }: MailRecord) {
  if (staffId === null) return address === null ? undefined : { name: '', address };
  const [row] = await db.select().from(staff).where(eq(staff.staffId, staffId));
  return row && row.leftAt === null ? { name: row.name, address: row.email } : undefined;
}

export async function endMail(
  db: Db,
  mailId: MailId,
  end: { state: MailState; failure: MailFailure | null; answer: string | null; endedAt: number },
): Promise<void> {
  await db.update(mails).set(end).where(eq(mails.mailId, mailId));
}

/** Puts a try off, unless in the meantime another server took the mail up. */
export async function putOffMail(
  db: Db,
  { mailId, tries }: MailRecord,
  change: { failure: MailFailure; answer: string | null; nextTryAt: number; tries: number },
): Promise<void> {
  const mine = and(eq(mails.mailId, mailId), eq(mails.tries, tries), eq(mails.state, 'waiting'));
  await db.update(mails).set(change).where(mine);
}

/** Makes it wait again as if it were new. */
export async function reviveMail(db: Db, mailId: MailId, now: number): Promise<boolean> {
  const ended = and(eq(mails.mailId, mailId), inArray(mails.state, ['refused', 'given-up']));
  const fresh = { state: 'waiting', tries: 0, failure: null, answer: null, dueAt: now, nextTryAt: now } as const;
  const rows = await db
    .update(mails)
    .set({ ...fresh, endedAt: null })
    .where(ended)
    .returning({ mailId: mails.mailId });
  return rows.length > 0;
}

const withRecipient = (db: Db) =>
  db
    .select({ mail: mails, member: { name: staff.name, email: staff.email } })
    .from(mails)
    .leftJoin(staff, eq(staff.staffId, mails.staffId));

export async function listMails(db: Db, state: MailState | undefined, limit: number) {
  return withRecipient(db)
    .where(state && eq(mails.state, state))
    .orderBy(desc(mails.createdAt), asc(mails.mailId))
    .limit(limit);
}

export async function findMail(db: Db, mailId: MailId) {
  const [row] = await withRecipient(db).where(eq(mails.mailId, mailId));
  return row;
}

export async function countMails(db: Db): Promise<Record<MailState, number>> {
  const rows = await db.select({ state: mails.state, count: count() }).from(mails).groupBy(mails.state);
  const found = new Map(rows.map((row) => [row.state, row.count]));
  const of = (state: MailState) => found.get(state) ?? 0;
  return { waiting: of('waiting'), sent: of('sent'), refused: of('refused'), 'given-up': of('given-up') };
}

/** Forgets what ended before an instant. */
export async function deleteEnded(db: Db, before: number): Promise<void> {
  await db.delete(mails).where(lt(mails.endedAt, before));
}
