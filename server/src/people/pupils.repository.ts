import type { ClassGroupId, PupilId } from '@pluriclasse/shared/ids';
import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { devices } from '../db/schema/devices.ts';
import { pupils } from '../db/schema/schools.ts';

export type PupilRow = typeof pupils.$inferSelect;

export async function listPupils(db: Db, classGroupId: ClassGroupId): Promise<PupilRow[]> {
  return db
    .select()
    .from(pupils)
    .where(eq(pupils.classGroupId, classGroupId))
    .orderBy(asc(pupils.createdAt), asc(pupils.pupilId));
}

export async function findPupil(db: Db, pupilId: PupilId): Promise<PupilRow | undefined> {
  const [row] = await db.select().from(pupils).where(eq(pupils.pupilId, pupilId));
  return row;
}

export async function findByHomeCode(db: Db, homeCodeHash: Buffer): Promise<PupilRow | undefined> {
  const [row] = await db.select().from(pupils).where(eq(pupils.homeCodeHash, homeCodeHash));
  return row;
}

export async function insertPupil(db: Db, row: PupilRow): Promise<void> {
  await db.insert(pupils).values(row);
}

/** @returns the pupil as it is now */
export async function updatePupil(db: Db, pupilId: PupilId, change: Partial<PupilRow>): Promise<PupilRow | undefined> {
  const [row] = await db.update(pupils).set(change).where(eq(pupils.pupilId, pupilId)).returning();
  return row;
}

/** Sets a pattern where there is none. @returns the one that is there now */
export async function setFirstPattern(db: Db, pupilId: PupilId, hash: Buffer): Promise<Buffer | undefined> {
  const [row] = await db
    .update(pupils)
    .set({ patternHash: sql`coalesce(${pupils.patternHash}, ${hash})` })
    .where(eq(pupils.pupilId, pupilId))
    .returning({ patternHash: pupils.patternHash });
  return row?.patternHash ?? undefined;
}

export async function deletePupil(db: Db, pupilId: PupilId): Promise<void> {
  await db.delete(pupils).where(eq(pupils.pupilId, pupilId));
}

/** The tablet that a pupil is at. */
export async function findDeviceOf(db: Db, pupilId: PupilId) {
  const [row] = await db.select({ deviceId: devices.deviceId }).from(devices).where(eq(devices.pupilId, pupilId));
  return row;
}
