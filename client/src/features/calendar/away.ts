import { toMinute, type DayNumber, type Minute } from '@pluriclasse/shared/calendar/days';
import type { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { holds, spanOf } from '@pluriclasse/shared/calendar/span';
import type { Side } from './side.ts';

/** Whether a person is away all day. */
export const isAway = (year: SchoolYear, side: Side, day: DayNumber): boolean =>
  absencesOn(year, side, day).some(({ hours }) => hours === null);

/** Hours of a day, within its bells, at which a person is away or never can. */
export function awayHours(year: SchoolYear, side: Side, day: DayNumber): { start: Minute; end: Minute }[] {
  const { weekday, periods } = year.day(day);
  const never = (personOf(year, side)?.availability ?? []).filter(
    ({ wish, weekdays, ...validity }) => wish === 'never' && weekdays.includes(weekday) && holds(spanOf(validity), day),
  );
  const bells = { start: periods[0]?.start ?? 0, end: periods.at(-1)?.end ?? 0 };
  return [...absencesOn(year, side, day).flatMap(({ hours }) => hours ?? []), ...never]
    .map((one) => ({
      start: Math.max(toMinute(one.start), bells.start),
      end: Math.min(toMinute(one.end), bells.end),
    }))
    .filter(({ start, end }) => start < end);
}

const personOf = ({ school }: SchoolYear, { of, id }: Side) =>
  of === 'staff' ? school.staff.find(({ staffId }) => staffId === id) : undefined;

const absencesOn = (year: SchoolYear, side: Side, day: DayNumber) =>
  (personOf(year, side)?.absences ?? []).filter((absence) => holds(spanOf(absence), day));
