import type { InvitationId, SchoolId } from '@pluriclasse/shared/ids';
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { staff } from '../db/schema/people.ts';
import { twinningInvitations } from '../db/schema/twinnings.ts';

type InvitationRow = typeof twinningInvitations.$inferSelect;
/** An invitation, and who wrote it. */
export interface InvitationRecord extends InvitationRow {
  readonly inviter: string | null;
}

export async function insertInvitation(db: Db, row: InvitationRow): Promise<void> {
  await db.insert(twinningInvitations).values(row);
}

/** Those that stand, of one school or of all, the first to expire first. */
export async function listInvitations(
  db: Db,
  schoolId: SchoolId | undefined,
  now: number,
): Promise<InvitationRecord[]> {
  const rows = await db
    .select({ row: twinningInvitations, inviter: staff.name })
    .from(twinningInvitations)
    .leftJoin(staff, eq(staff.staffId, twinningInvitations.staffId))
    .where(and(gt(twinningInvitations.expiresAt, now), schoolId && eq(twinningInvitations.schoolId, schoolId)))
    .orderBy(asc(twinningInvitations.expiresAt))
    .limit(500);
  return rows.map(({ row, inviter }) => ({ ...row, inviter }));
}

export async function findById(db: Db, invitationId: InvitationId): Promise<InvitationRow | undefined> {
  const [row] = await db.select().from(twinningInvitations).where(eq(twinningInvitations.invitationId, invitationId));
  return row;
}

const stands = (tokenHash: Buffer, now: number) =>
  and(eq(twinningInvitations.tokenHash, tokenHash), gt(twinningInvitations.expiresAt, now));

export async function findByToken(db: Db, tokenHash: Buffer, now: number): Promise<InvitationRecord | undefined> {
  const [found] = await db
    .select({ row: twinningInvitations, inviter: staff.name })
    .from(twinningInvitations)
    .leftJoin(staff, eq(staff.staffId, twinningInvitations.staffId))
    .where(stands(tokenHash, now));
  return found && { ...found.row, inviter: found.inviter };
}

/** Takes it, so that nobody else can: of two who come at once one finds nothing. */
export async function take(db: Db, tokenHash: Buffer, now: number): Promise<InvitationRow | undefined> {
  const [row] = await db.delete(twinningInvitations).where(stands(tokenHash, now)).returning();
  return row;
}

export async function deleteInvitation(db: Db, invitationId: InvitationId): Promise<void> {
  await db.delete(twinningInvitations).where(eq(twinningInvitations.invitationId, invitationId));
}

export async function deleteExpired(db: Db, now: number): Promise<void> {
  await db.delete(twinningInvitations).where(lte(twinningInvitations.expiresAt, now));
}
