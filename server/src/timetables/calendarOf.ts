import type { Booking, CalendarStaff, Closure, SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import type { SchoolId } from '@pluriclasse/shared/ids';
import type * as repository from './calendars.repository.ts';
import type { Draft } from './draft.ts';

type List<Name extends 'listSchools' | 'listClasses' | 'listStaff' | 'listRooms' | 'listClaims'> = Awaited<
  ReturnType<(typeof repository)[Name]>
>;
/** What others than the timetable know of one school. */
export interface SchoolFacts {
  readonly school: List<'listSchools'>[number];
  readonly classes: List<'listClasses'>;
  readonly staff: List<'listStaff'>;
  readonly rooms: List<'listRooms'>;
  readonly claims: List<'listClaims'>;
}

/**
 * A school's calendar. Classes that are put away and staff who have left are nowhere in it; in the list of staff are
 * teachers, and whoever else has hours.
 */
export function calendarOf(facts: SchoolFacts, draft: Draft): SchoolCalendar & { schoolId: SchoolId } {
  const { schoolId, name, timeZone } = facts.school;
  const classIds = new Set<string>(facts.classes.map(({ classGroupId }) => classGroupId));
  const here = facts.staff.filter(({ leftAt }) => leftAt === null);
  const staffIds = new Set<string>(here.map(({ staffId }) => staffId));
  const entries = draft.entries.flatMap(({ origin: _, ...entry }) => {
    const classGroupIds = entry.classGroupIds.filter((id) => classIds.has(id));
    if (classGroupIds.length === 0) return [];
    return [{ ...entry, classGroupIds, staffIds: entry.staffIds.filter((id) => staffIds.has(id)) }];
  });
  return {
    schoolId,
    name,
    timeZone,
    weekdays: [...draft.year.weekdays],
    known: draft.year.known,
    bells: [...draft.bells],
    weekPattern: draft.year.weekPattern,
    closures: closuresOf(draft, classIds),
    classGroups: facts.classes.map(({ classGroupId, name: className, grades, level, roomId }) => {
      return { classGroupId, name: className, grades, level, roomId };
    }),
    entries,
    staff: staffOf(here, draft),
    rooms: facts.rooms.map(({ roomId, name: roomName, hasKit }) => ({ roomId, name: roomName, hasKit })),
    bookings: bookingsOf(facts.claims),
  };
}

/** One of classes that are all put away touches nobody; without them it would touch the whole school. */
function closuresOf({ closures }: Draft, classIds: ReadonlySet<string>): Closure[] {
  return closures.flatMap(({ source: _, origin: __, confirmedBy: ___, confirmedAt: ____, ...closure }) => {
    const classGroupIds = closure.classGroupIds.filter((id) => classIds.has(id));
    return closure.classGroupIds.length > 0 && classGroupIds.length === 0 ? [] : [{ ...closure, classGroupIds }];
  });
}

function staffOf(here: SchoolFacts['staff'], { entries, availability, absences }: Draft): CalendarStaff[] {
  const hours = new Map(availability.map((one) => [one.staffId, one.hours]));
  const away = Map.groupBy(absences, ({ staffId }) => staffId);
  const named = new Set(entries.flatMap(({ staffIds }) => staffIds));
  return here
    .filter(({ staffId, roles }) => {
      return roles.includes('teacher') || named.has(staffId) || hours.has(staffId) || away.has(staffId);
    })
    .map(({ staffId, name }) => ({
      staffId,
      name,
      availability: [...(hours.get(staffId) ?? [])],
      absences: (away.get(staffId) ?? []).map(({ staffId: _, ...absence }) => absence),
    }));
}

/**
 * One booking for a lesson; where it needs some longer than others (teachers and rooms before and after), one for each
 * span, of which the first has the lesson's id and the others that id and `~1`, `~2`.
 */
function bookingsOf(claims: SchoolFacts['claims']): Booking[] {
  const lessons = Map.groupBy(claims, ({ lessonId }) => lessonId);
  return [...lessons].flatMap(([lessonId, ofLesson]) => {
    const spans = Map.groupBy(ofLesson, ({ during: { from, to } }) => `${from} ${to}`);
    const ids = (taken: SchoolFacts['claims'], of: string) =>
      taken.filter(({ kind }) => kind === of).map(({ subjectId }) => subjectId);
    return [...spans.values()].flatMap((taken, n) => {
      const [first] = taken;
      if (first === undefined) return [];
      return {
        bookingId: n === 0 ? lessonId : `${lessonId}~${n}`,
        title: first.title,
        startsAt: first.during.from,
        endsAt: first.during.to,
        classGroupIds: ids(taken, 'class'),
        staffIds: ids(taken, 'staff'),
        roomIds: ids(taken, 'room'),
      };
    });
  });
}
