import type { Closure, SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { SchoolYear, type EntryOfDay, type SchoolDay } from '@pluriclasse/shared/calendar/SchoolYear';
import { toDayNumber, toMinute, type DayNumber, type Minute } from '@pluriclasse/shared/calendar/days';
import { toInstant, toWall } from '@pluriclasse/shared/calendar/zones';
import type { BusyTime } from './busyCalendar.ts';

/** Whose hours are asked for. */
export interface Occupied {
  readonly of: 'staff' | 'class' | 'room';
  readonly id: string;
}

const WHOLE_DAY = { start: 0, end: 24 * 60 };

/**
 * Hours that a school's own timetable takes within a span, and those at which a member of staff is away. A school as a whole
 * is never taken.
 */
export function timetableBusy(calendar: SchoolCalendar, who: Occupied, span: { from: number; to: number }): BusyTime[] {
  const year = new SchoolYear(calendar);
  const { timeZone } = calendar;
  const busy: BusyTime[] = [];
  const last = toWall(span.to, timeZone).day;
  for (let day = toWall(span.from, timeZone).day; day <= last; day++) {
    const taken = [...lessonsOf(calendar, year, who, day), ...absencesOf(calendar, who, day)];
    for (const { start, end } of taken) {
      const from = toInstant(day, start, timeZone);
      const to = toInstant(day, end, timeZone);
      // An hour that clocks skip takes no time.
      if (from !== undefined && to !== undefined && from < to) busy.push({ from, to, tentative: false });
    }
  }
  return busy;
}

interface Hours {
  readonly start: Minute;
  readonly end: Minute;
}

function lessonsOf(calendar: SchoolCalendar, year: SchoolYear, who: Occupied, day: DayNumber): Hours[] {
  const ofDay = year.day(day);
  if (!ofDay.open) return [];
  return year.entries(day).filter((one) => occupies(calendar, one, who) && takesPlace(one, ofDay, who));
}

function occupies({ classGroups }: SchoolCalendar, { entry }: EntryOfDay, { of, id }: Occupied): boolean {
  switch (of) {
    case 'class':
      return entry.classGroupIds.includes(id);
    case 'staff':
      return entry.staffIds.includes(id);
    case 'room':
      if (entry.roomId !== null) return entry.roomId === id;
      return classGroups.some(
        ({ classGroupId, roomId }) => roomId === id && entry.classGroupIds.includes(classGroupId),
      );
  }
}

/** Whether a lesson is left of it: not when a closure takes all its classes, or the one that is asked for. */
function takesPlace({ entry, start, end }: EntryOfDay, { closures }: SchoolDay, { of, id }: Occupied): boolean {
  const classes = of === 'class' ? [id] : entry.classGroupIds;
  const covers = ({ hours }: Closure) => hours === null || (toMinute(hours.start) < end && toMinute(hours.end) > start);
  const shut = closures.filter(covers);
  return classes.some(
    (one) => !shut.some(({ classGroupIds }) => classGroupIds.length === 0 || classGroupIds.includes(one)),
  );
}

function absencesOf({ staff }: SchoolCalendar, { of, id }: Occupied, day: DayNumber): Hours[] {
  if (of !== 'staff') return [];
  const absences = staff.find(({ staffId }) => staffId === id)?.absences ?? [];
  return absences
    .filter(({ from, to }) => toDayNumber(from) <= day && day <= toDayNumber(to))
    .map(({ hours }) => (hours === null ? WHOLE_DAY : { start: toMinute(hours.start), end: toMinute(hours.end) }));
}
