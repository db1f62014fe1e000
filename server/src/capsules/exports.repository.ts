import type { ExportFailure, ExportFormat } from '@pluriclasse/shared/api/capsuleExports';
import { CapsuleExportId, type CapsuleId, type StaffId } from '@pluriclasse/shared/ids';
import { and, asc, count, eq, gt, gte, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import { capsuleExports as table } from '../db/schema/capsuleExports.ts';
import { capsules } from '../db/schema/capsules.ts';

export type ExportRow = typeof table.$inferSelect;

export async function listOf(db: Db, capsuleId: CapsuleId): Promise<ExportRow[]> {
  return db.select().from(table).where(eq(table.capsuleId, capsuleId)).orderBy(asc(table.kind));
}

export async function findExport(db: Db, exportId: CapsuleExportId): Promise<ExportRow | undefined> {
  const [row] = await db.select().from(table).where(eq(table.exportId, exportId));
  return row;
}

/** How many are made before this one. */
export async function aheadOf(db: Db, { exportId, askedAt }: ExportRow): Promise<number> {
  const before = or(
    lt(table.askedAt, askedAt),
    and(eq(table.askedAt, askedAt), lt(sql`${table.exportId}::text`, exportId as string)),
  );
  const [row] = await db
    .select({ ahead: count() })
    .from(table)
    .where(or(eq(table.state, 'running'), and(eq(table.state, 'waiting'), before)));
  return row?.ahead ?? 0;
}

export async function countWaiting(db: Db, askedBy: StaffId): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(table)
    .where(and(eq(table.askedBy, askedBy), eq(table.state, 'waiting')));
  return row?.waiting ?? 0;
}

/** @returns false when there is one of this kind already */
export async function insertExport(
  db: Db,
  row: Pick<ExportRow, 'capsuleId' | 'kind' | 'revision' | 'length' | 'askedAt' | 'askedBy'>,
): Promise<boolean> {
  const inserted = await db
    .insert(table)
    .values({ ...row, exportId: newId(CapsuleExportId), state: 'waiting' })
    .onConflictDoNothing();
  return inserted.rowCount === 1;
}

/** @returns what was there */
export async function removeExports(db: Db, exportIds: readonly CapsuleExportId[]): Promise<void> {
  if (exportIds.length > 0) await db.delete(table).where(inArray(table.exportId, [...exportIds]));
}

/**
 * Takes the next one for a run: the one that has waited longest, or one whose run was not heard of since `silent`, for
 * its server is gone. By `=` and not by `in`: see `claimMail`.
 */
export async function takeNext(
  db: Db,
  { run, now, silent }: { run: string; now: number; silent: number },
): Promise<ExportRow | undefined> {
  const next = db
    .select({ exportId: table.exportId })
    .from(table)
    .where(or(eq(table.state, 'waiting'), and(eq(table.state, 'running'), lt(table.heardAt, silent))))
    .orderBy(asc(table.askedAt), asc(table.exportId))
    .limit(1)
    .for('update', { skipLocked: true });
  const [row] = await db
    .update(table)
    .set({ state: 'running', run, heardAt: now, progress: 0, runs: sql`${table.runs} + 1` })
    .where(eq(table.exportId, sql`(${next})`))
    .returning();
  return row;
}

const ofRun = (exportId: CapsuleExportId, run: string) =>
  and(eq(table.exportId, exportId), eq(table.run, run), eq(table.state, 'running'));

/** Notes how far a run is. @returns false when nobody wants it any more: cancelled, or the capsule changed or went */
export async function heardOf(
  db: Db,
  exportId: CapsuleExportId,
  { run, now, progress }: { run: string; now: number; progress: number },
): Promise<boolean> {
  const stands = db
    .select({ one: sql`1` })
    .from(capsules)
    .where(
      and(
        eq(capsules.capsuleId, table.capsuleId),
        eq(capsules.revision, table.revision),
        eq(capsules.state, 'ready'),
        gt(capsules.expiresAt, now),
      ),
    );
  const updated = await db
    .update(table)
    .set({ heardAt: now, progress })
    .where(and(ofRun(exportId, run), sql`exists ${stands}`));
  return updated.rowCount === 1;
}

/** The run ends through no fault of its own: it is done anew. */
export async function giveBack(db: Db, exportId: CapsuleExportId, run: string): Promise<void> {
  await db
    .update(table)
    .set({ state: 'waiting', run: null, heardAt: null, progress: 0, runs: sql`${table.runs} - 1` })
    .where(ofRun(exportId, run));
}

/** Nobody wants what a run makes. One that another server has taken over meanwhile goes on there. */
export async function dropRun(db: Db, exportId: CapsuleExportId, run: string): Promise<void> {
  await db.delete(table).where(ofRun(exportId, run));
}

type Ended =
  | { readonly state: 'done'; readonly format: ExportFormat; readonly bytes: number }
  | { readonly state: 'failed'; readonly failure: ExportFailure };
/** @returns false when the run is no longer its own */
export async function endRun(
  db: Db,
  exportId: CapsuleExportId,
  run: string,
  ended: Ended & { readonly endedAt: number },
): Promise<boolean> {
  const updated = await db.update(table).set(ended).where(ofRun(exportId, run));
  return updated.rowCount === 1;
}

/** Those that ended before `old`, and those whose capsule is not what they were made of any more. */
export async function listStale(db: Db, { now, old }: { now: number; old: number }): Promise<ExportRow[]> {
  const rows = await db
    .select({ row: table })
    .from(table)
    .innerJoin(capsules, eq(capsules.capsuleId, table.capsuleId))
    .where(
      or(
        lt(table.endedAt, old),
        ne(capsules.state, 'ready'),
        ne(capsules.revision, table.revision),
        lt(capsules.expiresAt, now),
      ),
    );
  return rows.map(({ row }) => row);
}

/** Runs that made a file which is there, and those that were heard of since `silent`. */
export async function listRuns(db: Db, silent: number): Promise<string[]> {
  const goesOn = and(eq(table.state, 'running'), gte(table.heardAt, silent));
  const rows = await db
    .select({ run: table.run })
    .from(table)
    .where(or(eq(table.state, 'done'), goesOn));
  return rows.flatMap(({ run }) => run ?? []);
}
