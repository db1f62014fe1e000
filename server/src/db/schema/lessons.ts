import type { Agreed } from '@pluriclasse/shared/domain/approval';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import type { TwinningState } from '@pluriclasse/shared/domain/twinningState';
import type {
  BoardId,
  ClassGroupId,
  DeviceId,
  LessonId,
  PupilId,
  SchoolId,
  SeatId,
  SeriesId,
  StaffId,
  TwinningId,
} from '@pluriclasse/shared/ids';
import { boolean, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import type { BlockedRow, LessonSiteRow } from './series.ts';

export const twinnings = pgTable('twinnings', {
  twinningId: uuid('id').$type<TwinningId>().primaryKey(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull().$defaultFn(Date.now),
  state: text('state').$type<TwinningState>().notNull().default('active'),
  /** Since when it is in that state. */
  since: instant('since').notNull().$defaultFn(Date.now),
});

export const twinningClasses = pgTable('twinning_classes', {
  twinningId: uuid('twinning_id').$type<TwinningId>().notNull(),
  classGroupId: uuid('class_group_id').$type<ClassGroupId>().notNull(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  /** Place of the class; a school stands where its first class does. */
  position: smallint('position').notNull(),
});

export const lessons = pgTable('lessons', {
  lessonId: uuid('id').$type<LessonId>().primaryKey(),
  twinningId: uuid('twinning_id').$type<TwinningId>().notNull(),
  title: text('title').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  /** What people decided; whether it is open is a matter of the hour. */
  over: text('over').$type<'no' | 'ended' | 'cancelled'>().notNull().default('no'),
  boardId: uuid('board_id').$type<BoardId>().notNull(),
  plan: jsonb('plan').$type<Plan>().notNull(),
  endedAt: instant('ended_at'),
  /** Null: made by hand. */
  seriesId: uuid('series_id').$type<SeriesId>(),
  agreed: text('agreed').$type<Agreed>().notNull().default('confirmed'),
  /** Counts the changes of hour or state: SEQUENCE of iCalendar. */
  sequence: integer('sequence').notNull().default(0),
  updatedAt: instant('updated_at').notNull().$defaultFn(Date.now),
  /** By school, in the order of the twinning. */
  sites: jsonb('sites').$type<LessonSiteRow[]>().notNull().default([]),
  /** Whether its plan was changed by hand, so that a template leaves it alone. */
  ownPlan: boolean('own_plan').notNull().default(false),
  blocked: jsonb('blocked').$type<BlockedRow>(),
  cancelledAt: instant('cancelled_at'),
  cancelReason: text('cancel_reason'),
});

export const attendance = pgTable('attendance', {
  spanId: uuid('id').primaryKey(),
  lessonId: uuid('lesson_id').$type<LessonId>().notNull(),
  seatId: uuid('seat_id').$type<SeatId>().notNull(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  kind: text('kind').$type<SeatKind>().notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  pupilId: uuid('pupil_id').$type<PupilId>(),
  deviceId: uuid('device_id').$type<DeviceId>(),
  from: instant('from_at').notNull(),
  seen: instant('seen_at').notNull(),
  to: instant('to_at'),
});
