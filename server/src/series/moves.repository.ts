import type { LessonId } from '@pluriclasse/shared/ids';
import { and, eq, isNull, lte, ne, notExists, or, sql } from 'drizzle-orm';
import type { Db } from '../db/Database.ts';
import { lessons } from '../db/schema/lessons.ts';
import { asks, lessonMoves } from '../db/schema/series.ts';

export type MoveRow = typeof lessonMoves.$inferSelect;

export async function findMove(db: Db, moveId: string): Promise<MoveRow | undefined> {
  const [row] = await db.select().from(lessonMoves).where(eq(lessonMoves.moveId, moveId));
  return row;
}

export async function insertMove(db: Db, row: MoveRow): Promise<void> {
  await db.insert(lessonMoves).values(row);
}

/** @returns the proposal that is gone */
export async function deleteOf(db: Db, lessonId: LessonId): Promise<MoveRow | undefined> {
  const [row] = await db.delete(lessonMoves).where(eq(lessonMoves.lessonId, lessonId)).returning();
  return row;
}

/** Proposals on which everybody has answered, all with yes: a no removes them. */
export async function listAnswered(db: Db): Promise<MoveRow[]> {
  const open = db
    .select({ one: sql`1` })
    .from(asks)
    .where(and(eq(asks.matterId, lessonMoves.moveId), isNull(asks.answer)));
  return db.select().from(lessonMoves).where(notExists(open));
}

/** Proposals that can't be kept any more: the lesson is over, or it or the proposed hour begins before an instant. */
export async function listStale(db: Db, before: number): Promise<MoveRow[]> {
  const rows = await db
    .select({ move: lessonMoves })
    .from(lessonMoves)
    .innerJoin(lessons, eq(lessons.lessonId, lessonMoves.lessonId))
    .where(or(ne(lessons.over, 'no'), lte(lessons.startsAt, before), lte(lessonMoves.startsAt, before)));
  return rows.map(({ move }) => move);
}
