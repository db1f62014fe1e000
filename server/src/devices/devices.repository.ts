import type { ClassGroupId, DeviceId, PupilId, SchoolId } from '@pluriclasse/shared/ids';
import { and, asc, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { devices } from '../db/schema/devices.ts';
import { sessions } from '../db/schema/people.ts';

export type DeviceRow = typeof devices.$inferSelect;
export type NewDevice = typeof devices.$inferInsert;

export async function insertDevice(db: Db, row: NewDevice): Promise<void> {
  await db.insert(devices).values(row);
}

export async function findDevice(db: Db, deviceId: DeviceId): Promise<DeviceRow | undefined> {
  const [row] = await db.select().from(devices).where(eq(devices.deviceId, deviceId));
  return row;
}

/** A school's devices and when each was last seen. */
export async function listDevices(db: Db, schoolId: SchoolId) {
  const lastSeen = sql<
    string | null
  >`(select max(${sessions.lastSeenAt}) from ${sessions} where ${sessions.deviceId} = ${devices.deviceId})`;
  return db
    .select({
      device: devices,
      lastSeenAt: lastSeen.mapWith((value: string | null) => (value === null ? null : Date.parse(value))),
    })
    .from(devices)
    .where(eq(devices.schoolId, schoolId))
    .orderBy(asc(devices.purpose), asc(devices.name), asc(devices.deviceId));
}

/** Devices that show a code now, behind this address. */
export async function listWaiting(db: Db, addressHash: Buffer, now: number): Promise<DeviceRow[]> {
  return db
    .select()
    .from(devices)
    .where(and(isNull(devices.schoolId), eq(devices.addressHash, addressHash), gt(devices.codeExpiresAt, now)))
    .orderBy(desc(devices.createdAt))
    .limit(50);
}

/** Gives a waiting device a code. @returns whether it still waits */
export async function setCode(db: Db, deviceId: DeviceId, code: string, codeExpiresAt: number): Promise<boolean> {
  const { rowCount } = await db
    .update(devices)
    .set({ code, codeExpiresAt })
    .where(and(eq(devices.deviceId, deviceId), isNull(devices.schoolId)));
  return rowCount === 1;
}

/** Which waiting device is meant: by the code it shows, or picked from those behind the same address. */
export type WaitingRef = { readonly code: string } | { readonly deviceId: DeviceId; readonly addressHash: Buffer };

/** Pairs a waiting device. @returns it as it is now, or undefined when none waits so */
export async function pairDevice(
  db: Db,
  waiting: WaitingRef,
  change: Pick<NewDevice, 'schoolId' | 'purpose' | 'name' | 'roomId' | 'classGroupId' | 'pairedAt'>,
  now: number,
): Promise<DeviceRow | undefined> {
  const which =
    'code' in waiting
      ? eq(devices.code, waiting.code)
      : and(eq(devices.deviceId, waiting.deviceId), eq(devices.addressHash, waiting.addressHash));
  const [row] = await db
    .update(devices)
    .set({ ...change, code: null, codeExpiresAt: null, addressHash: null })
    .where(and(which, isNull(devices.schoolId), gt(devices.codeExpiresAt, now)))
    .returning();
  return row;
}

const ofSchool = (schoolId: SchoolId, deviceId: DeviceId) =>
  and(eq(devices.schoolId, schoolId), eq(devices.deviceId, deviceId));

/** @returns whether there is such a device */
export async function renameDevice(db: Db, schoolId: SchoolId, deviceId: DeviceId, name: string): Promise<boolean> {
  const { rowCount } = await db.update(devices).set({ name }).where(ofSchool(schoolId, deviceId));
  return rowCount === 1;
}

export async function deleteDevice(db: Db, schoolId: SchoolId, deviceId: DeviceId): Promise<void> {
  await db.delete(devices).where(ofSchool(schoolId, deviceId));
}

/** Removes devices that were never paired and have stopped asking. */
export async function deleteForgotten(db: Db, before: number): Promise<void> {
  await db.delete(devices).where(and(isNull(devices.schoolId), lt(devices.codeExpiresAt, before)));
}

/** Seats a pupil at a companion. @returns the other tablet that the pupil was at */
export async function takePupil(db: Db, deviceId: DeviceId, pupilId: PupilId): Promise<DeviceId | undefined> {
  return db.transaction(async (tx) => {
    const [left] = await tx
      .update(devices)
      .set({ pupilId: null })
      .where(and(eq(devices.pupilId, pupilId), ne(devices.deviceId, deviceId)))
      .returning({ deviceId: devices.deviceId });
    await tx.update(devices).set({ pupilId }).where(eq(devices.deviceId, deviceId));
    return left?.deviceId;
  });
}

export async function leavePupil(db: Db, deviceId: DeviceId): Promise<void> {
  await db.update(devices).set({ pupilId: null }).where(eq(devices.deviceId, deviceId));
}

/** Takes the pupils from all tablets of a class. @returns all its tablets, those with nobody at them too */
export async function leaveAll(db: Db, classGroupId: ClassGroupId): Promise<DeviceId[]> {
  const rows = await db
    .update(devices)
    .set({ pupilId: null })
    .where(eq(devices.classGroupId, classGroupId))
    .returning({ deviceId: devices.deviceId });
  return rows.map(({ deviceId }) => deviceId);
}

/** Pupils of a class who are at a tablet now. */
export async function listTaken(
  db: Db,
  classGroupId: ClassGroupId,
): Promise<{ pupilId: PupilId | null; deviceId: DeviceId }[]> {
  return db
    .select({ pupilId: devices.pupilId, deviceId: devices.deviceId })
    .from(devices)
    .where(and(eq(devices.classGroupId, classGroupId), sql`${devices.pupilId} is not null`));
}
