import type { Actor } from '@pluriclasse/shared/domain/actor';
import { nobody } from '@pluriclasse/shared/domain/actor';
import type { DeviceId, PupilId, StaffId } from '@pluriclasse/shared/ids';
import { and, eq, gt, isNull, lte, ne, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { devices } from '../db/schema/devices.ts';
import { sessions, staff, type SessionKind } from '../db/schema/people.ts';
import { classGroups, pupils } from '../db/schema/schools.ts';

/** For whom a session stands. */
export type SessionOwner =
  | { readonly kind: 'staff'; readonly staffId: StaffId }
  | { readonly kind: 'device'; readonly deviceId: DeviceId }
  | { readonly kind: 'home'; readonly pupilId: PupilId };

export interface StoredSession {
  readonly owner: SessionOwner;
  readonly actor: Actor;
  readonly lastSeenAt: number;
}

interface NewSession {
  readonly tokenHash: Buffer;
  readonly owner: SessionOwner;
  readonly now: number;
  readonly expiresAt: number;
}

export async function insertSession(db: Db, { tokenHash, owner, now, expiresAt }: NewSession): Promise<void> {
  await db.insert(sessions).values({ ...owner, tokenHash, createdAt: now, lastSeenAt: now, expiresAt });
}

/**
 * Reads a session with all that its actor is made of. Whoever has left, and a pupil whose class is put away, is nobody,
 * also by a session that was begun in the same moment.
 */
export async function findSession(
  db: Db,
  tokenHash: Buffer,
  kind: SessionKind,
  now: number,
): Promise<StoredSession | undefined> {
  const [row] = await db
    .select({ session: sessions, staff, device: devices, pupil: pupils, putAwayAt: classGroups.putAwayAt })
    .from(sessions)
    .leftJoin(staff, and(eq(staff.staffId, sessions.staffId), isNull(staff.leftAt)))
    .leftJoin(devices, eq(devices.deviceId, sessions.deviceId))
    .leftJoin(pupils, eq(pupils.pupilId, sessions.pupilId))
    .leftJoin(classGroups, sql`${classGroups.classGroupId} = coalesce(${devices.classGroupId}, ${pupils.classGroupId})`)
    .where(and(eq(sessions.tokenHash, tokenHash), eq(sessions.kind, kind), gt(sessions.expiresAt, now)));
  if (row === undefined) return undefined;
  const { lastSeenAt } = row.session;
  if (row.staff) {
    const { staffId, schoolId, roles } = row.staff;
    return {
      owner: { kind: 'staff', staffId },
      actor: { kind: 'staff', staffId, schoolId: schoolId ?? undefined, roles },
      lastSeenAt,
    };
  }
  const rests = row.putAwayAt !== null;
  if (row.device) {
    const actor = deviceActor(rests ? { ...row.device, pupilId: null } : row.device);
    return { owner: { kind: 'device', deviceId: row.device.deviceId }, actor, lastSeenAt };
  }
  if (row.pupil && !rests) {
    const { pupilId, schoolId, classGroupId } = row.pupil;
    return { owner: { kind: 'home', pupilId }, actor: { kind: 'home', pupilId, schoolId, classGroupId }, lastSeenAt };
  }
  return undefined;
}

function deviceActor(device: typeof devices.$inferSelect): Actor {
  const { deviceId, schoolId, roomId, classGroupId, pupilId } = device;
  if (schoolId === null) return nobody;
  if (roomId !== null) return { kind: 'kit', deviceId, schoolId, roomId };
  if (classGroupId === null) return nobody;
  return { kind: 'companion', deviceId, schoolId, classGroupId, pupilId: pupilId ?? undefined };
}

export async function touchSession(db: Db, tokenHash: Buffer, now: number, expiresAt: number): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: now, expiresAt }).where(eq(sessions.tokenHash, tokenHash));
}

const ownedBy = (owner: SessionOwner): SQL => {
  switch (owner.kind) {
    case 'staff':
      return eq(sessions.staffId, owner.staffId);
    case 'device':
      return eq(sessions.deviceId, owner.deviceId);
    case 'home':
      return eq(sessions.pupilId, owner.pupilId);
  }
};

/** @returns Hashes of the sessions that this owner has. */
export async function listSessions(db: Db, owner: SessionOwner): Promise<Buffer[]> {
  const rows = await db.select({ tokenHash: sessions.tokenHash }).from(sessions).where(ownedBy(owner));
  return rows.map(({ tokenHash }) => tokenHash);
}

/** @returns Hashes of those that are gone now. */
export async function deleteSessions(db: Db, owner: SessionOwner, except?: Buffer): Promise<Buffer[]> {
  const rows = await db
    .delete(sessions)
    .where(and(ownedBy(owner), except && ne(sessions.tokenHash, except)))
    .returning({ tokenHash: sessions.tokenHash });
  return rows.map(({ tokenHash }) => tokenHash);
}

export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

export async function deleteExpired(db: Db, now: number): Promise<void> {
  await db.delete(sessions).where(lte(sessions.expiresAt, now));
}
