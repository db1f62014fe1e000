import { mondayOf, toDayNumber, type DayNumber, type Minute, type Weekday } from '@pluriclasse/shared/calendar/days';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { spotKey, type Ground } from './entries.ts';

export interface Hours {
  readonly start: Minute;
  readonly end: Minute;
}

/** The frame of a school's week: its days, and its periods with their hours. */
export interface WeekGrid {
  readonly weekdays: readonly Weekday[];
  readonly periods: readonly { readonly number: number; /** On most days. */ readonly hours: Hours | undefined }[];
  /** By cell; a period that does not ring on a weekday has none. */
  readonly hours: ReadonlyMap<string, Hours>;
}

/** The week around a day by the bells that ring as a rule; short days are exceptions. */
export function gridOf(school: SchoolCalendar, day: DayNumber): WeekGrid {
  const year = new SchoolYear({ ...school, bells: school.bells.filter(({ days }) => days.length === 0) });
  const monday = mondayOf(day);
  const weekdays = school.weekdays.toSorted((a, b) => a - b);
  const hours = new Map<string, Hours>();
  const numbers = new Set<number>();
  for (const weekday of weekdays) {
    for (const { number, start, end } of year.day(monday + weekday - 1).periods) {
      hours.set(spotKey({ weekday, period: number }), { start, end });
      numbers.add(number);
    }
  }
  const periods = [...numbers]
    .toSorted((a, b) => a - b)
    .map((number) => ({
      number,
      hours: usual(weekdays.map((weekday) => hours.get(spotKey({ weekday, period: number })))),
    }));
  return { weekdays, periods, hours };
}

function usual(all: readonly (Hours | undefined)[]): Hours | undefined {
  const count = (hours: Hours) => all.filter((one) => one && isSameHours(one, hours)).length;
  return all.reduce<Hours | undefined>(
    (best, one) => (one && (!best || count(one) > count(best)) ? one : best),
    undefined,
  );
}

export const isSameHours = (a: Hours, b: Hours): boolean => a.start === b.start && a.end === b.end;

/** The day whose week is worth showing: today, or where bells ring next, or rang last. */
export function dayToShow(school: SchoolCalendar, today: DayNumber): DayNumber {
  if (gridOf(school, today).periods.length > 0) return today;
  const starts = school.bells.flatMap(({ from, days }) => (from && days.length === 0 ? [toDayNumber(from)] : []));
  const ends = school.bells.flatMap(({ to, days }) => (to && days.length === 0 ? [toDayNumber(to)] : []));
  const next = Math.min(...starts.filter((day) => day > today));
  if (Number.isFinite(next)) return next;
  const last = Math.max(...ends.filter((day) => day < today));
  return Number.isFinite(last) ? last : today;
}

/** What painting has to know, for the hours of a day. New hours hold as long as the school year that the day is in. */
export function groundOf(school: SchoolCalendar, day: DayNumber): Ground {
  const { from, to } = school.known;
  const inYear = (from === null || toDayNumber(from) <= day) && (to === null || day <= toDayNumber(to));
  return {
    day,
    weekNames: school.weekPattern?.names ?? [],
    span: inYear ? { from, to } : { from: null, to: null },
    homes: new Map(school.classGroups.map(({ classGroupId, roomId }) => [classGroupId, roomId])),
  };
}
