import type { BellSchedule, CalendarStaff, Closure, SchoolCalendar, TimetableEntry } from '../model.ts';
import type { Wish, WishSite } from '../wish.ts';

/** Schools and wishes for tests: what is not said is plain. */

export function makeSchool(some: Partial<SchoolCalendar> = {}): SchoolCalendar {
  return {
    schoolId: 's',
    name: 'School',
    timeZone: 'Europe/Rome',
    weekdays: [1, 2, 3, 4, 5],
    known: { from: null, to: null },
    bells: [makeBells()],
    weekPattern: null,
    closures: [],
    classGroups: [makeClass('c')],
    entries: [],
    staff: [],
    rooms: [],
    bookings: [],
    ...some,
  };
}

export const makeClass = (classGroupId: string, roomId: string | null = null) => ({
  classGroupId,
  name: `Class ${classGroupId}`,
  grades: [4],
  level: null,
  roomId,
});

/** Periods from texts such as `08:00-08:50`, numbered from 1. */
export const makePeriods = (...texts: string[]) =>
  texts.map((text, index) => ({ number: index + 1, start: text.slice(0, 5), end: text.slice(6) }));

export function makeBells(some: Partial<BellSchedule> = {}): BellSchedule {
  return {
    bellScheduleId: 'b',
    name: 'Bells',
    periods: makePeriods('08:00-09:00', '09:00-10:00', '10:00-10:50', '11:10-12:00', '12:00-13:00'),
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    days: [],
    from: null,
    to: null,
    ...some,
  };
}

/** A closure of a day, or of `from..to`. */
export function makeClosure(days: string, some: Partial<Closure> = {}): Closure {
  const [from = '', to = from] = days.split('..');
  return { closureId: days, kind: 'school', name: 'Closed', from, to, hours: null, classGroupIds: [], ...some };
}

/** An entry from a text such as `Tue 3 English`. */
export function makeEntry(text: string, some: Partial<TimetableEntry> = {}): TimetableEntry {
  const [day = '', period = '', ...subject] = text.split(' ');
  return {
    entryId: `${some.classGroupIds?.join('+') ?? 'c'} ${text} ${some.weeks?.join('') ?? ''}`.trim(),
    classGroupIds: ['c'],
    subject: subject.join(' '),
    staffIds: [],
    roomId: null,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(day) + 1,
    period: Number(period),
    weeks: [],
    from: null,
    to: null,
    ...some,
  };
}

export const makeStaff = (staffId: string, some: Partial<CalendarStaff> = {}): CalendarStaff => ({
  staffId,
  name: staffId,
  availability: [],
  absences: [],
  ...some,
});

export const makeSite = (schoolId: string, some: Partial<WishSite> = {}): WishSite => ({
  schoolId,
  classGroupIds: ['c'],
  staffIds: [],
  teachersNeeded: 1,
  roomIds: [],
  mayDisplace: [],
  ...some,
});

export const makeWish = (some: Partial<Wish> = {}): Wish => ({
  wishId: 'w',
  sites: [makeSite('s'), makeSite('t')],
  minutes: 60,
  bufferBefore: 0,
  bufferAfter: 0,
  cadence: { everyWeeks: 1, perWeek: 1 },
  from: '2026-09-14',
  to: '2026-12-18',
  noticeHours: 0,
  forbidden: [],
  preferred: [],
  ...some,
});
