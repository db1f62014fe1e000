import type { CapsuleEdit } from '@pluriclasse/shared/api/capsules';
import type { CapsuleId, ClassGroupId, LessonId, SchoolId, SeatId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, desc, eq, getTableColumns, gt, inArray, isNull, lte, notInArray, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import {
  capsuleBoardUpdates,
  capsuleClasses,
  capsuleCues,
  capsuleGaps,
  capsules,
  capsuleSchools,
  capsuleStretches,
} from '../db/schema/capsules.ts';
import { capsuleCaptions } from '../db/schema/captions.ts';
import { attendance } from '../db/schema/lessons.ts';
import { staff } from '../db/schema/people.ts';
import { classGroups, schools } from '../db/schema/schools.ts';
import type { CapsuleCue } from './cues.ts';

// The board's state may be megabytes, and its picture is of lists alone: they are asked for by themselves.
const { baseState: _, picture: __, ...columns } = getTableColumns(capsules);

export type CapsuleRow = Omit<typeof capsules.$inferSelect, 'baseState' | 'picture'>;
export type StretchRow = Omit<typeof capsuleStretches.$inferSelect, 'capsuleId'>;
export type GapRow = Omit<typeof capsuleGaps.$inferSelect, 'capsuleId'>;
type ClassRow = Omit<typeof capsuleClasses.$inferSelect, 'capsuleId'>;
type SiteRow = { readonly schoolId: SchoolId; readonly name: string; readonly town: string; readonly order: number };

/** A capsule with all that is small of it. Its bytes are those of sound, board and captions. */
export interface CapsuleRecord extends CapsuleRow {
  /** In order. While it is recorded, the last one goes on (`ended` null) and is known to have lasted until its `to`. */
  readonly stretches: readonly StretchRow[];
  readonly gaps: readonly GapRow[];
  /** In the order of their colours. */
  readonly sites: readonly SiteRow[];
  readonly classes: readonly ClassRow[];
  /** Of its first school. */
  readonly timeZone: string;
}

export async function findCapsule(db: Db, capsuleId: CapsuleId): Promise<CapsuleRecord | undefined> {
  const rows = await db.select(columns).from(capsules).where(eq(capsules.capsuleId, capsuleId));
  return (await withParts(db, rows))[0];
}

/** Those that pupils of a class may watch now, newest first. */
export async function listOfClass(db: Db, classGroupId: ClassGroupId, now: number): Promise<CapsuleRecord[]> {
  const rows = await db
    .select(columns)
    .from(capsules)
    .innerJoin(capsuleClasses, eq(capsuleClasses.capsuleId, capsules.capsuleId))
    .where(and(eq(capsuleClasses.classGroupId, classGroupId), eq(capsules.state, 'ready'), gt(capsules.expiresAt, now)))
    .orderBy(desc(capsules.epoch), asc(capsules.capsuleId))
    .limit(200);
  return withParts(db, rows);
}

/** Those of a school, gone ones too, newest first. */
export async function listOfSchool(db: Db, schoolId: SchoolId): Promise<CapsuleRecord[]> {
  const rows = await db
    .select(columns)
    .from(capsules)
    .innerJoin(capsuleSchools, eq(capsuleSchools.capsuleId, capsules.capsuleId))
    .where(eq(capsuleSchools.schoolId, schoolId))
    .orderBy(desc(capsules.epoch), asc(capsules.capsuleId))
    .limit(400);
  return withParts(db, rows);
}

export async function withParts(db: Db, rows: readonly CapsuleRow[]): Promise<CapsuleRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ capsuleId }) => capsuleId);
  const [stretches, gaps, sites, classes, captions] = await Promise.all([
    db
      .select()
      .from(capsuleStretches)
      .where(inArray(capsuleStretches.capsuleId, ids))
      .orderBy(asc(capsuleStretches.position)),
    db.select().from(capsuleGaps).where(inArray(capsuleGaps.capsuleId, ids)).orderBy(asc(capsuleGaps.from)),
    db
      .select({ capsuleId: capsuleSchools.capsuleId, order: capsuleSchools.position, school: schools })
      .from(capsuleSchools)
      .innerJoin(schools, eq(schools.schoolId, capsuleSchools.schoolId))
      .where(inArray(capsuleSchools.capsuleId, ids))
      .orderBy(asc(capsuleSchools.position)),
    db.select().from(capsuleClasses).where(inArray(capsuleClasses.capsuleId, ids)),
    db
      .select({ capsuleId: capsuleCaptions.capsuleId, bytes: capsuleCaptions.bytes })
      .from(capsuleCaptions)
      .where(inArray(capsuleCaptions.capsuleId, ids)),
  ]);
  return rows.map((row) => {
    const mine = (part: { readonly capsuleId: CapsuleId }) => part.capsuleId === row.capsuleId;
    const its = sites.filter(mine);
    return {
      ...row,
      bytes: row.bytes + (captions.find(mine)?.bytes ?? 0),
      stretches: stretches.filter(mine),
      gaps: gaps.filter(mine),
      sites: its.map(({ order, school: { schoolId, name, town } }) => ({ schoolId, name, town, order })),
      timeZone: its[0]?.school.timeZone ?? 'UTC',
      classes: classes.filter(mine),
    };
  });
}

