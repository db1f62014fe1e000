import type { CapsuleId, LessonId, MessageId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, desc, eq, gt, gte, inArray, isNull, lte, max, or, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { boardUpdates } from '../db/schema/boards.ts';
import {
  capsuleBoardUpdates,
  capsuleCues,
  capsuleGaps,
  capsules,
  capsuleSchools,
  capsuleStretches,
  type GapReason,
  type StretchEnd,
} from '../db/schema/capsules.ts';
import type { CapsuleCue } from './cues.ts';

type NewCapsule = typeof capsules.$inferInsert;

/**
 * Of a lesson, or of a teacher alone, which has the id of what runs: the one that is there, else the last one that was.
 * Held until the transaction ends.
 */
export async function lockOfLesson(db: Db, lessonId: LessonId) {
  const { capsuleId, epoch, state, alone } = capsules;
  const [row] = await db
    .select({ capsuleId, epoch, state, alone })
    .from(capsules)
    .where(or(eq(capsules.lessonId, lessonId), and(capsules.alone, eq(sql<string>`${capsules.capsuleId}`, lessonId))))
    .orderBy(desc(inArray(state, ['recording', 'ready'])), desc(epoch))
    .limit(1)
    .for('update');
  return row;
}

export async function lockCapsule(db: Db, capsuleId: CapsuleId) {
  const { epoch, state, boardId, baseSeq, createdAt } = capsules;
  const [row] = await db
    .select({ epoch, state, boardId, baseSeq, createdAt })
    .from(capsules)
    .where(eq(capsules.capsuleId, capsuleId))
    .for('update');
  return row;
}

export async function insertCapsule(db: Db, row: NewCapsule, schoolIds: readonly SchoolId[]): Promise<void> {
  await db.insert(capsules).values(row);
  const { capsuleId } = row;
  await db.insert(capsuleSchools).values(schoolIds.map((schoolId, position) => ({ capsuleId, schoolId, position })));
}

export async function setState(db: Db, capsuleId: CapsuleId, state: 'recording' | 'ready'): Promise<void> {
  await db
    .update(capsules)
    .set({ state })
    .where(and(eq(capsules.capsuleId, capsuleId), inArray(capsules.state, ['recording', 'ready'])));
}

export async function setKept(
  db: Db,
  capsuleId: CapsuleId,
  kept: { bytes?: number; expiresAt?: number },
): Promise<void> {
  await db.update(capsules).set(kept).where(eq(capsules.capsuleId, capsuleId));
}

export async function lastStretch(db: Db, capsuleId: CapsuleId) {
  const [row] = await db
    .select()
    .from(capsuleStretches)
    .where(eq(capsuleStretches.capsuleId, capsuleId))
    .orderBy(desc(capsuleStretches.position))
    .limit(1);
  return row;
}

export async function insertStretch(db: Db, row: typeof capsuleStretches.$inferInsert): Promise<void> {
  await db.insert(capsuleStretches).values(row);
}

/** Takes the last stretch back, and the capsule if it was the only one. @returns whether the capsule went */
export async function undoStretch(db: Db, capsuleId: CapsuleId): Promise<boolean> {
  const last = await lastStretch(db, capsuleId);
  if (last === undefined) return false;
  const { position } = last;
  await db
    .delete(capsuleStretches)
    .where(and(eq(capsuleStretches.capsuleId, capsuleId), eq(capsuleStretches.position, position)));
  if (position === 0) await db.delete(capsules).where(eq(capsules.capsuleId, capsuleId));
  else await setState(db, capsuleId, 'ready');
  return position === 0;
}

/**
 * How far the last stretch has come. One that was taken for lost goes on: its server was only slow.
 * @returns false when the capsule is withdrawn or expired
 */
export async function stretchLasted(db: Db, capsuleId: CapsuleId, at: number): Promise<boolean> {
  const updated = await db
    .update(capsules)
    .set({ state: 'recording' })
    .where(and(eq(capsules.capsuleId, capsuleId), inArray(capsules.state, ['recording', 'ready'])));
  if (updated.rowCount === 0) return false;
  const { epoch } = capsules;
  const since = sql`(select ${at}::bigint - floor(extract(epoch from ${epoch}) * 1000)::bigint from ${capsules}
    where ${capsules.capsuleId} = ${capsuleId})`;
  await db
    .update(capsuleStretches)
    .set({ to: sql`greatest(${capsuleStretches.to}, ${since})`, ended: null })
    .where(
      and(
        eq(capsuleStretches.capsuleId, capsuleId),
        sql`${capsuleStretches.position} = (select max(position) from capsule_stretches where capsule_id = ${capsuleId})`,
      ),
    );
  return true;
}

/** Ends what goes on. `to`: milliseconds since the epoch. */
export async function endStretch(
  db: Db,
  capsuleId: CapsuleId,
  { to, ended, stoppedBy }: { to: number; ended: StretchEnd; stoppedBy: StaffId | null },
): Promise<void> {
  await db
    .update(capsuleStretches)
    .set({ to: sql`greatest(${capsuleStretches.from}, ${to}::bigint)`, ended, stoppedBy })
    .where(and(eq(capsuleStretches.capsuleId, capsuleId), isNull(capsuleStretches.ended)));
  await endGaps(db, capsuleId, to);
}

export async function insertGap(
  db: Db,
  gap: { capsuleId: CapsuleId; from: number; to: number | null; why: GapReason },
): Promise<void> {
  await db.insert(capsuleGaps).values(gap).onConflictDoNothing();
}

/** One that lasted no time is none. */
export async function endGaps(db: Db, capsuleId: CapsuleId, to: number): Promise<void> {
  const open = and(eq(capsuleGaps.capsuleId, capsuleId), isNull(capsuleGaps.to));
  await db.delete(capsuleGaps).where(and(open, gte(capsuleGaps.from, to)));
  await db.update(capsuleGaps).set({ to }).where(open);
}

export async function lastCue(db: Db, capsuleId: CapsuleId): Promise<{ seq: number; at: number }> {
  const [row] = await db
    .select({ seq: max(capsuleCues.seq), at: max(capsuleCues.at) })
    .from(capsuleCues)
    .where(eq(capsuleCues.capsuleId, capsuleId));
  return { seq: row?.seq ?? 0, at: row?.at ?? 0 };
}

/** Numbered from `seq` on; those that are there already stay, for a reply may have been lost. */
export async function insertCues(
  db: Db,
  capsuleId: CapsuleId,
  seq: number,
  cues: readonly CapsuleCue[],
): Promise<void> {
  const rows = cues.map(({ kind, at, body }, n) => ({ capsuleId, seq: seq + n, kind, at, body }));
  await db.insert(capsuleCues).values(rows).onConflictDoNothing();
}

export async function deleteWallCue(db: Db, capsuleId: CapsuleId, messageId: MessageId): Promise<void> {
  await db
    .delete(capsuleCues)
    .where(
      and(
        eq(capsuleCues.capsuleId, capsuleId),
        eq(capsuleCues.kind, 'wall'),
        sql`${capsuleCues.body} ->> 'messageId' = ${messageId}`,
      ),
    );
}

/** Copies what was drawn since the base, until `to` (milliseconds since the epoch). What is there already stays. */
export async function copyBoard(
  db: Db,
  { capsuleId, boardId, baseSeq, epoch }: { capsuleId: CapsuleId; boardId: string; baseSeq: number; epoch: number },
  to: number,
): Promise<void> {
  const at = sql<number>`greatest(0, floor(extract(epoch from ${boardUpdates.createdAt}) * 1000)::bigint - ${epoch}::bigint)`;
  await db
    .insert(capsuleBoardUpdates)
    .select(
      db
        .select({
          capsuleId: sql<CapsuleId>`${capsuleId}::uuid`.as('capsule_id'),
          seq: boardUpdates.seq,
          at: at.as('at_ms'),
          update: sql<Buffer>`${boardUpdates.update}`.as('update'),
        })
        .from(boardUpdates)
        .where(
          and(
            eq(boardUpdates.boardId, boardId),
            gt(boardUpdates.seq, baseSeq),
            lte(boardUpdates.createdAt, new Date(epoch + to)),
          ),
        ),
    )
    .onConflictDoNothing();
}

/** Bytes of the board: its base and what was drawn since. */
export async function boardBytes(db: Db, capsuleId: CapsuleId): Promise<number> {
  const base = sql<string>`coalesce((select length(base_state) from capsules where id = ${capsuleId}), 0)`;
  const [row] = await db
    .select({ bytes: sql<string>`coalesce(sum(length(${capsuleBoardUpdates.update})), 0) + ${base}` })
    .from(capsuleBoardUpdates)
    .where(eq(capsuleBoardUpdates.capsuleId, capsuleId));
  return Number(row?.bytes ?? 0);
}

/** Capsules that are being recorded and of which nothing was heard since `before`: their server is gone. */
export async function listSilent(db: Db, before: number): Promise<CapsuleId[]> {
  const known = sql`${capsules.epoch} + ${capsuleStretches.to} * interval '1 millisecond'`;
  const rows = await db
    .select({ capsuleId: capsules.capsuleId })
    .from(capsules)
    .leftJoin(capsuleStretches, and(eq(capsuleStretches.capsuleId, capsules.capsuleId), isNull(capsuleStretches.ended)))
    .where(
      and(
        eq(capsules.state, 'recording'),
        sql`(${capsuleStretches.to} is null or ${known} < ${new Date(before).toISOString()}::timestamptz)`,
      ),
    )
    .orderBy(asc(capsules.epoch));
  return rows.map(({ capsuleId }) => capsuleId);
}

export async function schoolsOf(db: Db, capsuleId: CapsuleId): Promise<SchoolId[]> {
  const rows = await db
    .select({ schoolId: capsuleSchools.schoolId })
    .from(capsuleSchools)
    .where(eq(capsuleSchools.capsuleId, capsuleId));
  return rows.map(({ schoolId }) => schoolId);
}
