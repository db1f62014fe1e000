import { toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import type { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import type { ProblemCode } from '@pluriclasse/shared/api/importProblems';

/** Of the weeks between the first and the last date so many may lack one, for trips and the like. */
const MOST_MISSING = 0.3;

export interface Weekly {
  readonly from: string;
  readonly to: string | null;
  /** Names of the week pattern; empty: every week. */
  readonly weeks: readonly string[];
  /** School days between on which it doesn't take place, although the timetable will say so. */
  readonly missing: number;
}
export interface NotWeekly {
  readonly problem: ProblemCode;
  readonly count: number;
}

/**
 * What dates on one weekday are as a weekly lesson: every week, or those of one name, from the first to the last. Days
 * without school need no date.
 * @param dates sorted, at least one
 * @param end to which day it holds when it goes on beyond the dates
 */
export function weeklyOf(
  dates: readonly DayNumber[],
  year: SchoolYear,
  { endless, end }: { endless: boolean; end: string | null },
): Weekly | NotWeekly {
  const [first, last] = [dates[0] ?? 0, dates.at(-1) ?? 0];
  if (dates.length === 1) return { problem: 'once_only', count: 1 };
  const given = new Set(dates);
  const between = Array.from({ length: (last - first) / 7 + 1 }, (_, week) => first + week * 7);
  const kept = between.filter((day) => given.has(day) || year.day(day).open);
  const span = { from: toIsoDay(first), to: endless ? end : toIsoDay(last) };
  const lacking = (days: readonly DayNumber[]) => days.filter((day) => !given.has(day)).length;
  if (lacking(kept) <= kept.length * MOST_MISSING) return { ...span, weeks: [], missing: lacking(kept) };
  const names = new Set(dates.flatMap((day) => year.day(day).week ?? []));
  const named = kept.filter((day) => names.has(year.day(day).week ?? ''));
  const takesTurns = names.size > 0 && names.size < (year.school.weekPattern?.names.length ?? 0);
  if (takesTurns && lacking(named) <= named.length * MOST_MISSING) {
    return { ...span, weeks: Array.from(names).sort(), missing: lacking(named) };
  }
  const alternates = dates.every((day, at) => at === 0 || (day - (dates[at - 1] ?? 0)) % 14 === 0);
  if (alternates && year.school.weekPattern === null) return { problem: 'no_week_pattern', count: dates.length };
  return { problem: 'dates_missing', count: lacking(kept) };
}
