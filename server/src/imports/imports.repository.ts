import type { ImportId, SchoolId, StaffId, SubscriptionId } from '@pluriclasse/shared/ids';
import { and, desc, eq, inArray, isNull, lt, type SQL } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { importHabits, imports } from '../db/schema/imports.ts';
import { staff } from '../db/schema/people.ts';

export type ImportRow = typeof imports.$inferSelect;
export type BriefRow = Omit<ImportRow, 'reading' | 'made' | 'choices'> & { readonly author: string | null };
const LISTED = 200;

const { reading: _, made: __, choices: ___, ...briefColumns } = columnsOf();

export async function listImports(db: Db, schoolId: SchoolId): Promise<BriefRow[]> {
  return db
    .select({ ...briefColumns, author: staff.name })
    .from(imports)
    .leftJoin(staff, eq(staff.staffId, imports.createdBy))
    .where(eq(imports.schoolId, schoolId))
    .orderBy(desc(imports.createdAt), desc(imports.importId))
    .limit(LISTED);
}

export async function findImport(
  db: Db,
  schoolId: SchoolId,
  importId: ImportId,
): Promise<{ row: ImportRow; author: string | null } | undefined> {
  const [found] = await db
    .select({ row: columnsOf(), author: staff.name })
    .from(imports)
    .leftJoin(staff, eq(staff.staffId, imports.createdBy))
    .where(one(schoolId, importId));
  return found;
}

/** The name of whoever begins one. */
export async function findAuthor(db: Db, staffId: StaffId | null): Promise<string | null> {
  if (staffId === null) return null;
  const [row] = await db.select({ name: staff.name }).from(staff).where(eq(staff.staffId, staffId));
  return row?.name ?? null;
}

export async function insertImport(db: Db, row: ImportRow): Promise<void> {
  await db.insert(imports).values(row);
}

/** @returns whether there is such an import in that state */
export async function updateImport(
  db: Db,
  { schoolId, importId, state }: Pick<ImportRow, 'schoolId' | 'importId' | 'state'>,
  change: Partial<ImportRow>,
): Promise<boolean> {
  const { rowCount } = await db
    .update(imports)
    .set(change)
    .where(and(one(schoolId, importId), eq(imports.state, state)));
  return rowCount === 1;
}

export async function deleteReady(db: Db, schoolId: SchoolId, importId: ImportId): Promise<boolean> {
  const { rowCount } = await db.delete(imports).where(and(one(schoolId, importId), eq(imports.state, 'ready')));
  return rowCount === 1;
}

/** The dry run of a feed's lessons that waits. */
export async function findReadyOf(db: Db, subscriptionId: SubscriptionId): Promise<ImportRow | undefined> {
  const [found] = await db.select().from(imports).where(readyOf(subscriptionId));
  return found;
}

export async function deleteReadyOf(db: Db, subscriptionId: SubscriptionId): Promise<void> {
  await db.delete(imports).where(readyOf(subscriptionId));
}

/** Dry runs of files that nobody applied; those of feeds wait. */
export async function deleteOldReady(db: Db, before: number): Promise<void> {
  await db.delete(imports).where(and(ready, lt(imports.createdAt, before)));
}

/** Keeps a school's latest dry runs of files. */
export async function deleteReadyBut(db: Db, schoolId: SchoolId, kept: number): Promise<void> {
  const ofSchool = and(eq(imports.schoolId, schoolId), ready);
  const old = db
    .select({ importId: imports.importId })
    .from(imports)
    .where(ofSchool)
    .orderBy(desc(imports.createdAt), desc(imports.importId))
    .offset(kept);
  await db.delete(imports).where(and(ofSchool, inArray(imports.importId, old)));
}

export async function findHabits(db: Db, schoolId: SchoolId): Promise<unknown> {
  const [row] = await db.select().from(importHabits).where(eq(importHabits.schoolId, schoolId));
  return row?.habits;
}

export async function putHabits(db: Db, schoolId: SchoolId, habits: object): Promise<void> {
  await db
    .insert(importHabits)
    .values({ schoolId, habits })
    .onConflictDoUpdate({ target: importHabits.schoolId, set: { habits } });
}

/** Of files, that nobody applied. */
const ready = and(eq(imports.state, 'ready'), isNull(imports.subscriptionId));

function readyOf(subscriptionId: SubscriptionId): SQL | undefined {
  return and(eq(imports.subscriptionId, subscriptionId), eq(imports.state, 'ready'));
}

function one(schoolId: SchoolId, importId: ImportId): SQL | undefined {
  return and(eq(imports.schoolId, schoolId), eq(imports.importId, importId));
}

function columnsOf() {
  return {
    importId: imports.importId,
    schoolId: imports.schoolId,
    subscriptionId: imports.subscriptionId,
    format: imports.format,
    state: imports.state,
    fileNames: imports.fileNames,
    createdBy: imports.createdBy,
    createdAt: imports.createdAt,
    appliedAt: imports.appliedAt,
    undoneAt: imports.undoneAt,
    counts: imports.counts,
    choices: imports.choices,
    reading: imports.reading,
    made: imports.made,
  };
}
