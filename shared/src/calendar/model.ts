import * as z from 'zod/mini';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { IsoDay, WallTime, Weekday } from './days.ts';
import { isZone } from './zones.ts';

/** What is known of schools, as the search for common hours takes it. Ids are any texts that tell things apart. */
const Id = z.string().check(z.minLength(1), z.maxLength(64));
/** First and last day, both included; null: open. */
const validity = { from: z.nullable(IsoDay), to: z.nullable(IsoDay) };
const hours = { start: WallTime, end: WallTime };
const weekdays = z.array(Weekday).check(z.maxLength(7));

/** One lesson hour between two bells. Its number is what timetables refer to: the third hour is 3 on short days too. */
export const Period = z.object({ number: z.int().check(z.gte(0), z.lte(40)), ...hours });
export type Period = z.infer<typeof Period>;

/**
 * When the bells ring. On a day several may apply: one that names the day in `days` (a short day) comes first, then the
 * one with the latest `from`, then the later in the list.
 */
export const BellSchedule = z.object({
  bellScheduleId: Id,
  name: line(60),
  /** In order, without overlap. */
  periods: z.array(Period).check(z.maxLength(24)),
  weekdays,
  /** When not empty: holds on these days only, whatever weekday they are. */
  days: z.array(IsoDay).check(z.maxLength(120)),
  ...validity,
});
export type BellSchedule = z.infer<typeof BellSchedule>;

/**
 * Weeks that take turns, such as A and B. Never by ISO week number: 2026 has a week 53, after which odd follows odd.
 */
export const WeekPattern = z.object({
  names: z.array(line(8)).check(z.minLength(2), z.maxLength(4)),
  /** A day of a week that has the first name. */
  anchor: IsoDay,
  /** Whether weeks without a single school day take a turn too. */
  closuresCount: z.boolean(),
});
export type WeekPattern = z.infer<typeof WeekPattern>;

export const ClosureKind = z.enum(['public', 'regional', 'municipal', 'school', 'exam', 'trip']);
export type ClosureKind = z.infer<typeof ClosureKind>;

/** Days, or hours of days, without lessons. */
export const Closure = z.object({
  closureId: Id,
  kind: ClosureKind,
  name: line(120),
  /** First and last day, both included. */
  from: IsoDay,
  to: IsoDay,
  /** Of each day; null: the whole day. */
  hours: z.nullable(z.object(hours)),
  /** Whom it touches; empty: the whole school. */
  classGroupIds: z.array(Id).check(z.maxLength(200)),
});
export type Closure = z.infer<typeof Closure>;

/** A class's lesson in one period of a weekday. */
export const TimetableEntry = z.object({
  entryId: Id,
  classGroupIds: z.array(Id).check(z.minLength(1), z.maxLength(40)),
  subject: line(60),
  staffIds: z.array(Id).check(z.maxLength(20)),
  /** Null: where the class always is. */
  roomId: z.nullable(Id),
  weekday: Weekday,
  period: z.int().check(z.gte(0), z.lte(40)),
  /** Names of the week pattern; empty: every week. */
  weeks: z.array(line(8)).check(z.maxLength(4)),
  ...validity,
});
export type TimetableEntry = z.infer<typeof TimetableEntry>;

export const AvailabilityWish = z.enum(['never', 'rather-not', 'gladly']);
export type AvailabilityWish = z.infer<typeof AvailabilityWish>;

/** Hours of a week at which a member of staff can't, would rather not, or would gladly. */
export const Availability = z.object({ wish: AvailabilityWish, weekdays, ...hours, ...validity });
export type Availability = z.infer<typeof Availability>;

/** When somebody is away. */
export const Absence = z.object({
  absenceId: Id,
  from: IsoDay,
  to: IsoDay,
  hours: z.nullable(z.object(hours)),
  reason: z.nullable(line(120)),
});
export type Absence = z.infer<typeof Absence>;

export const CalendarStaff = z.object({
  staffId: Id,
  name: z.string(),
  availability: z.array(Availability).check(z.maxLength(100)),
  absences: z.array(Absence).check(z.maxLength(400)),
});
export type CalendarStaff = z.infer<typeof CalendarStaff>;

/** A room; lessons across schools need one with a kit. */
export const CalendarRoom = z.object({ roomId: Id, name: z.string(), hasKit: z.boolean() });
export type CalendarRoom = z.infer<typeof CalendarRoom>;

export const CalendarClass = z.object({
  classGroupId: Id,
  name: z.string(),
  grades: z.array(z.int()),
  level: z.nullable(z.string()),
  /** Where it always is. */
  roomId: z.nullable(Id),
});
export type CalendarClass = z.infer<typeof CalendarClass>;

/** What already has a claim on classes, staff and rooms at an hour: a lesson with others. */
export const Booking = z.object({
  bookingId: Id,
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  classGroupIds: z.array(Id),
  staffIds: z.array(Id),
  roomIds: z.array(Id),
});
export type Booking = z.infer<typeof Booking>;

/** All that is known of a school's time. */
export const SchoolCalendar = z.object({
  schoolId: Id,
  name: z.string(),
  /** IANA name. */
  timeZone: z.string().check(z.maxLength(64), z.refine(isZone, 'no such time zone')),
  /** On which school is kept; Saturday in some. */
  weekdays,
  /** The days for which closures are known; null: not limited. Beyond, nothing can be promised. */
  known: z.object(validity),
  bells: z.array(BellSchedule).check(z.maxLength(60)),
  weekPattern: z.nullable(WeekPattern),
  closures: z.array(Closure).check(z.maxLength(1000)),
  classGroups: z.array(CalendarClass).check(z.maxLength(200)),
  entries: z.array(TimetableEntry).check(z.maxLength(20_000)),
  staff: z.array(CalendarStaff).check(z.maxLength(500)),
  rooms: z.array(CalendarRoom).check(z.maxLength(300)),
  bookings: z.array(Booking).check(z.maxLength(20_000)),
});
export type SchoolCalendar = z.infer<typeof SchoolCalendar>;
