import { CapsuleId, type ClassGroupId, type LessonId, type SchoolId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';

/** Whoever asks a database. */
export interface Queries {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

export interface PutCapsule {
  readonly schoolIds: readonly SchoolId[];
  readonly lessonId?: LessonId;
  readonly classGroupIds?: readonly ClassGroupId[];
  readonly title?: string;
  /** Stretches that were recorded, in milliseconds since the epoch; else the first hundred seconds. */
  readonly recorded?: readonly (readonly [from: number, to: number])[];
  readonly epoch?: number;
  readonly expiresAt?: number;
}

/** Puts in a capsule as a recording leaves it, without the bytes. */
export async function putCapsule(
  { database }: { readonly database: Queries },
  capsule: PutCapsule,
): Promise<CapsuleId> {
  const { title = 'In our village', epoch = Date.now() - 86_400_000, recorded = [[0, 100_000]] } = capsule;
  const { lessonId = null, expiresAt = Date.now() + 30 * 86_400_000 } = capsule;
  const id = CapsuleId.parse(randomUUID());
  await database.query(
    `INSERT INTO capsules (id, lesson_id, title, board_id, epoch, state, bytes, expires_at)
     VALUES ($1, $2, $3, $4, $5, 'ready', 11000000, $6)`,
    [id, lessonId, title, randomUUID(), new Date(epoch), new Date(expiresAt)],
  );
  for (const [at, schoolId] of capsule.schoolIds.entries())
    await database.query('INSERT INTO capsule_schools VALUES ($1, $2, $3)', [id, schoolId, at]);
  for (const [at, [from, to]] of recorded.entries()) {
    const values = [id, at, from, to];
    await database.query(
      "INSERT INTO capsule_stretches (capsule_id, position, from_ms, to_ms, ended) VALUES ($1, $2, $3, $4, 'over')",
      values,
    );
  }
  for (const classGroupId of capsule.classGroupIds ?? [])
    await database.query('INSERT INTO capsule_classes VALUES ($1, $2, now())', [id, classGroupId]);
  return id;
}
