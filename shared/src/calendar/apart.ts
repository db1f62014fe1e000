import { singlesOf, type Single } from './combine.ts';
import { better, evaluate, type Found, type Search } from './search.ts';
import type { WishTime } from './WishTime.ts';

const MS_A_MINUTE = 60_000;

/**
 * Patterns none of which meets another, best first: what many wishes for the same hours, for one room or one teacher, can
 * share out among themselves. Of several hours a week the best combinations mostly share an hour, so that these would
 * do for few.
 */
export function apartPatterns(time: WishTime, search: Search, most: number): Found[] {
  const found = time.wish.cadence.perWeek === 1 ? search.found : sharedOut(time, search);
  return notMeeting(found, time.wish.minutes * MS_A_MINUTE, most);
}

function notMeeting(found: readonly Found[], length: number, most: number): Found[] {
  const kept: Found[] = [];
  /** Beginnings of lessons by stretches of a lesson's length: in each begins one at most. */
  const begun = new Map<number, number>();
  const meets = (startsAt: number) => {
    const place = Math.floor(startsAt / length);
    return [place - 1, place, place + 1].some((one) => Math.abs((begun.get(one) ?? Infinity) - startsAt) < length);
  };
  for (const one of found) {
    if (kept.length >= most || one.value <= 0) break;
    const starts = one.looks.flatMap((look) => look?.startsAt ?? []);
    if (starts.some(meets)) continue;
    for (const startsAt of starts) begun.set(Math.floor(startsAt / length), startsAt);
    kept.push(one);
  }
  return kept;
}

/** Combinations of hours none of which is in two of them, by the clocks of every kind and in every phase. */
function sharedOut(time: WishTime, { weekdays }: Search): Found[] {
  const { everyWeeks, perWeek } = time.wish.cadence;
  const found: Found[] = [];
  for (const { timeZone, columns } of weekdays) {
    for (let phase = 0; phase < everyWeeks; phase++) {
      const left = columns.map((of) => bestHours(singlesOf(time, of, phase), time.wish.minutes));
      for (let parts = take(left, perWeek); parts.length > 0; parts = take(left, perWeek)) {
        found.push(evaluate(time, timeZone, phase, parts));
      }
    }
  }
  return found.toSorted(better);
}

/** Of a weekday's hours the better ones, none overlapping another. */
function bestHours(singles: readonly Single[], minutes: number): Single[] {
  const kept: Single[] = [];
  for (const one of singles.toSorted((a, b) => b.most - a.most || a.column.start - b.column.start)) {
    if (kept.every(({ column }) => Math.abs(column.start - one.column.start) >= minutes)) kept.push(one);
  }
  return kept;
}

/** The best hours of the weekdays that have the most left, so that as many combinations as can be come of them. */
function take(left: readonly Single[][], perWeek: number): Single[] {
  const weekdays = [...left.keys()]
    .filter((weekday) => left[weekday]!.length > 0)
    .toSorted((a, b) => left[b]!.length - left[a]!.length || left[b]![0]!.most - left[a]![0]!.most || a - b)
    .slice(0, perWeek)
    .toSorted((a, b) => a - b);
  return weekdays.length < perWeek ? [] : weekdays.flatMap((weekday) => left[weekday]!.shift() ?? []);
}
