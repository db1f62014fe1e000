import { findColumns, type Column, type WeekdayColumns } from './columns.ts';
import type { DayNumber } from './days.ts';
import { patternIdOf, phaseOf, type PatternSpec } from './patterns.ts';
import { Queue } from './Queue.ts';
import { leastCost, scoreOf } from './score.ts';
import { weights } from './weights.ts';
import type { DateLook, WishTime } from './WishTime.ts';

/** A pattern with what it gives. */
export interface Found {
  readonly spec: PatternSpec;
  readonly patternId: string;
  readonly lessons: number;
  readonly value: number;
  /** On every date of the pattern, in order: a lesson, or null. */
  readonly looks: readonly (DateLook | null)[];
  readonly days: readonly DayNumber[];
}

/** What is found of a wish: patterns that hold at least once, best first, and where they were looked for. */
export interface Search {
  readonly found: readonly Found[];
  readonly tried: number;
  readonly weekdays: readonly { readonly timeZone: string; readonly columns: readonly WeekdayColumns[] }[];
}

/** Combinations of several hours a week that are looked at for one phase and one zone, once the best is surely known. */
const MORE_COMBINATIONS = 400;
/** And all in all: beyond, the best that was seen is good enough. */
const MOST_COMBINATIONS = 20_000;

/** Looks at every pattern of a wish. Of several hours a week the best combination is found; of the others the better ones. */
export function searchPatterns(time: WishTime): Search {
  const found: Found[] = [];
  const weekdays: { timeZone: string; columns: WeekdayColumns[] }[] = [];
  let tried = 0;
  const { everyWeeks, perWeek } = time.wish.cadence;
  for (const timeZone of time.anchors()) {
    const all = findColumns(time, time.clocks(timeZone));
    weekdays.push({ timeZone, columns: all.weekdays });
    tried += all.tried * everyWeeks;
    for (let phase = 0; phase < everyWeeks; phase++) {
      const singles = all.weekdays.map((of) => singlesOf(time, of, phase));
      const combined =
        perWeek === 1 ? singles.flat().map((single) => [single]) : combine(time, singles, perWeek, phase);
      for (const parts of combined) found.push(evaluate(time, timeZone, phase, parts));
    }
  }
  return { found: found.toSorted(better), tried, weekdays };
}

/** Higher value first; then more lessons; then the earlier in the week and on the clock; then by name. */
export function better(a: Found, b: Found): number {
  return (
    b.value - a.value ||
    b.lessons - a.lessons ||
    compareSlots(a, b) ||
    a.spec.phase - b.spec.phase ||
    (a.patternId < b.patternId ? -1 : Number(a.patternId > b.patternId))
  );
}

function compareSlots({ spec: a }: Found, { spec: b }: Found): number {
  for (const [place, slot] of a.slots.entries()) {
    const other = b.slots[place];
    const order = other ? slot.weekday - other.weekday || slot.start - other.start : 1;
    if (order !== 0) return order;
  }
  return 0;
}

interface Single {
  readonly column: Column;
  readonly looks: readonly (DateLook | null)[];
  readonly days: readonly DayNumber[];
  /** What it adds to a combination at most. */
  readonly most: number;
}

/** The hours of a weekday in one phase that hold at least once. */
function singlesOf(time: WishTime, { days, columns }: WeekdayColumns, phase: number): Single[] {
  const inPhase = days.map((day) => phaseOf(time, day) === phase);
  const own = days.filter((_, place) => inPhase[place]);
  const severalAWeek = time.wish.cadence.perWeek > 1;
  const worth = weights.lesson * time.sites.length;
  return columns.flatMap((column) => {
    const looks = column.looks.filter((_, place) => inPhase[place]);
    if (!looks.some((look) => look !== null)) return [];
    // Only combinations need it.
    const most = severalAWeek
      ? looks.reduce((sum, look) => sum + (look ? worth - leastCost(time.sites, look) : 0), 0)
      : 0;
    return [{ column, looks, days: own, most }];
  });
}

/**
 * Combinations of hours of different weekdays, those first that could be worth most. It ends when no other can be worth
 * more than the best that was seen, and some later, so that there is a choice.
 */
function combine(time: WishTime, singles: readonly Single[][], perWeek: number, phase: number): Single[][] {
  const lists = singles.map((of) => of.toSorted((a, b) => b.most - a.most || a.column.start - b.column.start));
  const seen: Single[][] = [];
  let best = -Infinity;
  const queue = new Queue<{ weekdays: readonly number[]; places: readonly number[]; most: number }>(
    (a, b) => b.most - a.most,
  );
  const add = (weekdays: readonly number[], places: readonly number[]) => {
    let most = 0;
    for (const [at, weekday] of weekdays.entries()) {
      const single = lists[weekday]?.[places[at] ?? -1];
      if (single === undefined) return;
      most += single.most;
    }
    queue.push({ weekdays, places, most });
  };
  for (const weekdays of subsets(lists.length, perWeek))
    add(
      weekdays,
      weekdays.map(() => 0),
    );
  let more = MORE_COMBINATIONS;
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.length >= MOST_COMBINATIONS || (next.most <= best && --more < 0)) break;
    const { weekdays, places } = next;
    const parts = weekdays.flatMap((weekday, at) => lists[weekday]?.[places[at] ?? -1] ?? []);
    seen.push(parts);
    best = Math.max(best, evaluate(time, '', phase, parts).value);
    // Each combination is reached once: only places from the last that has moved move on.
    let last = places.length - 1;
    while (last > 0 && places[last] === 0) last--;
    for (let at = last; at < places.length; at++) add(weekdays, places.with(at, (places[at] ?? 0) + 1));
  }
  return seen;
}

function evaluate(time: WishTime, timeZone: string, phase: number, parts: readonly Single[]): Found {
  const slots = parts.map(({ column: { weekday, start } }) => ({ weekday, start }));
  const spec = { timeZone, slots, phase };
  const dates = parts.flatMap(({ looks, days }) => looks.map((look, place) => ({ look, day: days[place] ?? 0 })));
  if (parts.length > 1) dates.sort((a, b) => a.day - b.day);
  const looks = dates.map(({ look }) => look);
  const days = dates.map(({ day }) => day);
  const { everyWeeks } = time.wish.cadence;
  const { lessons, value } = scoreOf(time.sites, looks, days, everyWeeks);
  return { spec, patternId: patternIdOf(spec, everyWeeks), lessons, value, looks, days };
}

/** Every choice of `count` of the first whole numbers, each in order. */
function subsets(of: number, count: number, from = 0): number[][] {
  if (count === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= of - count; first++) {
    for (const rest of subsets(of, count - 1, first + 1)) found.push([first, ...rest]);
  }
  return found;
}
