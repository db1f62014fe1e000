import type { BoardId, LessonId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

export const studios = pgTable('studios', {
  /** Runs as a lesson of this id; its capsule has the same one. */
  lessonId: uuid('id').$type<LessonId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  staffId: uuid('staff_id').$type<StaffId>().notNull(),
  title: text('title').notNull(),
  boardId: uuid('board_id').$type<BoardId>().notNull(),
  openedAt: instant('opened_at').notNull(),
  closesAt: instant('closes_at').notNull(),
  endedAt: instant('ended_at'),
});
