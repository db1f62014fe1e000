import type { IsoDay } from '../calendar/days.ts';
import type { Booking, CalendarStaff, Closure, SchoolCalendar, TimetableEntry } from '../calendar/model.ts';
import { isEnglish } from '../calendar/subjects.ts';

/** What a school has in common with a partner. */
export interface InCommon {
  /** Classes of the school that are twinned with some of the partner's. */
  readonly classGroupIds: ReadonlySet<string>;
  /** Lessons of those twinnings. */
  readonly lessonIds: ReadonlySet<string>;
  /** What ended before that day is not told: who taught whom, and who was away. */
  readonly since: IsoDay;
}

/** Stands for classes that a partner is told nothing of. */
export const someClass = 'other';

/**
 * A school's calendar as teachers and heads of a partner see it: what is needed to find hours together, and no more.
 * Whole: bells, week pattern, closures of the school, the twinned classes and their hours, lessons of both. As taken or
 * free, without what or with whom: rooms with a kit and those of the twinned classes, and who leads those classes. Not
 * at all: other classes, other staff, what somebody would rather, why somebody is away, what is over.
 */
export function asPartnerSees(whole: SchoolCalendar, common: InCommon): SchoolCalendar {
  const calendar = since(whole, common);
  const seen = { classes: common.classGroupIds, staff: leadersOf(calendar, common), rooms: roomsOf(calendar, common) };
  const { schoolId, name, timeZone, weekdays, known, bells, weekPattern } = calendar;
  return {
    schoolId,
    name,
    timeZone,
    weekdays,
    known,
    bells,
    weekPattern,
    closures: calendar.closures.flatMap((closure) => closureFor(closure, seen)),
    classGroups: calendar.classGroups.filter(({ classGroupId }) => seen.classes.has(classGroupId)),
    entries: entriesFor(calendar, seen),
    staff: calendar.staff.filter(({ staffId }) => seen.staff.has(staffId)).map(busyOrFree),
    rooms: calendar.rooms.filter(({ roomId }) => seen.rooms.has(roomId)),
    bookings: untitled(calendar.bookings, common.lessonIds).flatMap((booking, n) =>
      bookingFor(booking, n, seen, common),
    ),
  };
}

/** Without what ended; closed days stay, a school year is looked at as a whole. */
function since(calendar: SchoolCalendar, { since: first }: InCommon): SchoolCalendar {
  const goesOn = ({ to }: { readonly to: IsoDay | null }) => to === null || to >= first;
  return {
    ...calendar,
    entries: calendar.entries.filter(goesOn),
    staff: calendar.staff.map((one) => ({
      ...one,
      availability: one.availability.filter(goesOn),
      absences: one.absences.filter(goesOn),
    })),
  };
}

/** Lessons with third schools are no matter of a partner's: that the hour is taken will do. */
export const untitled = (bookings: readonly Booking[], known: ReadonlySet<string>): Booking[] =>
  bookings.map((one) => (known.has(lessonOf(one)) ? one : { ...one, title: '' }));

/** A lesson that takes some longer than others has several bookings: its id, then that and `~1`, `~2`. */
const lessonOf = ({ bookingId }: Booking): string => bookingId.split('~', 1)[0] ?? bookingId;

interface Seen {
  readonly classes: ReadonlySet<string>;
  readonly staff: ReadonlySet<string>;
  readonly rooms: ReadonlySet<string>;
}

const jointOf = ({ bookings }: SchoolCalendar, { lessonIds }: InCommon) =>
  bookings.filter((booking) => lessonIds.has(lessonOf(booking)));

/** Who leads twinned classes: teaches them English, or has a lesson with both schools. */
function leadersOf(calendar: SchoolCalendar, common: InCommon): Set<string> {
  const english = calendar.entries.filter(
    ({ subject, classGroupIds }) => isEnglish(subject) && classGroupIds.some((id) => common.classGroupIds.has(id)),
  );
  return new Set([...english, ...jointOf(calendar, common)].flatMap(({ staffIds }) => staffIds));
}

/** Those with a kit, and those where twinned classes are. */
function roomsOf(calendar: SchoolCalendar, common: InCommon): Set<string> {
  const { rooms, classGroups, entries } = calendar;
  const twinned = ({ classGroupIds }: TimetableEntry) => classGroupIds.some((id) => common.classGroupIds.has(id));
  return new Set([
    ...rooms.filter(({ hasKit }) => hasKit).map(({ roomId }) => roomId),
    ...classGroups.filter(({ classGroupId }) => common.classGroupIds.has(classGroupId)).flatMap(roomIn),
    ...entries.filter(twinned).flatMap(roomIn),
    ...jointOf(calendar, common).flatMap(({ roomIds }) => roomIds),
  ]);
}

const roomIn = ({ roomId }: { readonly roomId: string | null }): string[] => (roomId === null ? [] : [roomId]);

/** One of other classes alone is left out; without them it would close the whole school. */
function closureFor(closure: Closure, { classes }: Seen): Closure[] {
  const classGroupIds = closure.classGroupIds.filter((id) => classes.has(id));
  return closure.classGroupIds.length > 0 && classGroupIds.length === 0 ? [] : [{ ...closure, classGroupIds }];
}

function entriesFor({ entries, classGroups }: SchoolCalendar, { classes, staff, rooms }: Seen): TimetableEntry[] {
  const homes = new Map(classGroups.map(({ classGroupId, roomId }) => [classGroupId, roomId]));
  return entries.flatMap((entry) => {
    const classGroupIds = entry.classGroupIds.filter((id) => classes.has(id));
    const staffIds = entry.staffIds.filter((id) => staff.has(id));
    if (classGroupIds.length > 0) return [{ ...entry, classGroupIds, staffIds }];
    // Where its classes always are is not told, so it is said here.
    const there = entry.roomId === null ? entry.classGroupIds.flatMap((id) => homes.get(id) ?? []) : [entry.roomId];
    const roomIds = [...new Set(there)].filter((id) => rooms.has(id));
    if (staffIds.length === 0 && roomIds.length === 0) return [];
    const taken = { ...entry, classGroupIds: [someClass], subject: '' };
    return (roomIds.length === 0 ? [null] : roomIds).map((roomId, n) =>
      n === 0 ? { ...taken, staffIds, roomId } : { ...taken, entryId: `${entry.entryId}~${n}`, staffIds: [], roomId },
    );
  });
}

const busyOrFree = ({ staffId, name, availability, absences }: CalendarStaff): CalendarStaff => ({
  staffId,
  name,
  availability: availability.filter(({ wish }) => wish === 'never'),
  absences: absences.map((absence) => ({ ...absence, reason: null })),
});

function bookingFor(booking: Booking, n: number, seen: Seen, { lessonIds }: InCommon): Booking[] {
  const classGroupIds = booking.classGroupIds.filter((id) => seen.classes.has(id));
  const staffIds = booking.staffIds.filter((id) => seen.staff.has(id));
  const roomIds = booking.roomIds.filter((id) => seen.rooms.has(id));
  if (classGroupIds.length + staffIds.length + roomIds.length === 0) return [];
  const bookingId = lessonIds.has(lessonOf(booking)) ? booking.bookingId : `taken~${n}`;
  return [{ ...booking, bookingId, classGroupIds, staffIds, roomIds }];
}
