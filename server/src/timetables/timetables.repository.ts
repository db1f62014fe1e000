import type { SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { subscriptions } from '../db/schema/imports.ts';
import {
  absences,
  bellSchedules,
  closures,
  schoolYears,
  staffAvailability,
  timetableEntries,
  timetableSteps,
} from '../db/schema/timetables.ts';
import type { Delta, Draft } from './draft.ts';

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const AT_ONCE = 2000;
/** Changes that can be taken back. */
const STEPS_KEPT = 20;

export type YearRow = typeof schoolYears.$inferSelect;

/** Makes the row of a school where there is none, and holds it until the transaction ends: changes come one by one. */
export async function lockYear(db: Db, schoolId: SchoolId): Promise<YearRow> {
  await db
    .insert(schoolYears)
    .values({ schoolId, weekdays: [1, 2, 3, 4, 5] })
    .onConflictDoNothing();
  const [row] = await db.select().from(schoolYears).where(eq(schoolYears.schoolId, schoolId)).for('update');
  if (row === undefined) throw new Error(`No year of ${schoolId}`);
  return row;
}

export async function setRevision(db: Db, schoolId: SchoolId, revision: number): Promise<void> {
  await db.update(schoolYears).set({ revision }).where(eq(schoolYears.schoolId, schoolId));
}

/** What is stored of several schools' time. Schools of which nothing is have no row of the year. */
export async function readRows(db: Db, schoolIds: readonly SchoolId[]) {
  const ids = [...schoolIds];
  return {
    years: await db.select().from(schoolYears).where(inArray(schoolYears.schoolId, ids)),
    bells: await db
      .select()
      .from(bellSchedules)
      .where(inArray(bellSchedules.schoolId, ids))
      .orderBy(asc(bellSchedules.position), asc(bellSchedules.bellScheduleId)),
    closures: await db
      .select()
      .from(closures)
      .where(inArray(closures.schoolId, ids))
      .orderBy(asc(closures.from), asc(closures.to), asc(closures.closureId)),
    entries: await db
      .select()
      .from(timetableEntries)
      .where(inArray(timetableEntries.schoolId, ids))
      .orderBy(asc(timetableEntries.weekday), asc(timetableEntries.period), asc(timetableEntries.entryId)),
    availability: await db
      .select()
      .from(staffAvailability)
      .where(inArray(staffAvailability.schoolId, ids))
      .orderBy(asc(staffAvailability.staffId)),
    absences: await db
      .select()
      .from(absences)
      .where(inArray(absences.schoolId, ids))
      .orderBy(asc(absences.from), asc(absences.absenceId)),
  };
}

/** Puts rows by taking those of the same ids away first. */
export async function writeDelta(db: Db, schoolId: SchoolId, delta: Delta): Promise<void> {
  if (delta.year) await writeYear(db, schoolId, delta.year);
  if (delta.bells) await writeBells(db, schoolId, delta.bells);
  if (delta.closures) await writeClosures(db, schoolId, delta.closures);
  if (delta.entries) await writeEntries(db, schoolId, delta.entries);
  if (delta.availability) await writeAvailability(db, schoolId, delta.availability);
  if (delta.absences) await writeAbsences(db, schoolId, delta.absences);
}

async function writeYear(db: Db, schoolId: SchoolId, { weekdays, known, weekPattern }: Draft['year']): Promise<void> {
  await db
    .update(schoolYears)
    .set({ weekdays: [...weekdays], knownFrom: known.from, knownTo: known.to, weekPattern })
    .where(eq(schoolYears.schoolId, schoolId));
}

async function writeBells(db: Db, schoolId: SchoolId, bells: Draft['bells']): Promise<void> {
  await db.delete(bellSchedules).where(eq(bellSchedules.schoolId, schoolId));
  const rows = bells.map((one, position) => ({ ...one, schoolId, position }));
  if (rows.length > 0) await db.insert(bellSchedules).values(rows);
}

async function writeClosures(db: Db, schoolId: SchoolId, { put, drop }: Changed<'closures'>): Promise<void> {
  for (const ids of portions([...drop, ...put.map(({ closureId }) => closureId)])) {
    await db.delete(closures).where(and(eq(closures.schoolId, schoolId), inArray(closures.closureId, ids)));
  }
  for (const rows of portions(put)) await db.insert(closures).values(rows.map((one) => ({ ...one, schoolId })));
}

async function writeEntries(db: Db, schoolId: SchoolId, { put, drop }: Changed<'entries'>): Promise<void> {
  const { schoolId: school, entryId: id } = timetableEntries;
  for (const ids of portions([...drop, ...put.map(({ entryId }) => entryId)])) {
    await db.delete(timetableEntries).where(and(eq(school, schoolId), inArray(id, ids)));
  }
  for (const rows of portions(put)) await db.insert(timetableEntries).values(rows.map((one) => ({ ...one, schoolId })));
}

async function writeAvailability(db: Db, schoolId: SchoolId, { put, drop }: Changed<'availability'>): Promise<void> {
  const { schoolId: school, staffId: id } = staffAvailability;
  for (const ids of portions([...drop, ...put.map(({ staffId }) => staffId)])) {
    await db.delete(staffAvailability).where(and(eq(school, schoolId), inArray(sql`${id}::text`, ids)));
  }
  for (const rows of portions(put)) {
    await db.insert(staffAvailability).values(rows.map((one) => ({ ...one, schoolId })));
  }
}

async function writeAbsences(db: Db, schoolId: SchoolId, { put, drop }: Changed<'absences'>): Promise<void> {
  for (const ids of portions([...drop, ...put.map(({ absenceId }) => absenceId)])) {
    await db.delete(absences).where(and(eq(absences.schoolId, schoolId), inArray(absences.absenceId, ids)));
  }
  for (const rows of portions(put)) await db.insert(absences).values(rows.map((one) => ({ ...one, schoolId })));
}

type Changed<Part extends keyof Delta> = NonNullable<Delta[Part]>;

const portions = <One>(all: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, n) => all.slice(n * AT_ONCE, (n + 1) * AT_ONCE));

