import { mondayOf } from '@pluriclasse/shared/calendar/days';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { toWall } from '@pluriclasse/shared/calendar/zones';

/** How many weeks ahead are compared: a school year. */
export const comparedWeeks = 40;

/** Whether anything is known of a school's days at all. */
const isKnown = ({ closures, bells, known }: SchoolCalendar) =>
  closures.length > 0 || bells.length > 0 || known.to !== null;

/** Weeks from this one on with a day on which both keep school; null: of one of them nothing is known. */
export function commonWeeks(a: SchoolCalendar, b: SchoolCalendar, now: number): number | null {
  if (!isKnown(a) || !isKnown(b)) return null;
  const [mine, theirs] = [new SchoolYear(a), new SchoolYear(b)];
  const first = mondayOf(toWall(now, a.timeZone).day);
  const isOpen = (day: number) => [mine, theirs].every((year) => year.day(day).open && year.day(day).known);
  const days = [0, 1, 2, 3, 4, 5, 6];
  const weeks = Array.from({ length: comparedWeeks }, (_, week) => first + 7 * week);
  return weeks.filter((monday) => days.some((day) => isOpen(monday + day))).length;
}
