import type { WishAnswer } from './answer.ts';
import { describePattern } from './describe.ts';
import { nearlyHours } from './nearly.ts';
import { relax } from './relax.ts';
import type { SchoolYear } from './SchoolYear.ts';
import { searchPatterns, type Found } from './search.ts';
import type { Wish } from './wish.ts';
import { WishTime, type HoursOptions } from './WishTime.ts';
import { withoutHours } from './without.ts';

const SHOWN = 8;

/**
 * Finds common hours for one wish: the better patterns with their dated lessons, why the other dates can't be, and what
 * people could change. The same for the same input wherever it runs.
 *
 * @param years of the schools that the wish names, and maybe of others; what they work out is kept in them, so hand in
 *   the same ones again while nothing has changed
 */
export function findHours(years: readonly SchoolYear[], wish: Wish, options: HoursOptions): WishAnswer {
  const time = new WishTime(years, wish, options);
  const search = searchPatterns(time);
  const shown = mostDifferent(search.found, wish.minutes, options.limit ?? SHOWN);
  const [best] = shown;
  return {
    wishId: wish.wishId,
    patterns: shown.map((found) => relax(time, search, found, describePattern(time, found))),
    // As in a common plan: nothing is better than lessons that cost more than they are worth.
    chosen: best && best.value > 0 ? best.patternId : null,
    without: withoutHours(time, search),
    nearly: nearlyHours(time, search),
    tried: search.tried,
  };
}

/**
 * The best, but none that is another's neighbour: shifts of one hour by five minutes are one offer. Neighbours are
 * patterns of which one has more than half of its lessons while the other has some.
 *
 * @param found best first
 */
export function mostDifferent(found: readonly Found[], minutes: number, limit: number): Found[] {
  const kept: Found[] = [];
  for (const one of found) {
    if (kept.length >= limit) break;
    if (!kept.some((other) => areNeighbours(one, other, minutes * 60_000))) kept.push(one);
  }
  return kept;
}

function areNeighbours(a: Found, b: Found, length: number): boolean {
  const [few, many] = a.lessons <= b.lessons ? [a, b] : [b, a];
  let common = 0;
  let at = 0;
  for (const look of few.looks) {
    if (look === null) continue;
    for (; at < many.looks.length; at++) {
      const other = many.looks[at];
      if (other && other.startsAt + length > look.startsAt) break;
    }
    const other = many.looks[at];
    if (other && other.startsAt < look.startsAt + length) common++;
  }
  return common * 2 > few.lessons;
}
