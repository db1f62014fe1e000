import type { SchedulePattern } from './answer.ts';
import { toMinute, toIsoDay, weekdayOf, type DayNumber, type Minute } from './days.ts';
import { describePattern, evaluateSpec } from './describe.ts';
import { phaseOf, type PatternSpec } from './patterns.ts';
import { relax } from './relax.ts';
import { findIdeas } from './relax/ideas.ts';
import type { Search } from './search.ts';
import { weights } from './weights.ts';
import type { WishTime } from './WishTime.ts';

/** Hours that are told, hours that are worked out for them, and dates by which hours are chosen. */
const MOST_TOLD = 3;
const MOST_WORKED_OUT = 6;
const DATES = 3;

/**
 * Hours that hold on no date, but would if one thing changed. In most timetables what is in the way of an hour is in its
 * way every week, so without them there would be nothing to say of it.
 */
export function nearlyHours(time: WishTime, search: Search): SchedulePattern[] {
  const told: { pattern: SchedulePattern; worth: number }[] = [];
  for (const spec of promising(time, search).slice(0, MOST_WORKED_OUT)) {
    const found = evaluateSpec(time, spec);
    const pattern = relax(time, null, found, describePattern(time, found));
    const worth = worthOf(time, pattern);
    if (found.lessons === 0 && worth > 0) told.push({ pattern, worth });
  }
  return told
    .toSorted((a, b) => b.worth - a.worth)
    .slice(0, MOST_TOLD)
    .map(({ pattern }) => pattern);
}

/** What the best change of the hour itself would give. */
function worthOf({ sites }: WishTime, { relaxations }: SchedulePattern): number {
  const worths = relaxations.map(({ gain, cost }) => gain * weights.lesson * sites.length - cost);
  return Math.max(0, ...worths);
}

/** Beginnings of periods at which one thing alone is wrong on some dates; those at which it is on most come first. */
function promising(time: WishTime, search: Search): PatternSpec[] {
  const [timeZone = 'UTC'] = time.anchors();
  const clocks = time.clocks(timeZone);
  const held = new Set(
    search.weekdays
      .filter((of) => of.timeZone === timeZone)
      .flatMap(({ columns }) => columns.flatMap((of) => of.columns.map(({ weekday, start }) => `${weekday} ${start}`))),
  );
  const found: { spec: PatternSpec; dates: number }[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const days = someDays(time, weekday);
    for (const start of beginnings(time, timeZone, days[0])) {
      if (held.has(`${weekday} ${start}`)) continue;
      const failures: SchedulePattern['failures'] = [];
      for (const day of days) {
        const startsAt = clocks.instant(day, start);
        if (startsAt === undefined) continue;
        // Two schools against it: no single change helps.
        if (time.onlyAgainst(startsAt) === null) break;
        failures.push({ startsAt, day: toIsoDay(day), blockers: time.explain(startsAt), relaxation: null });
      }
      const dates = findIdeas(time, failures)[0]?.dates.length ?? 0;
      if (dates > 0) found.push({ spec: { timeZone, slots: [{ weekday, start }], phase: 0 }, dates });
    }
  }
  return found.toSorted((a, b) => b.dates - a.dates).map(({ spec }) => spec);
}

/** Days of a weekday on which all schools are open, spread over the wish's days. */
function someDays(time: WishTime, weekday: number): DayNumber[] {
  const open: DayNumber[] = [];
  for (let day = time.from + ((weekday - weekdayOf(time.from) + 7) % 7); day <= time.to; day += 7) {
    const isOpen = time.years.every((year) => year.day(day).open && year.day(day).known);
    if (isOpen && phaseOf(time, day) === 0) open.push(day);
  }
  return Array.from(
    { length: Math.min(DATES, open.length) },
    (_, at) => open[Math.floor((at * open.length) / DATES)] ?? 0,
  );
}

/** When periods begin at some school on a day, by the clocks of a zone. */
function beginnings(time: WishTime, timeZone: string, day: DayNumber | undefined): Minute[] {
  if (day === undefined) return [];
  const ahead = time.clocks(timeZone).ahead(day);
  const found = new Set<Minute>();
  time.years.forEach(({ school }, place) => {
    for (const { periods } of school.bells) {
      for (const { start } of periods) found.add((toMinute(start) - (ahead?.[place] ?? 0) + 2880) % 1440);
    }
  });
  return [...found].toSorted((a, b) => a - b);
}
