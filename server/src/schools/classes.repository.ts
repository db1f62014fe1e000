import type { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
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

/** Deletes those of a school that nothing belongs to and nobody has described since. @returns how many */
export async function deleteUnused(db: Db, schoolId: SchoolId, ids: readonly ClassGroupId[]): Promise<number> {
  const id = classGroups.classGroupId;
  const { rowCount } = await db
    .delete(classGroups)
    .where(
      and(
        eq(classGroups.schoolId, schoolId),
        inArray(id, [...ids]),
        isNull(classGroups.level),
        isNull(classGroups.roomId),
        sql`not exists (select 1 from pupils where class_group_id = ${id})`,
        sql`not exists (select 1 from devices where class_group_id = ${id})`,
        sql`not exists (select 1 from twinning_classes where class_group_id = ${id})`,
        sql`not exists (select 1 from class_offers where class_group_id = ${id})`,
        sql`not exists (select 1 from twinning_invitations where ${id} = any(class_group_ids))`,
        sql`not exists (select 1 from calendar_feeds where class_group_id = ${id})`,
        sql`not exists (select 1 from timetable_entries where ${id} = any(class_group_ids))`,
        sql`not exists (select 1 from closures where ${id} = any(class_group_ids))`,
      ),
    );
  return rowCount ?? 0;
}
