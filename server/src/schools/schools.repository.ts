import type { SchoolId } from '@pluriclasse/shared/ids';
import { asc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { schools } from '../db/schema/schools.ts';

export type SchoolRow = typeof schools.$inferSelect;

export async function findSchool(db: Db, schoolId: SchoolId): Promise<SchoolRow | undefined> {
  const [row] = await db.select().from(schools).where(eq(schools.schoolId, schoolId));
  return row;
}

/** All, or those of the list. */
export async function listSchools(db: Db, only?: readonly SchoolId[]): Promise<SchoolRow[]> {
  return db
    .select()
    .from(schools)
    .where(only && inArray(schools.schoolId, [...only]))
    .orderBy(asc(schools.name), asc(schools.schoolId));
}

export async function insertSchool(db: Db, row: SchoolRow): Promise<void> {
  await db.insert(schools).values(row);
}

export async function updateSchool(db: Db, schoolId: SchoolId, change: Partial<SchoolRow>): Promise<void> {
  await db.update(schools).set(change).where(eq(schools.schoolId, schoolId));
}
