import type { ReplyState } from '@pluriclasse/shared/api/lessonMail';
import type { LessonId, StaffId } from '@pluriclasse/shared/ids';
import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const lessonMailChoices = pgTable('lesson_mail_choices', {
  staffId: uuid('staff_id').$type<StaffId>().primaryKey(),
  invitations: boolean('invitations').notNull(),
  reminders: boolean('reminders').notNull(),
});

/** As a calendar names where a lesson stands. */
export type EventStatus = 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';

export const lessonInvitations = pgTable('lesson_invitations', {
  lessonId: uuid('lesson_id').$type<LessonId>().notNull(),
  staffId: uuid('staff_id').$type<StaffId>().notNull(),
  tokenHash: bytes('token_hash').notNull(),
  status: text('status').$type<EventStatus>().notNull(),
  sequence: integer('sequence').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  sentAt: instant('sent_at').notNull(),
  answer: text('answer').$type<ReplyState>().notNull().default('invited'),
  answeredAt: instant('answered_at'),
  answerStamp: instant('answer_stamp'),
});
