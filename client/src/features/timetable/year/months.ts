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

/** At most so many are drawn. */
const most = 14;

/**
 * The months of the school year that is known; where its ends are open, twelve from the September before on. A school year
 * that is over or far ahead is shown as well: it is what is known.
 */
export function monthsOf({ known }: Pick<SchoolCalendar, 'known'>, today: DayNumber): Month[] {
  const begin = firstOfMonth(
    known.from === null ? septemberBefore(known.to ?? toIsoDay(today)) : toDayNumber(known.from),
  );
  const months: Month[] = [];
  for (let first = begin; months.length < most; first = nextMonth(first)) {
    if (known.to === null ? months.length === 12 : first > toDayNumber(known.to)) break;
    months.push(monthOf(first));
  }
  return months;
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
