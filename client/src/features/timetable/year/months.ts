import {
  mondayOf,
  toDayNumber,
  toIsoDay,
  weekdayOf,
  type DayNumber,
  type IsoDay,
} from '@pluriclasse/shared/calendar/days';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';

/** A month as a wall calendar has it: whole weeks from Monday on; null where another month's days are. */
export interface Month {
  readonly first: DayNumber;
  readonly weeks: readonly (readonly (DayNumber | null)[])[];
}

const firstOfMonth = (day: DayNumber): DayNumber => toDayNumber(`${toIsoDay(day).slice(0, 7)}-01`);
/** 31 days after a month's first day the next month has begun, and not ended. */
const nextMonth = (first: DayNumber): DayNumber => firstOfMonth(first + 31);

export function monthOf(day: DayNumber): Month {
  const first = firstOfMonth(day);
  const end = nextMonth(first);
  const weeks: (DayNumber | null)[][] = [];
  for (let monday = mondayOf(first); monday < end; monday += 7) {
    weeks.push(Array.from({ length: 7 }, (_, n) => (monday + n >= first && monday + n < end ? monday + n : null)));
  }
  return { first, weeks };
}

/** So many are drawn at once; a known span that is not much longer than a school year is drawn whole. */
const [aYear, most] = [12, 14];

/**
 * The months that are known, in school years of twelve from the first one on; where an end is open, from the September
 * before on. A year that is over or far ahead is shown as well: it is what is known.
 */
export function yearsOf({ known }: Pick<SchoolCalendar, 'known'>, today: DayNumber): Month[][] {
  const begin = firstOfMonth(
    known.from === null ? septemberBefore(known.to ?? toIsoDay(today)) : toDayNumber(known.from),
  );
  const months: Month[] = [];
  for (let first = begin; ; first = nextMonth(first)) {
    // An open end: as far as today, and to the end of that year.
    const isWhole = months.length > 0 && months.length % aYear === 0;
    if (known.to === null ? first > today && isWhole : first > toDayNumber(known.to)) break;
    months.push(monthOf(first));
  }
  if (months.length <= most) return [months];
  const years: Month[][] = [];
  for (let at = 0; at < months.length; at += aYear) years.push(months.slice(at, at + aYear));
  return years;
}

/** First and last day of some months. */
export function spanOf(months: readonly Month[]): { from: DayNumber; to: DayNumber } {
  const [first, last] = [months[0]?.first ?? 0, months.at(-1)?.first ?? 0];
  return { from: first, to: nextMonth(last) - 1 };
}

function septemberBefore(day: IsoDay): DayNumber {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return toDayNumber(`${month >= 9 ? year : year - 1}-09-01`);
}

/** Days of a span on which school would be kept by the weekday. */
export function schoolDaysIn(from: IsoDay, to: IsoDay, weekdays: readonly number[]): number {
  let count = 0;
  for (let day = toDayNumber(from); day <= toDayNumber(to); day++) if (weekdays.includes(weekdayOf(day))) count++;
  return count;
}
