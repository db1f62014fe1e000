import type { Column, WeekdayColumns } from './columns.ts';
import { mondayOf, type DayNumber } from './days.ts';
import { phaseOf } from './patterns.ts';
import { Queue } from './Queue.ts';
import { gapOf, leastCost, unfairness } from './score.ts';
import { weights } from './weights.ts';
import type { DateLook, WishTime } from './WishTime.ts';

/** Combinations that are looked at once the best is surely known, so that there is a choice; and all in all. */
const MORE_COMBINATIONS = 400;
const MOST_COMBINATIONS = 30_000;

/** One hour of a weekday in one phase of the cadence. */
export interface Single {
  readonly column: Column;
  readonly looks: readonly (DateLook | null)[];
  readonly days: readonly DayNumber[];
  /** What it adds to a combination at most: worth less cost, whoever leads. */
  readonly most: number;
  /** In which turns of the cadence it has a lesson. */
  readonly turns: Uint8Array;
  /** Hours of other subjects that each school loses. */
  readonly lost: readonly number[];
}

/** The hours of a weekday in one phase that hold at least once. */
export function singlesOf(time: WishTime, { days, columns }: WeekdayColumns, phase: number): Single[] {
  const inPhase = days.map((day) => phaseOf(time, day) === phase);
  const own = days.filter((_, place) => inPhase[place]);
  const severalAWeek = time.wish.cadence.perWeek > 1;
  return columns.flatMap((column) => {
    const looks = column.looks.filter((_, place) => inPhase[place]);
    if (!looks.some((look) => look !== null)) return [];
    const single = { column, looks, days: own };
    return [severalAWeek ? { ...single, ...sumsOf(time, single) } : { ...single, ...NO_SUMS }];
  });
}

const NO_SUMS = { most: 0, turns: new Uint8Array(), lost: [] };

/** What combinations are compared by. */
function sumsOf(time: WishTime, { looks, days }: Pick<Single, 'looks' | 'days'>) {
  const { everyWeeks } = time.wish.cadence;
  const worth = weights.lesson * time.sites.length;
  const turns = new Uint8Array(Math.ceil((time.to - mondayOf(time.from) + 1) / (7 * everyWeeks)));
  const lost = time.sites.map(() => 0);
  let most = 0;
  looks.forEach((date, place) => {
    if (date === null) return;
    most += worth - leastCost(time.sites, date);
    turns[Math.floor(((days[place] ?? 0) - mondayOf(time.from)) / (7 * everyWeeks))] = 1;
    date.looks.forEach((look, site) => {
      lost[site] = (lost[site] ?? 0) + look.lost;
    });
  });
  return { most, turns, lost };
}

/**
 * Combinations of hours of different weekdays, among them the best; those that could be worth most are looked at first. It
 * ends when no other can be worth more than the best that was seen, and some later.
 *
 * @param singles by weekday
 */
export function combine<T extends { readonly value: number }>(
  time: WishTime,
  singles: readonly (readonly Single[])[],
  evaluate: (parts: readonly Single[]) => T,
): T[] {
  const lists = singles.map((of) => of.toSorted((a, b) => b.most - a.most || a.column.start - b.column.start));
  const seen: { parts: readonly Single[]; atMost: number; whole: T | undefined }[] = [];
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
  for (const weekdays of subsets(lists.length, time.wish.cadence.perWeek)) {
    add(
      weekdays,
      weekdays.map(() => 0),
    );
  }
  let more = MORE_COMBINATIONS;
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.length >= MOST_COMBINATIONS || (next.most <= best && --more < 0)) break;
    const { weekdays, places, most } = next;
    const parts = weekdays.flatMap((weekday, at) => lists[weekday]?.[places[at] ?? -1] ?? []);
    const atMost = most - sharedCost(time, parts);
    // Only who leads is left open by then, so few have to be evaluated.
    const whole = atMost > best ? evaluate(parts) : undefined;
    seen.push({ parts, atMost, whole });
    best = Math.max(best, whole?.value ?? best);
    // Each combination is reached once: only places from the last that has moved move on.
    let last = places.length - 1;
    while (last > 0 && places[last] === 0) last--;
    for (let at = last; at < places.length; at++) add(weekdays, places.with(at, (places[at] ?? 0) + 1));
  }
  return seen
    .toSorted((a, b) => b.atMost - a.atMost)
    .filter(({ whole }, place) => whole !== undefined || place < MORE_COMBINATIONS)
    .map(({ parts, whole }) => whole ?? evaluate(parts));
}

/** Costs that parts have together only: gaps and unfairness. */
function sharedCost({ wish, sites }: WishTime, parts: readonly Single[]): number {
  const { everyWeeks } = wish.cadence;
  const turns = parts[0]?.turns.length ?? 0;
  let gaps = 0;
  let before: DayNumber | undefined;
  for (let turn = 0; turn < turns; turn++) {
    for (const { turns: own, column } of parts) {
      if (own[turn] === 0) continue;
      const day = turn * 7 * everyWeeks + column.weekday;
      if (before !== undefined) gaps += gapOf(day - before, everyWeeks);
      before = day;
    }
  }
  const lost = sites.map((_, site) => parts.reduce((sum, part) => sum + (part.lost[site] ?? 0), 0));
  return gaps + unfairness(lost);
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
