import * as z from 'zod/mini';
import { IsoDay, Weekday } from '../calendar/days.ts';
import {
  Absence,
  Availability,
  BellSchedule,
  Closure,
  SchoolCalendar,
  TimetableEntry,
  WeekPattern,
} from '../calendar/model.ts';
import { ClassGroupId, RoomId, SchoolId, StaffId } from '../ids.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';
import { SchoolBrief } from './sessions.ts';

const school = z.object({ schoolId: SchoolId });
const uuid = z.uuid();

/** Where what is known came from: typed in, an import, a feed; and who vouched for it. */
export const ClosureSource = z.enum(['typed', 'file', 'feed']);
export type ClosureSource = z.infer<typeof ClosureSource>;
export const SchoolClosure = z.extend(Closure, {
  source: ClosureSource,
  confirmedBy: z.nullable(z.object({ staffId: StaffId, name: z.string() })),
  confirmedAt: z.nullable(Instant),
});
export type SchoolClosure = z.infer<typeof SchoolClosure>;

/** Everything that is known of a school's time. Bookings are of lessons from a week ago on. */
export const Timetable = z.extend(SchoolCalendar, {
  schoolId: SchoolId,
  closures: z.array(SchoolClosure),
  /** Counts up with every change; a change that names an older one is refused, so that nobody's work is overwritten. */
  revision: z.int(),
  /** Whether one may change it. */
  mayEdit: z.boolean(),
  /** Weekly hours of teachers who have left the school since, and are named in them no more. */
  gone: z.array(z.object({ entryId: z.string(), names: z.array(z.string()) })),
});
export type Timetable = z.infer<typeof Timetable>;

export const readTimetable = endpoint('GET', '/api/schools/:schoolId/timetable', { params: school, reply: Timetable });

/**
 * A school's calendar as far as one may see it: whole for those who may read its timetable, without what is only for
 * those who keep it; for teachers and heads of a partner what `asPartnerSees` leaves. Empty subjects and titles: taken.
 */
export const ReadableCalendar = z.extend(SchoolCalendar, {
  entries: z.array(z.extend(TimetableEntry, { subject: z.string() })),
});
export type ReadableCalendar = z.infer<typeof ReadableCalendar>;
export const readCalendar = endpoint('GET', '/api/schools/:schoolId/calendar', {
  params: school,
  reply: ReadableCalendar,
});
/** The schools whose calendars one may see, by name: `partner` as far as partners may. */
export const listCalendars = endpoint('GET', '/api/calendars', {
  reply: z.object({ schools: z.array(z.extend(SchoolBrief, { partner: z.boolean() })) }),
});

/** What a change was made on. `conflict` with reason `stale` when the timetable has moved on. */
const on = { revision: z.int() };

/** School days, the span for which closures are known, the week pattern. */
export const updateSchoolYear = endpoint('PATCH', '/api/schools/:schoolId/timetable', {
  params: school,
  body: z.object({
    ...on,
    weekdays: z.optional(z.array(Weekday).check(z.minLength(1), z.maxLength(7))),
    known: z.optional(z.object({ from: z.nullable(IsoDay), to: z.nullable(IsoDay) })),
    weekPattern: z.optional(z.nullable(WeekPattern)),
  }),
  reply: Timetable,
});

const bell = z.omit(BellSchedule, { bellScheduleId: true });
export const createBells = endpoint('POST', '/api/schools/:schoolId/bells', {
  params: school,
  body: z.object({ ...on, bells: bell }),
  reply: Timetable,
});
const oneBell = z.object({ schoolId: SchoolId, bellScheduleId: uuid });
export const updateBells = endpoint('PUT', '/api/schools/:schoolId/bells/:bellScheduleId', {
  params: oneBell,
  body: z.object({ ...on, bells: bell }),
  reply: Timetable,
});
export const deleteBells = endpoint('DELETE', '/api/schools/:schoolId/bells/:bellScheduleId', {
  params: oneBell,
  body: z.object(on),
  reply: Timetable,
});

const closure = z.omit(Closure, { closureId: true });
export const createClosure = endpoint('POST', '/api/schools/:schoolId/closures', {
  params: school,
  body: z.object({ ...on, closure }),
  reply: Timetable,
});
const oneClosure = z.object({ schoolId: SchoolId, closureId: uuid });
export const updateClosure = endpoint('PUT', '/api/schools/:schoolId/closures/:closureId', {
  params: oneClosure,
  body: z.object({ ...on, closure }),
  reply: Timetable,
});
export const deleteClosure = endpoint('DELETE', '/api/schools/:schoolId/closures/:closureId', {
  params: oneClosure,
  body: z.object(on),
  reply: Timetable,
});
/** Vouches for closures that an import or a feed brought. */
export const confirmClosures = endpoint('POST', '/api/schools/:schoolId/closures/confirm', {
  params: school,
  body: z.object({ ...on, closureIds: z.array(uuid).check(z.minLength(1), z.maxLength(1000)) }),
  reply: Timetable,
});

const entry = z.omit(TimetableEntry, { entryId: true });
/**
 * Changes the weekly hours all at once, as the grid's editor saves what was painted: entries without id are new, those
 * named in `remove` go. One transaction: all or nothing. Two entries of a class, teacher or room in one period are
 * allowed (split classes exist); the page points them out.
 */
export const changeEntries = endpoint('POST', '/api/schools/:schoolId/entries', {
  params: school,
  body: z.object({
    ...on,
    add: z.array(entry).check(z.maxLength(2000)),
    change: z.array(TimetableEntry).check(z.maxLength(2000)),
    remove: z.array(uuid).check(z.maxLength(5000)),
  }),
  reply: Timetable,
  maxBytes: 4_000_000,
});
/** Copies entries, bells and weekly availability that hold on a day of last year, to be valid from–to. */
export const copyYear = endpoint('POST', '/api/schools/:schoolId/timetable/copy', {
  params: school,
  body: z.object({ ...on, asOf: IsoDay, from: IsoDay, to: IsoDay }),
  reply: Timetable,
});
/**
 * Takes the last change of the timetable back: 20 steps are kept. What followed a feed is passed over. `conflict` reason
 * `nothing` if there is none, `import_step` for an import: that is undone as a whole, as an import.
 */
export const undoTimetable = endpoint('POST', '/api/schools/:schoolId/timetable/undo', {
  params: school,
  body: z.object(on),
  reply: Timetable,
});

const member = z.object({ schoolId: SchoolId, staffId: StaffId });
/** A teacher's own hours, or a colleague's for those who run the school. */
export const setAvailability = endpoint('PUT', '/api/schools/:schoolId/staff/:staffId/availability', {
  params: member,
  body: z.object({ ...on, availability: z.array(Availability).check(z.maxLength(100)) }),
  reply: Timetable,
});
export const createAbsence = endpoint('POST', '/api/schools/:schoolId/staff/:staffId/absences', {
  params: member,
  body: z.object({ ...on, absence: z.omit(Absence, { absenceId: true }) }),
  reply: Timetable,
});
export const deleteAbsence = endpoint('DELETE', '/api/schools/:schoolId/staff/:staffId/absences/:absenceId', {
  params: z.object({ schoolId: SchoolId, staffId: StaffId, absenceId: uuid }),
  body: z.object(on),
  reply: Timetable,
});

/** Whose time is taken when: one row a class, teacher or room that is claimed. No pupil is ever in it. */
export const Clash = z.object({
  kind: z.enum(['class', 'staff', 'room']),
  id: z.union([ClassGroupId, StaffId, RoomId]),
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
});
export type Clash = z.infer<typeof Clash>;
