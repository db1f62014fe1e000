import type { RoomId, SchoolId } from '@pluriclasse/shared/ids';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { classGroups, rooms } from '../db/schema/schools.ts';

export type RoomRow = typeof rooms.$inferSelect;

export async function listRooms(db: Db, schoolId: SchoolId): Promise<RoomRow[]> {
  return db.select().from(rooms).where(eq(rooms.schoolId, schoolId)).orderBy(asc(rooms.name), asc(rooms.roomId));
}

const one = (schoolId: SchoolId, roomId: RoomId) => and(eq(rooms.schoolId, schoolId), eq(rooms.roomId, roomId));

export async function findRoom(db: Db, schoolId: SchoolId, roomId: RoomId): Promise<RoomRow | undefined> {
  const [row] = await db.select().from(rooms).where(one(schoolId, roomId));
  return row;
}

export async function insertRoom(db: Db, row: RoomRow): Promise<void> {
  await db.insert(rooms).values(row);
}

/** @returns whether there is such a room */
export async function renameRoom(db: Db, { schoolId, roomId, name }: RoomRow): Promise<boolean> {
  const { rowCount } = await db.update(rooms).set({ name }).where(one(schoolId, roomId));
  return rowCount === 1;
}

/** Fails while something refers to it, but for a class that is put away: nobody could see what stands in the way. */
export async function deleteRoom(db: Db, schoolId: SchoolId, roomId: RoomId): Promise<boolean> {
  return db.transaction(async (tx) => {
    const unseen = and(
      eq(classGroups.schoolId, schoolId),
      eq(classGroups.roomId, roomId),
      isNotNull(classGroups.putAwayAt),
    );
    await tx.update(classGroups).set({ roomId: null }).where(unseen);
    const { rowCount } = await tx.delete(rooms).where(one(schoolId, roomId));
    return rowCount === 1;
  });
}
