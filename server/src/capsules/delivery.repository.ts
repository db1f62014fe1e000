import type { BoardPicture } from '@pluriclasse/shared/capsule/boardPicture';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { capsules } from '../db/schema/capsules.ts';

/** Of what was taken back meanwhile nothing is there. */
const isThere = eq(capsules.state, 'ready');

/** Notes how much a pupil would take along: bytes of sound and board. */
export async function setBytes(db: Db, capsuleId: CapsuleId, bytes: number): Promise<void> {
  await db
    .update(capsules)
    .set({ bytes })
    .where(and(eq(capsules.capsuleId, capsuleId), isThere));
}

/** Notes what the board looks like in small, unless it was edited since: what is hidden now must not be seen. */
export async function setPicture(
  db: Db,
  { capsuleId, revision }: { readonly capsuleId: CapsuleId; readonly revision: number },
  picture: BoardPicture | null,
): Promise<void> {
  await db
    .update(capsules)
    .set({ picture })
    .where(and(eq(capsules.capsuleId, capsuleId), eq(capsules.revision, revision), isThere));
}

export async function findPicture(db: Db, capsuleId: CapsuleId): Promise<BoardPicture | null> {
  const [row] = await db.select({ picture: capsules.picture }).from(capsules).where(eq(capsules.capsuleId, capsuleId));
  return row?.picture ?? null;
}
