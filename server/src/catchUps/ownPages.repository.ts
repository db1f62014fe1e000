import type { KeptOwnPage } from '@pluriclasse/shared/api/ownPages';
import type { CapsuleId, OwnPageId, PupilId } from '@pluriclasse/shared/ids';
import { and, asc, count, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { ownPages } from '../db/schema/catchUps.ts';

export type OwnPageRow = typeof ownPages.$inferSelect;
export interface OwnPageKey {
  readonly capsuleId: CapsuleId;
  readonly pupilId: PupilId;
  readonly ownPageId: OwnPageId;
}

const is = ({ capsuleId, pupilId, ownPageId }: OwnPageKey) =>
  and(eq(ownPages.capsuleId, capsuleId), eq(ownPages.pupilId, pupilId), eq(ownPages.ownPageId, ownPageId));

const { ownPageId, title, at, takenAt, changedAt, version } = ownPages;
const kept = { ownPageId, title, at, takenAt, changedAt, version };

/** Those that are there, without their contents, in the order in which they were taken. */
export async function listOwnPages(
  db: Db,
  capsuleId: CapsuleId,
  pupilIds: readonly PupilId[],
): Promise<(KeptOwnPage & { pupilId: PupilId })[]> {
  if (pupilIds.length === 0) return [];
  return db
    .select({ ...kept, pupilId: ownPages.pupilId })
    .from(ownPages)
    .where(and(eq(ownPages.capsuleId, capsuleId), inArray(ownPages.pupilId, [...pupilIds]), isNotNull(ownPages.state)))
    .orderBy(asc(takenAt), asc(ownPageId));
}

/** One that was taken away has no state. */
export async function findOwnPage(db: Db, key: OwnPageKey): Promise<OwnPageRow | undefined> {
  const [row] = await db.select().from(ownPages).where(is(key));
  return row;
}

/** Rows of one pupil and capsule, those of pages that were taken away too. */
export async function countOwnPages(db: Db, capsuleId: CapsuleId, pupilId: PupilId): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(ownPages)
    .where(and(eq(ownPages.capsuleId, capsuleId), eq(ownPages.pupilId, pupilId)));
  return row?.n ?? 0;
}

/** Writes a page over the one of the same key. */
export async function putOwnPage(db: Db, row: OwnPageRow): Promise<void> {
  const { capsuleId, pupilId, ownPageId: id, ...values } = row;
  await db
    .insert(ownPages)
    .values({ capsuleId, pupilId, ownPageId: id, ...values })
    .onConflictDoUpdate({ target: [ownPages.capsuleId, ownPages.pupilId, ownPages.ownPageId], set: values });
}

export async function deleteOwnPagesOf(db: Db, capsuleId: CapsuleId): Promise<void> {
  await db.delete(ownPages).where(eq(ownPages.capsuleId, capsuleId));
}
