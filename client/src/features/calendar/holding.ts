import { groupBy } from '../../lib/groupBy.ts';
import { isFree, type ClassOfYear } from '@pluriclasse/shared/calendar/commonHours';
import type { DayNumber, Minute } from '@pluriclasse/shared/calendar/days';
import { isEnglish } from '@pluriclasse/shared/calendar/subjects';
import { toInstant, toWall } from '@pluriclasse/shared/calendar/zones';
import { closedBy } from './events.ts';

/** An hour of the week, by the clocks of the first class's school. */
export interface WeeklyHour {
  readonly start: Minute;
  readonly end: Minute;
}

/** Why classes can't meet on a date: which of them, and by what name. */
export interface Hindrance {
  /** Index of the class. */
  readonly who: number;
  readonly why: 'closed' | 'busy' | 'unknown';
  /** Of the closure or the subject. */
  readonly name: string | undefined;
}

export interface HeldWeek {
  readonly day: DayNumber;
  readonly hindrance: Hindrance | undefined;
}

/** Week by week from a day on: whether all are free at that hour, and if not, whom what hinders first. */
export function heldWeeks(
  classes: readonly ClassOfYear[],
  first: DayNumber,
  last: DayNumber,
  hour: WeeklyHour,
): HeldWeek[] {
  const weeks: HeldWeek[] = [];
  for (let day = first; day <= last; day += 7) weeks.push({ day, hindrance: hindranceOn(classes, day, hour) });
  return weeks;
}

function hindranceOn(classes: readonly ClassOfYear[], day: DayNumber, hour: WeeklyHour): Hindrance | undefined {
  const zone = classes[0]?.year.school.timeZone ?? 'UTC';
  const start = toInstant(day, hour.start, zone);
  const end = toInstant(day, hour.end, zone);
  if (start === undefined || end === undefined) return { who: 0, why: 'unknown', name: undefined };
  const found = classes.map((one, who) => hindranceOf(one, who, start, end)).filter((one) => one !== undefined);
  // A closed school is the better answer than a busy class.
  return found.find(({ why }) => why === 'closed') ?? found[0];
}

function hindranceOf(one: ClassOfYear, who: number, start: number, end: number): Hindrance | undefined {
  const { year, classGroupId } = one;
  const zone = year.school.timeZone;
  const { day, minute } = toWall(start, zone);
  const { open, known } = year.day(day);
  if (!known) return { who, why: 'unknown', name: undefined };
  const closure = closedBy(year, { schoolId: year.school.schoolId, of: 'class', id: classGroupId }, day);
  if (closure) return { who, why: 'closed', name: closure.name };
  if (!open) return { who, why: 'closed', name: undefined };
  if (isFree(one, { start, end })) return undefined;
  const until = minute + (end - start) / 60_000;
  const busy = year
    .entries(day)
    .find(
      ({ entry, ...span }) =>
        entry.classGroupIds.includes(classGroupId) &&
        !(one.english && isEnglish(entry.subject)) &&
        span.start < until &&
        span.end > minute,
    );
  return { who, why: 'busy', name: busy?.entry.subject };
}

/** Hindrances that are the same, with how often they are; the most frequent first. */
export function countHindrances(weeks: readonly HeldWeek[]): { hindrance: Hindrance; count: number }[] {
  const groups = groupBy(
    weeks.flatMap(({ hindrance }) => (hindrance ? [hindrance] : [])),
    ({ who, why, name }) => `${who} ${why} ${name ?? ''}`,
  );
  return [...groups.values()]
    .flatMap((group) => (group[0] ? [{ hindrance: group[0], count: group.length }] : []))
    .toSorted((a, b) => b.count - a.count);
}
