import type { LessonId, RoomId, SchoolId, StaffId, TwinningId } from '@pluriclasse/shared/ids';
import type { StaffRole } from '@pluriclasse/shared/domain/roles';
import { and, asc, eq, gt, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { devices } from '../db/schema/devices.ts';
import { lessons } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';
import { classGroups, rooms, schools } from '../db/schema/schools.ts';
import { claims } from '../db/schema/timetables.ts';

export interface StaffFact {
  readonly staffId: StaffId;
  readonly schoolId: SchoolId | null;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  readonly leftAt: number | null;
}
export interface RoomFact {
  readonly roomId: RoomId;
  readonly schoolId: SchoolId;
  readonly name: string;
  readonly hasKit: boolean;
}

export async function listSchools(db: Db, schoolIds: readonly SchoolId[]) {
  return db
    .select()
    .from(schools)
    .where(inArray(schools.schoolId, [...schoolIds]));
}

/** Those that meet. */
export async function listClasses(db: Db, schoolIds: readonly SchoolId[]) {
  return db
    .select()
    .from(classGroups)
    .where(and(inArray(classGroups.schoolId, [...schoolIds]), isNull(classGroups.putAwayAt)))
    .orderBy(asc(classGroups.name), asc(classGroups.classGroupId));
}

/** Those who have left among them: what they vouched for still names them. */
export async function listStaff(db: Db, schoolIds: readonly SchoolId[]): Promise<StaffFact[]> {
  const { staffId, schoolId, name, roles, leftAt } = staff;
  return db
    .select({ staffId, schoolId, name, roles, leftAt })
    .from(staff)
    .where(inArray(staff.schoolId, [...schoolIds]))
    .orderBy(asc(staff.name), asc(staff.staffId));
}

/** Names of members of any school's staff: a coordinator vouches too. */
export async function listNames(db: Db, staffIds: readonly StaffId[]): Promise<{ staffId: StaffId; name: string }[]> {
  if (staffIds.length === 0) return [];
  return db
    .select({ staffId: staff.staffId, name: staff.name })
    .from(staff)
    .where(inArray(staff.staffId, [...staffIds]));
}

export async function listRooms(db: Db, schoolIds: readonly SchoolId[]): Promise<RoomFact[]> {
  const ids = [...schoolIds];
  const kits = await db
    .select({ roomId: devices.roomId })
    .from(devices)
    .where(and(inArray(devices.schoolId, ids), eq(devices.purpose, 'kit')));
  const withKit = new Set(kits.map(({ roomId }) => roomId));
  const rows = await db
    .select()
    .from(rooms)
    .where(inArray(rooms.schoolId, ids))
    .orderBy(asc(rooms.name), asc(rooms.roomId));
  return rows.map((row) => ({ ...row, hasKit: withKit.has(row.roomId) }));
}

/** Lessons of twinnings that end after an instant. */
export async function listLessonIds(db: Db, twinningIds: readonly TwinningId[], after: number): Promise<LessonId[]> {
  if (twinningIds.length === 0) return [];
  const rows = await db
    .select({ lessonId: lessons.lessonId })
    .from(lessons)
    .where(and(inArray(lessons.twinningId, [...twinningIds]), gt(lessons.endsAt, after)));
  return rows.map(({ lessonId }) => lessonId);
}

/** What lessons have claimed of schools, of those that end after an instant. */
export async function listClaims(
  db: Db,
  schoolIds: readonly SchoolId[],
  { after, without }: { after: number; without: readonly LessonId[] },
) {
  return db
    .select({
      lessonId: claims.lessonId,
      kind: claims.kind,
      subjectId: claims.subjectId,
      schoolId: claims.schoolId,
      during: claims.during,
      title: lessons.title,
    })
    .from(claims)
    .innerJoin(lessons, eq(lessons.lessonId, claims.lessonId))
    .where(
      and(
        inArray(claims.schoolId, [...schoolIds]),
        gt(sql`upper(${claims.during})`, new Date(after).toISOString()),
        without.length > 0 ? notInArray(claims.lessonId, [...without]) : undefined,
      ),
    )
    .orderBy(sql`lower(${claims.during})`, asc(claims.lessonId), asc(claims.subjectId));
}
