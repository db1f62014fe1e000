import type { NoticeKind, NoticeParams } from '@pluriclasse/shared/api/notices';
import type { MailFailure, MailState } from '@pluriclasse/shared/api/mails';
import type { NoticeTopic } from '@pluriclasse/shared/domain/noticeTopics';
import type { Language } from '@pluriclasse/shared/domain/roles';
import type { MailId, NoticeId, StaffId } from '@pluriclasse/shared/ids';
import { boolean, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'REPLY';

export const mails = pgTable('mails', {
  mailId: uuid('id').$type<MailId>().primaryKey(),
  staffId: uuid('staff_id').$type<StaffId>(),
  address: text('address'),
  kind: text('kind').notNull(),
  language: text('language').$type<Language>().notNull(),
  subject: text('subject').notNull(),
  text: text('body_text').notNull(),
  html: text('body_html').notNull(),
  calendarMethod: text('calendar_method').$type<CalendarMethod>(),
  calendar: text('calendar'),
  dedupeKey: text('dedupe_key'),
  state: text('state').$type<MailState>().notNull(),
  tries: smallint('tries').notNull(),
  failure: text('failure').$type<MailFailure>(),
  answer: text('answer'),
  createdAt: instant('created_at').notNull(),
  dueAt: instant('due_at').notNull(),
  nextTryAt: instant('next_try_at').notNull(),
  triedAt: instant('tried_at'),
  endedAt: instant('ended_at'),
});

export const notices = pgTable('notices', {
  noticeId: uuid('id').$type<NoticeId>().primaryKey(),
  staffId: uuid('staff_id').$type<StaffId>().notNull(),
  kind: text('kind').$type<NoticeKind>().notNull(),
  params: jsonb('params').$type<NoticeParams>().notNull(),
  path: text('path').notNull(),
  dedupeKey: text('dedupe_key'),
  createdAt: instant('created_at').notNull(),
  readAt: instant('read_at'),
  /** Not shown, as its reader wants. */
  hidden: boolean('hidden').notNull().default(false),
});

export const noticeChoices = pgTable('notice_choices', {
  staffId: uuid('staff_id').$type<StaffId>().notNull(),
  topic: text('topic').$type<NoticeTopic>().notNull(),
  here: boolean('here').notNull(),
  mail: boolean('mail').notNull(),
});

export const clockJobs = pgTable('clock_jobs', {
  name: text('name').primaryKey(),
  nextAt: instant('next_at').notNull(),
  takenUntil: instant('taken_until'),
  failures: smallint('failures').notNull(),
});
