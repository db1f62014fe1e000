import type { PlanTemplateId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, eq, inArray, ne, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../db/Database.ts';
import { twinningClasses, twinnings } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';
import { planTemplates } from '../db/schema/series.ts';

type TemplateRow = typeof planTemplates.$inferSelect;

function templates(db: Db, where: SQL | undefined) {
  return db
    .select({ template: planTemplates, owner: { name: staff.name, schoolId: staff.schoolId } })
    .from(planTemplates)
    .innerJoin(staff, eq(staff.staffId, planTemplates.staffId))
    .where(where)
    .orderBy(asc(planTemplates.name), asc(planTemplates.templateId))
    .limit(1000);
}
/** A kept plan, and whose it is. */
export type TemplateRecord = Awaited<ReturnType<typeof templates>>[number];

/** Somebody's own, and those that the staff of some schools share. */
export const listTemplates = (
  db: Db,
  staffId: StaffId,
  schoolIds: readonly SchoolId[] | 'all',
): Promise<TemplateRecord[]> => {
  const near = schoolIds === 'all' ? undefined : inArray(staff.schoolId, [...schoolIds]);
  const shared = schoolIds === 'all' || schoolIds.length > 0 ? and(eq(planTemplates.shared, true), near) : undefined;
  return templates(db, or(eq(planTemplates.staffId, staffId), shared));
};

export async function findTemplate(db: Db, templateId: PlanTemplateId): Promise<TemplateRecord | undefined> {
  const [row] = await templates(db, eq(planTemplates.templateId, templateId));
  return row;
}

export async function insertTemplate(db: Db, row: TemplateRow): Promise<void> {
  await db.insert(planTemplates).values(row);
}

export async function updateTemplate(db: Db, templateId: PlanTemplateId, change: Partial<TemplateRow>): Promise<void> {
  await db.update(planTemplates).set(change).where(eq(planTemplates.templateId, templateId));
}

export async function deleteTemplate(db: Db, templateId: PlanTemplateId): Promise<void> {
  await db.delete(planTemplates).where(eq(planTemplates.templateId, templateId));
}

/** Schools that are in a twinning with this one which is not over; the school itself too. */
export async function schoolsNear(db: Db, schoolId: SchoolId): Promise<SchoolId[]> {
  const mine = alias(twinningClasses, 'mine');
  const rows = await db
    .selectDistinct({ schoolId: twinningClasses.schoolId })
    .from(twinningClasses)
    .innerJoin(mine, and(eq(mine.twinningId, twinningClasses.twinningId), eq(mine.schoolId, schoolId)))
    .innerJoin(twinnings, eq(twinnings.twinningId, twinningClasses.twinningId))
    .where(and(ne(twinnings.state, 'ended'), ne(twinnings.state, 'proposed')));
  return [...new Set([schoolId, ...rows.map((row) => row.schoolId)])];
}
