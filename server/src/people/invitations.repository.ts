import type { InvitationId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, eq, gt, lte, or } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { invitations, type InvitationPurpose } from '../db/schema/people.ts';

export type InvitationRow = typeof invitations.$inferSelect;

export async function insertInvitation(db: Db, row: InvitationRow): Promise<void> {
  await db.insert(invitations).values(row);
}

const stands = (tokenHash: Buffer, now: number) =>
  and(eq(invitations.tokenHash, tokenHash), gt(invitations.expiresAt, now));

export async function findInvitation(db: Db, tokenHash: Buffer, now: number): Promise<InvitationRow | undefined> {
  const [row] = await db.select().from(invitations).where(stands(tokenHash, now));
  return row;
}

/** Takes it, so that nobody else can: of two who come at once one finds nothing. */
export async function takeInvitation(db: Db, tokenHash: Buffer, now: number): Promise<InvitationRow | undefined> {
  const [row] = await db.delete(invitations).where(stands(tokenHash, now)).returning();
  return row;
}

/** Those to join a school that still stand. */
export async function listInvitations(db: Db, schoolId: SchoolId, now: number): Promise<InvitationRow[]> {
  return db
    .select()
    .from(invitations)
    .where(and(eq(invitations.schoolId, schoolId), eq(invitations.purpose, 'join'), gt(invitations.expiresAt, now)))
    .orderBy(asc(invitations.expiresAt));
}

/** @returns whether there was one */
export async function deleteInvitation(db: Db, schoolId: SchoolId, invitationId: InvitationId): Promise<boolean> {
  const { rowCount } = await db
    .delete(invitations)
    .where(
      and(
        eq(invitations.invitationId, invitationId),
        eq(invitations.schoolId, schoolId),
        eq(invitations.purpose, 'join'),
      ),
    );
  return rowCount === 1;
}

/** Removes earlier ones for the same: a new link ends the old one. */
export async function deleteEarlier(
  db: Db,
  purpose: InvitationPurpose,
  of: { schoolId?: SchoolId; email?: string; staffId?: StaffId },
): Promise<void> {
  await db
    .delete(invitations)
    .where(
      and(
        eq(invitations.purpose, purpose),
        of.schoolId && eq(invitations.schoolId, of.schoolId),
        of.email === undefined ? undefined : eq(invitations.email, of.email),
        of.staffId && eq(invitations.staffId, of.staffId),
      ),
    );
}

/** Links that wait for someone: to a new password, and to join this school. */
export async function deleteOf(
  db: Db,
  { staffId, schoolId, email }: { staffId: StaffId; schoolId: SchoolId; email: string },
): Promise<void> {
  await db
    .delete(invitations)
    .where(or(eq(invitations.staffId, staffId), and(eq(invitations.schoolId, schoolId), eq(invitations.email, email))));
}

export async function deleteExpired(db: Db, now: number): Promise<void> {
  await db.delete(invitations).where(lte(invitations.expiresAt, now));
}
