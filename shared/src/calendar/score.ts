import type { DayNumber } from './days.ts';
import type { Look } from './SiteDay.ts';
import type { SiteTime } from './SiteTime.ts';
import { weights } from './weights.ts';
import type { DateLook } from './WishTime.ts';

/** What a series of lessons is worth. */
export interface Score {
  readonly lessons: number;
  /** Worth less all costs. */
  readonly value: number;
}

/**
 * Whom to ask first at a school: who can on the most dates of the series, then who would rather not on the fewest, then
 * who would gladly on the most, then by the list's order. Places in the site's list, all of them.
 *
 * @param first somebody who is asked before everybody else
 */
export function teacherOrder(site: SiteTime, looks: readonly Look[], first?: number): number[] {
  const of = site.teachers.map(() => ({ able: 0, reluctant: 0, glad: 0 }));
  for (const { teachers, wishes } of looks) {
    teachers.forEach((teacher, place) => {
      const counts = of[teacher];
      const wish = wishes[place] ?? 0;
      if (counts === undefined) return;
      counts.able++;
      if (wish > 0) counts.reluctant++;
      if (wish < 0) counts.glad++;
    });
  }
  const count = (teacher: number) => of[teacher] ?? { able: 0, reluctant: 0, glad: 0 };
  return [...site.teachers.keys()].toSorted((a, b) => {
    const [one, other] = [count(a), count(b)];
    if (a === first || b === first) return a === first ? -1 : 1;
    return other.able - one.able || one.reluctant - other.reluctant || other.glad - one.glad || a - b;
  });
}

/** Who leads one lesson, as places in the look's list. */
export function whoLeads(site: SiteTime, order: readonly number[], { teachers }: Look): number[] {
  const able = order.flatMap((teacher) => {
    const place = teachers.indexOf(teacher);
    return place === -1 ? [] : [place];
  });
  return able.slice(0, site.site.teachersNeeded);
}

/** Rooms in the order in which they are taken: free on the most dates first. */
export function roomOrder(count: number, looks: readonly Look[], first?: number): number[] {
  const free = Array.from({ length: count }, (_, room) => looks.filter(({ rooms }) => rooms.includes(room)).length);
  return [...free.keys()].toSorted(
    (a, b) => Number(b === first) - Number(a === first) || (free[b] ?? 0) - (free[a] ?? 0) || a - b,
  );
}

/** What the wishes of those who lead add to the cost of a series at a school. */
export function wishesCost(site: SiteTime, looks: readonly Look[], first?: number): number {
  if (!looks.some(({ wishes }) => wishes.some((wish) => wish !== 0))) return 0;
  const order = teacherOrder(site, looks, first);
  return looks.reduce(
    (sum, look) => sum + whoLeads(site, order, look).reduce((of, place) => of + (look.wishes[place] ?? 0), 0),
    0,
  );
}

/** What a series costs by hours of other subjects that some schools lose and others don't. */
export function unfairness(lostBySite: readonly number[]): number {
  return (Math.max(...lostBySite) - Math.min(...lostBySite)) * weights.unfairness;
}

/** What one turn or several without any lesson between two of them cost. */
export function gapCost(days: readonly DayNumber[], everyWeeks: number): number {
  let sum = 0;
  for (let at = 1; at < days.length; at++) sum += gapOf((days[at] ?? 0) - (days[at - 1] ?? 0), everyWeeks);
  return sum;
}

/** @param days from a lesson to the next */
export function gapOf(days: number, everyWeeks: number): number {
  const missed = Math.round(days / (7 * everyWeeks)) - 1;
  return missed > 0 ? weights.gap * Math.min(missed, weights.gapTurns) ** 2 : 0;
}

/**
 * Worth of a series less its costs. Runs for every candidate, so it makes no lists.
 *
 * @param days of the pattern's clocks, one for each look, in order
 */
export function scoreOf(
  sites: readonly SiteTime[],
  looks: readonly (DateLook | null)[],
  days: readonly DayNumber[],
  everyWeeks: number,
): Score {
  let lessons = 0;
  let cost = 0;
  const held: DayNumber[] = [];
  const lost = sites.map(() => 0);
  let hasWishes = false;
  for (let place = 0; place < looks.length; place++) {
    const date = looks[place];
    if (!date) continue;
    lessons++;
    cost += date.cost;
    held.push(days[place] ?? 0);
    for (let site = 0; site < sites.length; site++) {
      const look = date.looks[site];
      if (look === undefined) continue;
      lost[site] = (lost[site] ?? 0) + look.lost;
      hasWishes ||= look.wishes.some((wish) => wish !== 0);
    }
  }
  cost += gapCost(held, everyWeeks) + unfairness(lost);
  if (hasWishes) {
    sites.forEach((site, place) => {
      cost += wishesCost(
        site,
        looks.flatMap((date) => date?.looks[place] ?? []),
      );
    });
  }
  return { lessons, value: lessons * weights.lesson * sites.length - cost };
}

/** The least that a date can cost, whoever leads: of sums of such no series can do better. */
export function leastCost(sites: readonly SiteTime[], { cost, looks }: DateLook): number {
  return looks.reduce((sum, { wishes }, place) => {
    const needed = sites[place]?.site.teachersNeeded ?? 0;
    const best = wishes.length === 0 ? [] : wishes.toSorted((a, b) => a - b).slice(0, needed);
    return sum + best.reduce((of, wish) => of + wish, 0);
  }, cost);
}
