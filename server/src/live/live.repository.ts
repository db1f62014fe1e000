import type { LessonId } from '@pluriclasse/shared/ids';
import { eq, sql } from 'drizzle-orm';
import { jsonb, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Db } from '../db/Database.ts';

const liveLessons = pgTable('live_lessons', {
  lessonId: uuid('lesson_id').$type<LessonId>().primaryKey(),
  state: jsonb('state').notNull(),
  savedAt: timestamp('saved_at', { withTimezone: true }).notNull().defaultNow(),
});

/** The state as it was stored, not parsed yet. */
export async function findState(db: Db, lessonId: LessonId): Promise<unknown> {
  const [row] = await db
    .select({ state: liveLessons.state })
    .from(liveLessons)
    .where(eq(liveLessons.lessonId, lessonId));
  return row?.state;
}

export async function saveState(db: Db, lessonId: LessonId, state: object): Promise<void> {
  await db
    .insert(liveLessons)
    .values({ lessonId, state })
    .onConflictDoUpdate({ target: liveLessons.lessonId, set: { state, savedAt: sql`now()` } });
}