export interface StepRow {
  readonly revision: number;
  readonly label: string;
  readonly staffId: StaffId | null;
  readonly changedAt: number;
  readonly inverse: Delta;
}

/** What the feeds that a school follows have as their rows' origin. */
export async function listOrigins(db: Db, schoolId: SchoolId): Promise<Set<string>> {
  const rows = await db
    .select({ origin: sql<string>`'feed:' || ${subscriptions.subscriptionId}` })
    .from(subscriptions)
    .where(eq(subscriptions.schoolId, schoolId));
  return new Set(rows.map(({ origin }) => origin));
}

/** The last first. */
export async function listSteps(db: Db, schoolId: SchoolId): Promise<StepRow[]> {
  const rows = await db
    .select()
    .from(timetableSteps)
    .where(eq(timetableSteps.schoolId, schoolId))
    .orderBy(desc(timetableSteps.revision));
  // Only `addStep` writes them.
  return rows.map(({ inverse, ...row }) => ({ ...row, inverse: inverse as Delta }));
}

/** Keeps a step, and forgets those before the last twenty. */
export async function addStep(db: Db, schoolId: SchoolId, step: StepRow): Promise<void> {
  await db.insert(timetableSteps).values({ ...step, schoolId });
  const oldest = db
    .select({ revision: timetableSteps.revision })
    .from(timetableSteps)
    .where(eq(timetableSteps.schoolId, schoolId))
    .orderBy(desc(timetableSteps.revision))
    .limit(1)
    .offset(STEPS_KEPT - 1);
  await db
    .delete(timetableSteps)
    .where(and(eq(timetableSteps.schoolId, schoolId), lt(timetableSteps.revision, oldest)));
}

export async function deleteStep(db: Db, schoolId: SchoolId, revision: number): Promise<void> {
  await db
    .delete(timetableSteps)
    .where(and(eq(timetableSteps.schoolId, schoolId), eq(timetableSteps.revision, revision)));
}
