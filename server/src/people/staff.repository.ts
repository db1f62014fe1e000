import type { Language, StaffRole } from '@pluriclasse/shared/domain/roles';
import type { SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import { staff, staffCredentials } from '../db/schema/people.ts';

export type StaffRow = typeof staff.$inferSelect;

/** Whoever has left is found only where those are asked for. */
const here = isNull(staff.leftAt);
const password = and(eq(staffCredentials.staffId, staff.staffId), eq(staffCredentials.kind, 'password'));

/** Someone with that address, and the hash of the password. */
export async function findByEmail(db: Db, email: string) {
  const [row] = await db
    .select({ member: staff, secret: staffCredentials.secret })
    .from(staff)
    .leftJoin(staffCredentials, password)
    .where(and(eq(staff.email, email), here));
  return row;
}

export async function findStaff(db: Db, staffId: StaffId) {
  const [row] = await db
    .select({ member: staff, secret: staffCredentials.secret })
    .from(staff)
    .leftJoin(staffCredentials, password)
    .where(and(eq(staff.staffId, staffId), here));
  return row;
}

export async function listStaff(db: Db, schoolId: SchoolId): Promise<StaffRow[]> {
  return db
    .select()
    .from(staff)
    .where(and(eq(staff.schoolId, schoolId), here))
    .orderBy(asc(staff.name));
}

/** Who has a role: in these schools, or anywhere. */
export async function listByRole(db: Db, role: StaffRole, schoolIds?: readonly SchoolId[]): Promise<StaffRow[]> {
  const there = schoolIds && inArray(staff.schoolId, [...schoolIds]);
  return db
    .select()
    .from(staff)
    .where(and(here, sql`${role} = any(${staff.roles})`, there))
    .orderBy(asc(staff.staffId));
}

export interface FormerRow extends StaffRow {
  readonly leftAt: number;
}

/** Those who have left, the last first. */
export async function listFormer(db: Db, schoolId: SchoolId): Promise<FormerRow[]> {
  const rows = await db
    .select()
    .from(staff)
    .where(and(eq(staff.schoolId, schoolId), isNotNull(staff.leftAt)))
    .orderBy(desc(staff.leftAt), asc(staff.name));
  return rows.flatMap((row) => (row.leftAt === null ? [] : [{ ...row, leftAt: row.leftAt }]));
}

/** A school's staff and the network's administrators, held until the transaction ends, in an order that can't deadlock. */
export async function lockManagers(db: Db, schoolId: SchoolId): Promise<StaffRow[]> {
  return db
    .select()
    .from(staff)
    .where(and(here, or(eq(staff.schoolId, schoolId), sql`'admin' = any(${staff.roles})`)))
    .orderBy(asc(staff.staffId))
    .for('update');
}

export async function setLeft(db: Db, staffId: StaffId, leftAt: number | null): Promise<void> {
  await db.update(staff).set({ leftAt }).where(eq(staff.staffId, staffId));
}

export async function anyStaff(db: Db): Promise<boolean> {
  const rows = await db
    .select({ one: sql`1` })
    .from(staff)
    .limit(1);
  return rows.length > 0;
}

export async function insertStaff(db: Db, row: StaffRow): Promise<void> {
  await db.insert(staff).values(row);
}

export async function updateStaff(
  db: Db,
  staffId: StaffId,
  change: { name?: string | undefined; language?: Language | undefined; roles?: StaffRole[] | undefined },
): Promise<void> {
  await db.update(staff).set(change).where(eq(staff.staffId, staffId));
}

/** Sets the password's hash, whether there was one or not. */
export async function setPassword(db: Db, staffId: StaffId, secret: string): Promise<void> {
  await db
    .insert(staffCredentials)
    .values({ credentialId: randomUUID(), staffId, kind: 'password', secret })
    .onConflictDoUpdate({
      target: staffCredentials.staffId,
      targetWhere: sql`kind = 'password'`,
      set: { secret },
    });
}
