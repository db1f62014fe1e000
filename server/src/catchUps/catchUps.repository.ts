import type { Check, ClosingTask } from '@pluriclasse/shared/capsule/checks';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { CapsuleId, PupilId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, count, eq, inArray, notInArray } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { capsules } from '../db/schema/capsules.ts';
import { capsuleChecks, capsuleKept, catchUpAnswers, catchUps, ownPages } from '../db/schema/catchUps.ts';

export type CatchUpRow = typeof catchUps.$inferSelect;
export type AnswerRow = typeof catchUpAnswers.$inferSelect;
export interface SheetRow {
  readonly revision: number;
  readonly checks: Check[];
  readonly task: ClosingTask | null;
}

export const noSheet: SheetRow = { revision: 0, checks: [], task: null };

/** By capsule; those without checks are missing. */
export async function listSheets(db: Db, capsuleIds: readonly CapsuleId[]): Promise<Map<CapsuleId, SheetRow>> {
  if (capsuleIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(capsuleChecks)
    .where(inArray(capsuleChecks.capsuleId, [...capsuleIds]));
  return new Map(rows.map(({ capsuleId, ...sheet }) => [capsuleId, sheet]));
}

export async function findSheet(db: Db, capsuleId: CapsuleId): Promise<SheetRow> {
  return (await listSheets(db, [capsuleId])).get(capsuleId) ?? noSheet;
}

/** Saves over the revision that was read. @returns false when somebody else was faster */
export async function saveSheet(
  db: Db,
  capsuleId: CapsuleId,
  { revision, ...sheet }: SheetRow,
  by: { savedAt: number; savedBy: StaffId },
): Promise<boolean> {
  const next = { ...sheet, ...by, revision: revision + 1 };
  const query =
    revision === 0
      ? db
          .insert(capsuleChecks)
          .values({ ...next, capsuleId })
          .onConflictDoNothing()
      : db
          .update(capsuleChecks)
          .set(next)
          .where(and(eq(capsuleChecks.capsuleId, capsuleId), eq(capsuleChecks.revision, revision)));
  return (await query).rowCount === 1;
}

/** Remembers what viewers of a revision get. */
export async function insertKept(
  db: Db,
  capsuleId: CapsuleId,
  revision: number,
  kept: readonly Stretch[],
): Promise<void> {
  await db
    .insert(capsuleKept)
    .values({ capsuleId, revision, kept: [...kept] })
    .onConflictDoUpdate({ target: [capsuleKept.capsuleId, capsuleKept.revision], set: { kept: [...kept] } });
}

/** By revision. */
export async function listKept(db: Db, capsuleId: CapsuleId): Promise<Map<number, Stretch[]>> {
  const rows = await db.select().from(capsuleKept).where(eq(capsuleKept.capsuleId, capsuleId));
  return new Map(rows.map(({ revision, kept }) => [revision, kept]));
}

/** A pupil's, of these capsules. */
export async function listOfPupil(db: Db, pupilId: PupilId, capsuleIds: readonly CapsuleId[]) {
  if (capsuleIds.length === 0) return { rows: [], answers: [] };
  const ids = [...capsuleIds];
  const [rows, answers] = await Promise.all([
    db
      .select()
      .from(catchUps)
      .where(and(eq(catchUps.pupilId, pupilId), inArray(catchUps.capsuleId, ids))),
    db
      .select()
      .from(catchUpAnswers)
      .where(and(eq(catchUpAnswers.pupilId, pupilId), inArray(catchUpAnswers.capsuleId, ids)))
      .orderBy(asc(catchUpAnswers.at), asc(catchUpAnswers.eventId)),
  ]);
  return { rows, answers };
}

/** Of these pupils, for one capsule. */
export async function listOfCapsule(db: Db, capsuleId: CapsuleId, pupilIds: readonly PupilId[]) {
  if (pupilIds.length === 0) return { rows: [], answers: [] };
  const ids = [...pupilIds];
  const [rows, answers] = await Promise.all([
    db
      .select()
      .from(catchUps)
      .where(and(eq(catchUps.capsuleId, capsuleId), inArray(catchUps.pupilId, ids))),
    db
      .select()
      .from(catchUpAnswers)
      .where(and(eq(catchUpAnswers.capsuleId, capsuleId), inArray(catchUpAnswers.pupilId, ids)))
      .orderBy(asc(catchUpAnswers.at), asc(catchUpAnswers.eventId)),
  ]);
  return { rows, answers };
}

/** The pupil's row, made if there is none, held until the transaction ends: two phones of one child take turns. */
export async function lockCatchUp(tx: Db, capsuleId: CapsuleId, pupilId: PupilId): Promise<CatchUpRow> {
  await tx.insert(catchUps).values({ capsuleId, pupilId }).onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(catchUps)
    .where(and(eq(catchUps.capsuleId, capsuleId), eq(catchUps.pupilId, pupilId)))
    .for('update');
  if (row === undefined) throw new Error('The row that was just made is gone');
  return row;
}

export async function updateCatchUp(
  tx: Db,
  { capsuleId, pupilId }: Pick<CatchUpRow, 'capsuleId' | 'pupilId'>,
  change: Partial<CatchUpRow>,
): Promise<void> {
  await tx
    .update(catchUps)
    .set(change)
    .where(and(eq(catchUps.capsuleId, capsuleId), eq(catchUps.pupilId, pupilId)));
}

export async function countAnswers(tx: Db, capsuleId: CapsuleId, pupilId: PupilId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(catchUpAnswers)
    .where(and(eq(catchUpAnswers.capsuleId, capsuleId), eq(catchUpAnswers.pupilId, pupilId)));
  return row?.n ?? 0;
}

/** Those whose ids are known already stay as they are. */
export async function insertAnswers(tx: Db, rows: readonly AnswerRow[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(catchUpAnswers)
      .values([...rows])
      .onConflictDoNothing();
}

/** Takes away all that belongs to capsules that are withdrawn or expired. @returns of how many catch-ups */
export async function deleteGone(db: Db): Promise<number> {
  const there = db
    .select({ id: capsules.capsuleId })
    .from(capsules)
    .where(inArray(capsules.state, ['recording', 'ready']));
  return db.transaction(async (tx) => {
    await tx.delete(catchUpAnswers).where(notInArray(catchUpAnswers.capsuleId, there));
    await tx.delete(capsuleChecks).where(notInArray(capsuleChecks.capsuleId, there));
    await tx.delete(ownPages).where(notInArray(ownPages.capsuleId, there));
    await tx.delete(capsuleKept).where(notInArray(capsuleKept.capsuleId, there));
    return (await tx.delete(catchUps).where(notInArray(catchUps.capsuleId, there))).rowCount ?? 0;
  });
}
