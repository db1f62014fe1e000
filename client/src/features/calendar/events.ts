import type { Lesson } from '@pluriclasse/shared/api/lessons';
import { toMinute, type DayNumber, type Minute } from '@pluriclasse/shared/calendar/days';
import type { Booking, Closure, SchoolCalendar, TimetableEntry } from '@pluriclasse/shared/calendar/model';
import type { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { toInstant, toWall } from '@pluriclasse/shared/calendar/zones';
import { awayHours, isAway } from './away.ts';
import type { Side } from './side.ts';

/** Something in a day's column, by the clocks of the calendar's edge. */
export interface CalendarEvent {
  readonly key: string;
  readonly kind: 'entry' | 'lesson' | 'closure' | 'away';
  readonly start: Minute;
  readonly end: Minute;
  /** Empty where it is not told what: taken, or somebody is away. */
  readonly title: string;
  /** A lesson's page. */
  readonly href?: string;
  /** A lesson whose hour is not agreed, or does not hold any more. */
  readonly unsettled?: true;
  /** A day-long closure fills the column. */
  readonly whole?: true;
}

export interface SideOfCalendar {
  readonly year: SchoolYear;
  readonly side: Side;
}

/** The day of the edge's clocks, and the span of it that is drawn. */
export interface Edge {
  readonly day: DayNumber;
  readonly timeZone: string;
}

/** All that one side has on a day, by start. */
export function eventsOf({ year, side }: SideOfCalendar, lessons: readonly Lesson[], edge: Edge): CalendarEvent[] {
  const days = [edge.day - 1, edge.day, edge.day + 1];
  const entries = days.flatMap((day) => entriesOn(year, side, day).map((event) => onEdge(event, edge)));
  const closures = days.flatMap((day) => closuresOn(year, side, day).map((event) => onEdge(event, edge)));
  const away = days.flatMap((day) => awayOn(year, side, day).map((event) => onEdge(event, edge)));
  const meetings = meetingsOf(year.school, side, lessons).map((event) => onEdge(event, edge));
  return [...entries, ...closures, ...away, ...meetings]
    .filter((event) => event !== undefined)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** What takes the whole day from a side, if something does; a person who is away has no name for it. */
export function closedBy(year: SchoolYear, side: Side, day: DayNumber): { readonly name: string } | undefined {
  const { shut, closures } = year.day(day);
  const closure = shut ?? closures.find(({ hours, ...one }) => hours === null && touches(one, side));
  return closure ?? (isAway(year, side, day) ? { name: '' } : undefined);
}

type Dated = Omit<CalendarEvent, 'start' | 'end'> & { readonly from: number; readonly to: number };

function entriesOn(year: SchoolYear, side: Side, day: DayNumber): Dated[] {
  if (!year.day(day).open || closedBy(year, side, day)) return [];
  return year
    .entries(day)
    .filter(({ entry }) => isOf(entry, side, year.school))
    .flatMap(({ entry, start, end }) => {
      const span = dated(day, start, end, year.school.timeZone);
      return span
        ? [{ key: `${entry.entryId} ${day}`, kind: 'entry', title: titleOf(entry, year.school, side), ...span }]
        : [];
    });
}

function closuresOn(year: SchoolYear, side: Side, day: DayNumber): Dated[] {
  return year.day(day).closures.flatMap((closure) => {
    if (closure.hours === null || !(closure.classGroupIds.length === 0 || touches(closure, side))) return [];
    const span = dated(day, toMinute(closure.hours.start), toMinute(closure.hours.end), year.school.timeZone);
    return span ? [{ key: `${closure.closureId} ${day}`, kind: 'closure', title: closure.name, ...span }] : [];
  });
}

/** When a person is away, or never can, while bells ring; a whole day away is drawn as closed. */
function awayOn(year: SchoolYear, side: Side, day: DayNumber): Dated[] {
  if (!year.day(day).open || closedBy(year, side, day)) return [];
  return awayHours(year, side, day).flatMap(({ start, end }, n) => {
    const span = dated(day, start, end, year.school.timeZone);
    return span ? [{ key: `away ${n} ${day}`, kind: 'away', title: '', ...span }] : [];
  });
}

/** Lessons with others: those that are listed, and for people and rooms what claims them. */
function meetingsOf(school: SchoolCalendar, side: Side, lessons: readonly Lesson[]): Dated[] {
  const claims = school.bookings.filter((booking) => claimsSide(booking, side));
  const listed = lessons.filter((lesson) => lesson.status !== 'cancelled' && takesPart(lesson, side));
  const known = new Set<string>(listed.map(({ lessonId }) => lessonId));
  return [
    ...listed.map(({ lessonId, title, startsAt, endsAt, agreed }): Dated => ({
      key: lessonId,
      kind: 'lesson',
      title,
      href: `/lessons/${lessonId}`,
      from: startsAt,
      to: endsAt,
      ...(agreed === 'proposed' && { unsettled: true }),
    })),
    ...claims
      .filter(({ bookingId }) => !known.has(bookingId))
      .map(({ bookingId, title, startsAt, endsAt }): Dated => ({
        key: bookingId,
        kind: 'lesson',
        title,
        from: startsAt,
        to: endsAt,
      })),
  ];
}

function takesPart({ participants }: Lesson, { schoolId, of, id }: Side): boolean {
  const own = participants.find(({ school }) => school.schoolId === schoolId);
  if (own === undefined || of === 'staff' || of === 'room') return false;
  return of === 'school' || own.classes.some(({ classGroupId }) => classGroupId === id);
}

function claimsSide({ classGroupIds, staffIds, roomIds }: Booking, { of, id }: Side): boolean {
  switch (of) {
    case 'class':
      return classGroupIds.includes(id);
    case 'staff':
      return staffIds.includes(id);
    case 'room':
      return roomIds.includes(id);
    case 'school':
      return true;
  }
}

function isOf(
  { classGroupIds, staffIds, roomId, subject }: TimetableEntry,
  { of, id }: Side,
  { classGroups }: SchoolCalendar,
): boolean {
  switch (of) {
    case 'class':
      return classGroupIds.includes(id);
    case 'staff':
      return staffIds.includes(id);
    case 'room':
      // An entry without a room is where its classes always are.
      return roomId === null
        ? classGroups.some((one) => one.roomId === id && classGroupIds.includes(one.classGroupId))
        : roomId === id;
    case 'school':
      // That somebody of it is taken is the person's or the room's to show.
      return subject !== '';
  }
}

/** A class's column says what, others' also with whom. */
function titleOf({ subject, classGroupIds }: TimetableEntry, { classGroups }: SchoolCalendar, { of }: Side): string {
  if (of === 'class') return subject;
  if (subject === '') return '';
  const names = classGroups.filter(({ classGroupId }) => classGroupIds.includes(classGroupId)).map(({ name }) => name);
  return [subject, ...names].join(' · ');
}

const touches = ({ classGroupIds }: Pick<Closure, 'classGroupIds'>, { of, id }: Side) =>
  of === 'class' && classGroupIds.includes(id);

function dated(day: DayNumber, start: Minute, end: Minute, timeZone: string): { from: number; to: number } | undefined {
  const from = toInstant(day, start, timeZone);
  const to = toInstant(day, end, timeZone);
  return from === undefined || to === undefined ? undefined : { from, to };
}

function onEdge({ from, to, ...event }: Dated, { day, timeZone }: Edge): CalendarEvent | undefined {
  const start = toWall(from, timeZone);
  if (start.day !== day) return undefined;
  const end = toWall(to, timeZone);
  return { ...event, start: start.minute, end: end.day === day ? end.minute : 1440 };
}
