import type { SeriesPattern } from '@pluriclasse/shared/api/series';
import type { Blocker, Displaced } from '@pluriclasse/shared/calendar/answer';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import type { AskAnswer, AskKind, AskStep, SeriesState } from '@pluriclasse/shared/domain/approval';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import type {
  AskId,
  LessonId,
  PlanTemplateId,
  RoomId,
  SchoolId,
  SeriesId,
  StaffId,
  TwinningId,
} from '@pluriclasse/shared/ids';
import { bigint, boolean, date, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** A school's part in a lesson, as it is kept. */
export interface LessonSiteRow {
  readonly schoolId: SchoolId;
  readonly staffIds: readonly StaffId[];
  readonly roomId: RoomId | null;
  readonly periods: readonly number[];
  readonly displaced: readonly Displaced[];
  readonly watchOnly: boolean;
}
/** Why a lesson that was confirmed is no more. */
export interface BlockedRow {
  readonly since: number;
  readonly blockers: readonly Blocker[];
  readonly alternatives: readonly { readonly startsAt: number; readonly endsAt: number }[];
}

export const series = pgTable('series', {
  seriesId: uuid('id').$type<SeriesId>().primaryKey(),
  twinningId: uuid('twinning_id').$type<TwinningId>().notNull(),
  title: text('title').notNull(),
  state: text('state').$type<SeriesState>().notNull(),
  round: smallint('round').notNull().default(1),
  pattern: jsonb('pattern').$type<SeriesPattern>().notNull(),
  wish: jsonb('wish').$type<Wish>().notNull(),
  plan: jsonb('plan').$type<Plan>().notNull(),
  firstDay: date('first_day').notNull(),
  lastDay: date('last_day').notNull(),
  remindDays: smallint('remind_days').array().notNull(),
  tellDays: smallint('tell_days').notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  createdAt: instant('created_at').notNull(),
});

/** Another hour that somebody proposes for a lesson. */
export const lessonMoves = pgTable('lesson_moves', {
  moveId: uuid('id').primaryKey(),
  lessonId: uuid('lesson_id').$type<LessonId>().notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  proposedAt: instant('proposed_at').notNull(),
  /** Who would lead it there, and where. */
  sites: jsonb('sites').$type<LessonSiteRow[]>().notNull().default([]),
});

export const asks = pgTable('asks', {
  askId: uuid('id').$type<AskId>().primaryKey(),
  kind: text('kind').$type<AskKind>().notNull(),
  step: text('step').$type<AskStep>().notNull(),
  /** The twinning, the series, or the move that it is about. */
  matterId: uuid('matter_id').notNull(),
  round: smallint('round').notNull().default(1),
  twinningId: uuid('twinning_id').$type<TwinningId>().notNull(),
  seriesId: uuid('series_id').$type<SeriesId>(),
  lessonId: uuid('lesson_id').$type<LessonId>(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  askedAt: instant('asked_at').notNull(),
  askedBy: uuid('asked_by').$type<StaffId>(),
  remindDays: smallint('remind_days').array().notNull(),
  tellDays: smallint('tell_days').notNull(),
  reminded: smallint('reminded').notNull().default(0),
  remindedAt: instant('reminded_at'),
  toldAt: instant('told_at'),
  answer: text('answer').$type<AskAnswer>(),
  answeredAt: instant('answered_at'),
  answeredBy: uuid('answered_by').$type<StaffId>(),
  reason: text('reason'),
  closedAt: instant('closed_at'),
});

export const planTemplates = pgTable('plan_templates', {
  templateId: uuid('id').$type<PlanTemplateId>().primaryKey(),
  staffId: uuid('staff_id').$type<StaffId>().notNull(),
  name: text('name').notNull(),
  plan: jsonb('plan').$type<Plan>().notNull(),
  shared: boolean('shared').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const rechecks = pgTable('rechecks', {
  schoolId: uuid('school_id').$type<SchoolId>().primaryKey(),
  wanted: bigint('wanted', { mode: 'number' }).notNull(),
  done: bigint('done', { mode: 'number' }).notNull(),
  /** Of the school's timetable, when its lessons were looked at last. */
  revision: integer('revision').notNull().default(0),
});
