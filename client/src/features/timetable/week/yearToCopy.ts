import { toDayNumber, toIsoDay, type DayNumber, type IsoDay } from '@pluriclasse/shared/calendar/days';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { holdsOn } from './entries.ts';

/** Days proposed for copying a year: one on which most hours held, and the school year that is known, or the next. */
export function yearToCopy(school: SchoolCalendar, today: DayNumber): { asOf: IsoDay; from: IsoDay; to: IsoDay } {
  const ends = school.entries.flatMap(({ to }) => (to === null || toDayNumber(to) >= today ? [] : [toDayNumber(to)]));
  const held = (day: DayNumber) => school.entries.filter((entry) => holdsOn(entry, day)).length;
  const asOf = [...new Set(ends)].reduce((best, day) => (held(day) > held(best) ? day : best), today);
  const { from, to } = school.known;
  const ahead = to !== null && toDayNumber(to) >= today;
  const year = Number(toIsoDay(today).slice(0, 4));
  return {
    asOf: toIsoDay(asOf),
    from: ahead && from !== null ? from : `${year}-09-01`,
    to: ahead ? to : `${year + 1}-06-30`,
  };
}