/** The board when recording began, as one Yjs update; undefined when the bytes are gone, or there was none. */
export async function findBase(db: Db, capsuleId: CapsuleId): Promise<Uint8Array | undefined> {
  const [row] = await db.select({ state: capsules.baseState }).from(capsules).where(eq(capsules.capsuleId, capsuleId));
  return row?.state ?? undefined;
}

/** What was done to the board since its base, in order. `at`: milliseconds since the epoch. */
export async function boardUpdatesOf(
  db: Db,
  capsuleId: CapsuleId,
): Promise<{ seq: number; at: number; update: Uint8Array }[]> {
  const { seq, at, update } = capsuleBoardUpdates;
  return db
    .select({ seq, at, update })
    .from(capsuleBoardUpdates)
    .where(eq(capsuleBoardUpdates.capsuleId, capsuleId))
    .orderBy(asc(seq));
}

/** In the order in which they happened. */
export async function cuesOf(db: Db, capsuleId: CapsuleId): Promise<CapsuleCue[]> {
  const { kind, at, body, seq } = capsuleCues;
  const rows = await db
    .select({ kind, at, body })
    .from(capsuleCues)
    .where(eq(capsuleCues.capsuleId, capsuleId))
    .orderBy(asc(seq));
  return rows as CapsuleCue[]; // only `insertCues` writes them
}

/** Whose each desk of a lesson was: a track's `peerKey` is its seat. */
export interface Speaker {
  readonly seatId: SeatId;
  readonly schoolId: SchoolId;
  /** Null for one who has left the school. */
  readonly staffId: StaffId | null;
  readonly name: string | null;
}
export async function speakersOf(db: Db, lessonId: LessonId): Promise<Speaker[]> {
  const { seatId, schoolId, staffId } = attendance;
  return db
    .selectDistinctOn([seatId], { seatId, schoolId, staffId, name: staff.name })
    .from(attendance)
    .leftJoin(staff, eq(staff.staffId, staffId))
    .where(and(eq(attendance.lessonId, lessonId), eq(attendance.kind, 'desk')))
    .orderBy(seatId, asc(attendance.from));
}

/** What was taken back meanwhile gets nothing more. */
const isThere = inArray(capsules.state, ['recording', 'ready']);

/** @returns false if the revision is another one by now, or it is gone */
export async function saveEdit(db: Db, capsuleId: CapsuleId, revision: number, edit: CapsuleEdit): Promise<boolean> {
  const { rowCount } = await db
    .update(capsules)
    .set({ edit, revision: revision + 1, picture: null })
    .where(and(eq(capsules.capsuleId, capsuleId), eq(capsules.revision, revision), isThere));
  return rowCount === 1;
}

