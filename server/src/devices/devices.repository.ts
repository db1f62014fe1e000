import type { DeviceId } from '@pluriclasse/shared/ids';
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { devices } from '../db/schema/devices.ts';

export type DeviceRow = typeof devices.$inferSelect;
export type NewDevice = typeof devices.$inferInsert;

export async function insertDevice(db: Db, row: NewDevice): Promise<void> {
  await db.insert(devices).values(row);
}

export async function findDevice(db: Db, deviceId: DeviceId): Promise<DeviceRow | undefined> {
  const [row] = await db.select().from(devices).where(eq(devices.deviceId, deviceId));
  return row;
}

/** Gives a waiting device a code. @returns whether it still waits */
export async function setCode(db: Db, deviceId: DeviceId, code: string, codeExpiresAt: number): Promise<boolean> {
  const { rowCount } = await db
    .update(devices)
    .set({ code, codeExpiresAt })
    .where(and(eq(devices.deviceId, deviceId), isNull(devices.schoolId)));
  return rowCount === 1;
}

/** Removes devices that were never paired and have stopped asking. */
export async function deleteForgotten(db: Db, before: number): Promise<void> {
  await db.delete(devices).where(and(isNull(devices.schoolId), lt(devices.codeExpiresAt, before)));
}
