import type { StaffRole } from '@pluriclasse/shared/domain/roles';
import type { SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { staff } from '../db/schema/people.ts';

/** A member of a school's staff, or of the network's. */
export interface Member {
  readonly staffId: StaffId;
  readonly schoolId: SchoolId | null;
  readonly name: string;
  readonly roles: readonly StaffRole[];
}

const columns = { staffId: staff.staffId, schoolId: staff.schoolId, name: staff.name, roles: staff.roles };

/** Those who work at these schools now. */
export async function listMembers(db: Db, schoolIds: readonly SchoolId[]): Promise<Member[]> {
  if (schoolIds.length === 0) return [];
  return db
    .select(columns)
    .from(staff)
    .where(and(inArray(staff.schoolId, [...schoolIds]), isNull(staff.leftAt)))
    .orderBy(asc(staff.name), asc(staff.staffId));
}

/** Everybody of the installation with a role. */
export async function listWithRole(db: Db, role: StaffRole): Promise<StaffId[]> {
  const rows = await db
    .select({ staffId: staff.staffId })
    .from(staff)
    .where(and(sql`${role} = any(${staff.roles})`, isNull(staff.leftAt)));
  return rows.map(({ staffId }) => staffId);
}

/** Whether somebody is still on the staff. */
export async function isHere(db: Db, staffId: StaffId): Promise<boolean> {
  const rows = await db
    .select({ staffId: staff.staffId })
    .from(staff)
    .where(and(eq(staff.staffId, staffId), isNull(staff.leftAt)));
  return rows.length > 0;
}

export async function findNames(db: Db, ids: readonly StaffId[]): Promise<Map<StaffId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ staffId: staff.staffId, name: staff.name })
    .from(staff)
    .where(inArray(staff.staffId, [...ids]));
  return new Map(rows.map(({ staffId, name }) => [staffId, name]));
}
