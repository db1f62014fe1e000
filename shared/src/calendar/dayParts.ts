import type { Blocker } from './answer.ts';
import type { DayNumber } from './days.ts';
import type { DatedEntry } from './entries.ts';
import { entryOn, type EntryOfDay } from './SchoolYear.ts';
import type { SiteDayParts } from './SiteDay.ts';
import type { CandidateRoom, SiteTime, Teacher } from './SiteTime.ts';
import { holds, spanOfHours, type MinuteSpan } from './span.ts';
import { isEnglish, subjectKey } from './subjects.ts';

const MINUTES_A_DAY = 1440;

/** Minutes of a day that something takes, and what. */
export interface Cause extends MinuteSpan, Omit<Blocker, 'schoolId'> {}

export interface TeacherTime {
  readonly staffId: string;
  /** Whether he or she is one of that day's teachers at all. */
  readonly mayLead: boolean;
  readonly busy: readonly Cause[];
  readonly ratherNot: readonly MinuteSpan[];
  readonly gladly: readonly MinuteSpan[];
}

export interface RoomTime {
  readonly roomId: string;
  readonly hasKit: boolean;
  readonly busy: readonly Cause[];
}

function cause(kind: Blocker['kind'], { start, end }: MinuteSpan, who: Partial<Cause> = {}): Cause {
  return { kind, classGroupId: null, staffId: null, roomId: null, entryId: null, name: null, ...who, start, end };
}

/** What keeps the classes from a lesson at some minutes of a day. */
export function obstaclesOf(time: SiteTime, { day, bookings }: SiteDayParts, entries: readonly EntryOfDay[]): Cause[] {
  const classIds = new Set(time.site.classGroupIds);
  const touched = (ids: readonly string[]) => ids.find((id) => classIds.has(id));
  const found: Cause[] = [];

  for (const { kind, name, hours, classGroupIds } of day.closures) {
    const classGroupId = touched(classGroupIds) ?? null;
    if (classGroupIds.length > 0 && classGroupId === null) continue;
    found.push(cause(kind, hours ? spanOfHours(hours) : { start: 0, end: MINUTES_A_DAY }, { name, classGroupId }));
  }
  const first = Math.min(...day.periods.map(({ start }) => start), MINUTES_A_DAY);
  const last = Math.max(...day.periods.map(({ end }) => end), 0);
  found.push(...outside('no-bells', first, last, {}));
  for (const classGroupId of classIds) {
    if (time.unknownClasses.has(classGroupId)) continue;
    const own = entries.filter(({ entry }) => entry.classGroupIds.includes(classGroupId));
    const comes = Math.min(...own.map(({ start }) => start), MINUTES_A_DAY);
    const goes = Math.max(...own.map(({ end }) => end), 0);
    found.push(...outside('not-there', comes, goes, { classGroupId }));
  }
  for (const { schoolId, weekdays, why, ...hours } of time.wish.forbidden) {
    if ((schoolId !== null && schoolId !== time.site.schoolId) || !weekdays.includes(day.weekday)) continue;
    found.push(cause('forbidden', spanOfHours(hours), { name: why }));
  }
  for (const { booking, ...hours } of bookings) {
    const classGroupId = touched(booking.classGroupIds);
    if (classGroupId !== undefined)
      found.push(cause('class-booked', hours, { classGroupId, name: booking.title || null }));
  }
  for (const { entry, ...hours } of entries) {
    if (isEnglish(entry.subject) || time.mayDisplace.has(subjectKey(entry.subject))) continue;
    const classGroupId = touched(entry.classGroupIds) ?? null;
    found.push(cause('subject', hours, { classGroupId, entryId: entry.entryId, name: entry.subject }));
  }
  return found;
}

function outside(kind: Blocker['kind'], first: number, last: number, who: Partial<Cause>): Cause[] {
  if (first >= last) return [cause(kind, { start: 0, end: MINUTES_A_DAY }, who)];
  return [cause(kind, { start: 0, end: first }, who), cause(kind, { start: last, end: MINUTES_A_DAY }, who)];
}

/** Whether somebody is asked on a day: whoever the wish names, else who teaches the classes in those weeks. */
export const teachesOn = ({ teaches }: Teacher, day: DayNumber): boolean =>
  teaches === null || teaches.some((span) => holds(span, day));

export function teacherTimes(time: SiteTime, parts: SiteDayParts): TeacherTime[] {
  const { day, bookings, asked, extra } = parts;
  return time.teachers.map((teacher) => {
    const { staffId, entries, availability, absences } = teacher;
    const mayLead = staffId === extra || teachesOn(teacher, day.day);
    if (!mayLead) return { staffId, mayLead, busy: [], ratherNot: [], gladly: [] };
    const said = availability
      .filter(({ wish, span }) => wish.weekdays.includes(day.weekday) && holds(span, day.day))
      .map(({ wish }) => ({ wish: wish.wish, ...spanOfHours(wish) }));
    const of = (wish: 'never' | 'rather-not' | 'gladly') => said.filter((one) => one.wish === wish);
    const busy: Cause[] = [
      ...absences
        .filter(({ span }) => holds(span, day.day))
        .map(({ absence: { hours } }) =>
          cause('teacher-away', hours ? spanOfHours(hours) : { start: 0, end: MINUTES_A_DAY }, { staffId }),
        ),
      ...bookings
        .filter(({ booking }) => booking.staffIds.includes(staffId))
        .map(({ booking, ...hours }) => cause('teacher-booked', hours, { staffId, name: booking.title || null })),
    ];
    if (asked !== staffId) {
      busy.push(...of('never').map((hours) => cause('teacher-never', hours, { staffId })));
      for (const { entry, ...hours } of elsewhere(entries, time, parts)) {
        busy.push(cause('teacher-teaches', hours, { staffId, entryId: entry.entryId, name: entry.subject }));
      }
    }
    return { staffId, mayLead, busy, ratherNot: of('rather-not'), gladly: of('gladly') };
  });
}

export function roomTimes(time: SiteTime, parts: SiteDayParts): RoomTime[] {
  return (time.rooms ?? []).map(({ roomId, hasKit, entries }: CandidateRoom) => {
    const busy = elsewhere(entries, time, parts).map(({ entry, ...hours }) =>
      cause('room-taken', hours, { roomId, entryId: entry.entryId, name: entry.subject }),
    );
    for (const { booking, ...hours } of parts.bookings) {
      if (booking.roomIds.includes(roomId))
        busy.push(cause('room-taken', hours, { roomId, name: booking.title || null }));
    }
    return { roomId, hasKit, busy };
  });
}

/**
 * Hours that the lesson does not take, since some class has them that is not in it. The teacher of four grades in one room
 * is not free when two of them are.
 */
function elsewhere(entries: readonly DatedEntry[], { site }: SiteTime, { day }: SiteDayParts): EntryOfDay[] {
  return entries
    .filter(({ entry }) => entry.classGroupIds.some((id) => !site.classGroupIds.includes(id)))
    .flatMap((dated) => entryOn(dated, day) ?? []);
}
