import type { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import { asc, eq, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { classGroups, pupils } from '../db/schema/schools.ts';

export type ClassRow = typeof classGroups.$inferSelect;
export interface CountedClass extends ClassRow {
  readonly pupilCount: number;
}

const select = (db: Db, where: SQL): Promise<CountedClass[]> =>
  db
    .select({
      classGroupId: classGroups.classGroupId,
      schoolId: classGroups.schoolId,
      name: classGroups.name,
      grades: classGroups.grades,
      level: classGroups.level,
      roomId: classGroups.roomId,
      putAwayAt: classGroups.putAwayAt,
      pupilCount: sql<number>`count(${pupils.pupilId})::int`,
    })
    .from(classGroups)
    .leftJoin(pupils, eq(pupils.classGroupId, classGroups.classGroupId))
    .where(where)
    .groupBy(classGroups.classGroupId)
    .orderBy(asc(classGroups.name), asc(classGroups.classGroupId));

/** Those put away among them. */
export const listClasses = (db: Db, schoolId: SchoolId): Promise<CountedClass[]> =>
  select(db, eq(classGroups.schoolId, schoolId));

export async function findClass(db: Db, classGroupId: ClassGroupId): Promise<CountedClass | undefined> {
  return (await select(db, eq(classGroups.classGroupId, classGroupId)))[0];
}

export async function insertClass(db: Db, row: ClassRow): Promise<void> {
  await db.insert(classGroups).values(row);
}

export async function updateClass(db: Db, classGroupId: ClassGroupId, change: Partial<ClassRow>): Promise<void> {
  await db.update(classGroups).set(change).where(eq(classGroups.classGroupId, classGroupId));
}
