import type { Captions } from '@pluriclasse/shared/capsule/captions';
import type { CapsuleId, StaffId } from '@pluriclasse/shared/ids';
import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { capsules } from '../db/schema/capsules.ts';
import { capsuleCaptions } from '../db/schema/captions.ts';

export interface KeptCaptions extends Captions {
  readonly revision: number;
}

export async function findCaptions(db: Db, capsuleId: CapsuleId): Promise<KeptCaptions | undefined> {
  const { revision, language, cues } = capsuleCaptions;
  const [row] = await db
    .select({ revision, language, cues })
    .from(capsuleCaptions)
    .where(eq(capsuleCaptions.capsuleId, capsuleId));
  return row;
}

export interface NewCaptions {
  readonly capsuleId: CapsuleId;
  /** That was edited; 0 for the first. */
  readonly revision: number;
  readonly captions: Captions;
  readonly changedAt: number;
  readonly changedBy: StaffId | null;
}

/**
 * Of a capsule that went meanwhile nothing is kept any more.
 * @returns `edited` if the revision is another one by now
 */
export function storeCaptions(db: Db, { capsuleId, revision, captions, ...changed }: NewCaptions) {
  const { language, cues } = captions;
  const bytes = Buffer.byteLength(JSON.stringify(cues));
  const row = { language, cues, bytes, revision: revision + 1, ...changed };
  return db.transaction(async (tx): Promise<'stored' | 'edited' | 'gone'> => {
    const [there] = await tx
      .select({ state: capsules.state })
      .from(capsules)
      .where(and(eq(capsules.capsuleId, capsuleId), inArray(capsules.state, ['recording', 'ready'])))
      .for('share');
    if (there === undefined) return 'gone';
    const { rowCount } =
      revision === 0
        ? await tx
            .insert(capsuleCaptions)
            .values({ capsuleId, ...row })
            .onConflictDoNothing()
        : await tx
            .update(capsuleCaptions)
            .set(row)
            .where(and(eq(capsuleCaptions.capsuleId, capsuleId), eq(capsuleCaptions.revision, revision)));
    return rowCount === 1 ? 'stored' : 'edited';
  });
}
