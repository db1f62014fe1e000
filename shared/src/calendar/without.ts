import type { Blocker, WishAnswer } from './answer.ts';
import { blockerKey, byFinality } from './blockers.ts';
import { toMinute, weekdayOf, type Minute, type Weekday } from './days.ts';
import type { Search } from './search.ts';
import { bareBlocker, type WishTime } from './WishTime.ts';

/** Blockers told for a weekday, and dates of it that are asked: a season shows what a year would. */
const MOST_TOLD = 3;
const MOST_DATES = 12;

/** For weekdays of some school on which no hour ever holds: what stands in the way of the most hours and dates. */
export function withoutHours(time: WishTime, search: Search): WishAnswer['without'] {
  const held = new Set(
    search.weekdays.flatMap(({ columns }) =>
      columns.filter((of) => of.columns.length > 0).map(({ weekday }) => weekday),
    ),
  );
  const weekdays = new Set(time.years.flatMap(({ school }) => school.weekdays));
  return [...weekdays]
    .filter((weekday) => !held.has(weekday))
    .toSorted((a, b) => a - b)
    .map((weekday) => ({ weekday, blockers: mostOften(time, weekday) }));
}

function mostOften(time: WishTime, weekday: Weekday): Blocker[] {
  const idle = time.years.filter(({ school }) => !school.weekdays.includes(weekday));
  // Across the date line a Monday is another's Sunday, so this is told only of those on the same clocks.
  if (idle.length > 0 && time.anchors().length === 1) {
    return idle.slice(0, MOST_TOLD).map(({ school }) => bareBlocker('weekday', school.schoolId));
  }
  const counts = new Map<string, { blocker: Blocker; count: number }>();
  for (const hours of sample(time, weekday)) {
    // Of a date its best hour counts: that no bells ring at six says nothing.
    const [best] = hours
      .map((startsAt) => time.explain(startsAt))
      .toSorted((a, b) => a.length - b.length || lessFinal(a, b));
    for (const blocker of best ?? []) {
      const key = blockerKey(blocker);
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { blocker, count: 1 });
    }
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count || byFinality(a.blocker, b.blocker))
    .slice(0, MOST_TOLD)
    .map(({ blocker }) => blocker);
}

/** The beginnings of the first school's periods on some dates of a weekday, spread over the wish's days. */
function sample(time: WishTime, weekday: Weekday): number[][] {
  const year = time.years[0];
  if (year === undefined) return [];
  const first = time.from + ((weekday - weekdayOf(time.from) + 7) % 7);
  const dates = Math.floor((time.to - first) / 7) + 1;
  const step = Math.max(1, Math.ceil(dates / MOST_DATES));
  const starts = new Set<Minute>(
    year.school.bells
      .filter((bells) => bells.weekdays.includes(weekday))
      .flatMap(({ periods }) => periods.map(({ start }) => toMinute(start))),
  );
  const clocks = time.clocks(year.school.timeZone);
  const found: number[][] = [];
  for (let day = first; day <= time.to; day += 7 * step) {
    found.push([...starts].flatMap((start) => clocks.instant(day, start) ?? []));
  }
  return found;
}

const lessFinal = ([a]: readonly Blocker[], [b]: readonly Blocker[]): number => (a && b ? byFinality(b, a) : 0);