export async function setTitle(db: Db, capsuleId: CapsuleId, title: string): Promise<void> {
  await db.update(capsules).set({ title }).where(eq(capsules.capsuleId, capsuleId));
}

/** How many of these classes are of these schools, and still meet. */
export async function countClasses(
  db: Db,
  classGroupIds: readonly ClassGroupId[],
  schoolIds: readonly SchoolId[],
): Promise<number> {
  if (classGroupIds.length === 0) return 0;
  return db.$count(
    classGroups,
    and(
      inArray(classGroups.classGroupId, [...classGroupIds]),
      inArray(classGroups.schoolId, [...schoolIds]),
      isNull(classGroups.putAwayAt),
    ),
  );
}

/** Those that had it keep the date. */
export async function setClasses(
  db: Db,
  capsuleId: CapsuleId,
  classGroupIds: readonly ClassGroupId[],
  published: { publishedAt: number; publishedBy: StaffId | null },
): Promise<void> {
  const others = notInArray(capsuleClasses.classGroupId, [...classGroupIds]);
  await db.delete(capsuleClasses).where(and(eq(capsuleClasses.capsuleId, capsuleId), others));
  const rows = classGroupIds.map((classGroupId) => ({ capsuleId, classGroupId, ...published }));
  if (rows.length > 0) await db.insert(capsuleClasses).values(rows).onConflictDoNothing();
}

/** @returns false if it was gone already */
export async function setWithdrawn(
  db: Db,
  capsuleId: CapsuleId,
  by: { withdrawnAt: number; withdrawnBy: StaffId | null },
): Promise<boolean> {
  const { rowCount } = await db
    .update(capsules)
    .set({ state: 'withdrawn', ...by })
    .where(and(eq(capsules.capsuleId, capsuleId), isThere));
  return rowCount === 1;
}

/** @returns those that have expired by this */
export async function expire(db: Db, now: number): Promise<CapsuleId[]> {
  const rows = await db
    .update(capsules)
    .set({ state: 'expired' })
    .where(and(eq(capsules.state, 'ready'), lte(capsules.expiresAt, now)))
    .returning({ capsuleId: capsules.capsuleId });
  return rows.map(({ capsuleId }) => capsuleId);
}

/** Gone ones of which something is left. */
export async function listWithBytes(db: Db): Promise<CapsuleId[]> {
  const rows = await db
    .select({ capsuleId: capsules.capsuleId })
    .from(capsules)
    .where(and(inArray(capsules.state, ['withdrawn', 'expired']), isNull(capsules.bytesGoneAt)));
  return rows.map(({ capsuleId }) => capsuleId);
}

export async function listGoneSince(db: Db, since: number): Promise<CapsuleId[]> {
  const rows = await db.select({ capsuleId: capsules.capsuleId }).from(capsules).where(gt(capsules.bytesGoneAt, since));
  return rows.map(({ capsuleId }) => capsuleId);
}

/** Takes everything out of the tables but the record that it was. */
export async function removeBytes(db: Db, capsuleId: CapsuleId, bytesGoneAt: number): Promise<void> {
  await db.delete(capsuleCues).where(eq(capsuleCues.capsuleId, capsuleId));
  await db.delete(capsuleCaptions).where(eq(capsuleCaptions.capsuleId, capsuleId));
  await db.delete(capsuleBoardUpdates).where(eq(capsuleBoardUpdates.capsuleId, capsuleId));
  const edit = { trim: null, hidden: [], chapters: null };
  const at = new Date(bytesGoneAt).toISOString();
  await db
    .update(capsules)
    .set({
      baseState: null,
      picture: null,
      bytes: 0,
      edit,
      bytesGoneAt: sql`coalesce(${capsules.bytesGoneAt}, ${at}::timestamptz)`,
    })
    .where(eq(capsules.capsuleId, capsuleId));
}
