import { mondayOf, type DayNumber } from '../days.ts';
import { leastCost } from '../score.ts';
import type { Found, Search } from '../search.ts';
import type { DateLook, WishTime } from '../WishTime.ts';

export interface Move {
  /** A place in the pattern's failures. */
  readonly date: number;
  readonly from: number;
  readonly to: number;
}

/** The cheapest hour of every day at which all can, by the clocks of a zone; of equals the earliest. */
function bestByDay(time: WishTime, search: Search, timeZone: string): Map<DayNumber, DateLook> {
  const best = new Map<DayNumber, { look: DateLook; cost: number }>();
  for (const { columns, days } of search.weekdays.find((of) => of.timeZone === timeZone)?.columns ?? []) {
    for (const { looks } of columns) {
      looks.forEach((look, place) => {
        const day = days[place];
        if (look === null || day === undefined) return;
        const cost = leastCost(time.sites, look);
        if (cost < (best.get(day)?.cost ?? Infinity)) best.set(day, { look, cost });
      });
    }
  }
  return new Map([...best].map(([day, { look }]) => [day, look]));
}

const known = new WeakMap<Search, Map<string, Map<DayNumber, DateLook>>>();

function bestOf(time: WishTime, search: Search, timeZone: string): Map<DayNumber, DateLook> {
  let ofSearch = known.get(search);
  if (ofSearch === undefined) known.set(search, (ofSearch = new Map<string, Map<DayNumber, DateLook>>()));
  let found = ofSearch.get(timeZone);
  if (found === undefined) ofSearch.set(timeZone, (found = bestByDay(time, search, timeZone)));
  return found;
}

/**
 * For dates that fail, another hour of the same week at which all can: on a day on which the pattern has no lesson, the
 * cheapest, then the earliest.
 */
export function findMoves(
  time: WishTime,
  search: Search,
  { spec, looks, days }: Found,
  failures: readonly { readonly startsAt: number | null; readonly day: DayNumber }[],
): Move[] {
  const best = bestOf(time, search, spec.timeZone);
  const taken = new Set(days.filter((_, place) => looks[place]));
  return failures.flatMap(({ startsAt, day }, date) => {
    if (startsAt === null) return [];
    let choice: { day: DayNumber; look: DateLook; cost: number } | undefined;
    for (let other = mondayOf(day); other < mondayOf(day) + 7; other++) {
      const look = best.get(other);
      if (look === undefined || taken.has(other)) continue;
      const cost = leastCost(time.sites, look);
      if (cost < (choice?.cost ?? Infinity)) choice = { day: other, look, cost };
    }
    if (choice === undefined) return [];
    taken.add(choice.day);
    return [{ date, from: startsAt, to: choice.look.startsAt }];
  });
}
