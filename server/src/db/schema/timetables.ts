import type { ClosureSource } from '@pluriclasse/shared/api/timetables';
import type { Availability, ClosureKind, Period, WeekPattern } from '@pluriclasse/shared/calendar/model';
import type { LessonId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { boolean, customType, date, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Hours of a day, as on the wall. */
export interface HoursOfDay {
  readonly start: string;
  readonly end: string;
}

export const schoolYears = pgTable('school_years', {
  schoolId: uuid('school_id').$type<SchoolId>().primaryKey(),
  revision: integer('revision').notNull().default(0),
  weekdays: smallint('weekdays').array().notNull(),
  knownFrom: date('known_from'),
  knownTo: date('known_to'),
  weekPattern: jsonb('week_pattern').$type<WeekPattern>(),
});

export const bellSchedules = pgTable('bell_schedules', {
  bellScheduleId: uuid('id').primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  position: smallint('position').notNull(),
  name: text('name').notNull(),
  periods: jsonb('periods').$type<Period[]>().notNull(),
  weekdays: smallint('weekdays').array().notNull(),
  days: text('days').array().notNull(),
  from: date('valid_from'),
  to: date('valid_to'),
});

export const closures = pgTable('closures', {
  closureId: uuid('id').primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  kind: text('kind').$type<ClosureKind>().notNull(),
  name: text('name').notNull(),
  from: date('from_day').notNull(),
  to: date('to_day').notNull(),
  hours: jsonb('hours').$type<HoursOfDay>(),
  classGroupIds: uuid('class_group_ids').array().notNull(),
  source: text('source').$type<ClosureSource>().notNull(),
  origin: text('origin'),
  confirmedBy: uuid('confirmed_by').$type<StaffId>(),
  confirmedAt: instant('confirmed_at'),
});

export const timetableEntries = pgTable('timetable_entries', {
  entryId: uuid('id').primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  classGroupIds: uuid('class_group_ids').array().notNull(),
  subject: text('subject').notNull(),
  staffIds: uuid('staff_ids').array().notNull(),
  roomId: uuid('room_id'),
  weekday: smallint('weekday').notNull(),
  period: smallint('period').notNull(),
  weeks: text('weeks').array().notNull(),
  from: date('valid_from'),
  to: date('valid_to'),
  origin: text('origin'),
});

export const staffAvailability = pgTable('staff_availability', {
  staffId: uuid('staff_id').$type<StaffId>().primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  hours: jsonb('hours').$type<readonly Availability[]>().notNull(),
});

export const absences = pgTable('absences', {
  absenceId: uuid('id').primaryKey(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  staffId: uuid('staff_id').$type<StaffId>().notNull(),
  from: date('from_day').notNull(),
  to: date('to_day').notNull(),
  hours: jsonb('hours').$type<HoursOfDay>(),
  reason: text('reason'),
});

export const timetableSteps = pgTable('timetable_steps', {
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  revision: integer('revision').notNull(),
  label: text('label').notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  changedAt: instant('changed_at').notNull(),
  /** A `Delta` of the timetables' domain. */
  inverse: jsonb('inverse').notNull(),
});

/** From one instant until just before another: `tstzrange`. */
export const span = customType<{ data: { from: number; to: number }; driverData: string }>({
  dataType: () => 'tstzrange',
  toDriver: ({ from, to }) => `[${new Date(from).toISOString()},${new Date(to).toISOString()})`,
  fromDriver: (text) => {
    const [from = '', to = ''] = text.slice(1, -1).replaceAll('"', '').split(',');
    return { from: Date.parse(from), to: Date.parse(to) };
  },
});

export const claims = pgTable('claims', {
  lessonId: uuid('lesson_id').$type<LessonId>().notNull(),
  kind: text('kind').$type<'class' | 'staff' | 'room'>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  during: span('during').notNull(),
  firm: boolean('firm').notNull(),
});
