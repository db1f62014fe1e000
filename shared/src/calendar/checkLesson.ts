import type { Blocker, DatedLesson } from './answer.ts';
import { findColumns } from './columns.ts';
import { describeLessons } from './describe.ts';
import { mondayOf, toDayNumber, toIsoDay, type DayNumber } from './days.ts';
import { leastCost } from './score.ts';
import type { SchoolYear } from './SchoolYear.ts';
import type { Wish } from './wish.ts';
import { WishTime, type DateLook, type HoursOptions } from './WishTime.ts';
import { toWall } from './zones.ts';

/** A lesson that was agreed. */
export interface AgreedLesson {
  readonly startsAt: number;
  /** Who leads and where, as far as agreed: only these are asked then. */
  readonly sites?: readonly {
    readonly schoolId: string;
    readonly staffIds: readonly string[];
    readonly roomId: string | null;
  }[];
}

/**
 * What stands against one lesson by what is known today, most final first; empty when it can take place. Notice is not
 * asked: what is agreed was early enough. Its own booking goes into `except`.
 */
export function checkLesson(
  years: readonly SchoolYear[],
  wish: Wish,
  lesson: AgreedLesson,
  options: Pick<HoursOptions, 'except'> = {},
): Blocker[] {
  const own = wishOfLesson(wish, lesson);
  return new WishTime(years, own, { ...options, now: -Infinity }).explain(lesson.startsAt);
}

/** The wish of one lesson, with just those who are agreed for it. */
export function wishOfLesson(wish: Wish, { startsAt, sites = [] }: AgreedLesson): Wish {
  const day = Math.floor(startsAt / 86_400_000);
  return {
    ...wish,
    // Its day is UTC's; far east or west it is the one before or after by the school's clocks.
    from: toIsoDay(day - 1),
    to: toIsoDay(day + 1),
    sites: wish.sites.map((site) => {
      const own = sites.find(({ schoolId }) => schoolId === site.schoolId);
      if (own === undefined) return site;
      const { staffIds, roomId } = own;
      return {
        ...site,
        ...(staffIds.length > 0 ? { staffIds: [...staffIds], teachersNeeded: staffIds.length } : {}),
        ...(roomId === null ? {} : { roomIds: [roomId] }),
      };
    }),
  };
}

export interface AlternativeOptions extends HoursOptions {
  /** How many at most; 3 when not said. */
  readonly count?: number;
  /** First and last day; when not said, from the lesson's week until three weeks after it. */
  readonly from?: string;
  readonly to?: string;
  /** Instants at which the series has lessons: none is proposed on their days. */
  readonly taken?: readonly number[];
  /** `nearest` (when not said): of the same week first, the better hour first. `soonest`: the next ones. */
  readonly order?: 'nearest' | 'soonest';
}

/** Other hours for one lesson at which all can, one a day at most, written out like the lessons of a pattern. */
export function findAlternatives(
  years: readonly SchoolYear[],
  wish: Wish,
  lesson: AgreedLesson,
  options: AlternativeOptions,
): DatedLesson[] {
  const zone = years.find(({ school }) => school.schoolId === wish.sites[0]?.schoolId)?.school.timeZone ?? 'UTC';
  const dayAt = (instant: number): DayNumber => toWall(instant, zone).day;
  const monday = mondayOf(dayAt(lesson.startsAt));
  const from = options.from === undefined ? monday : toDayNumber(options.from);
  const to = options.to === undefined ? monday + 27 : toDayNumber(options.to);
  const time = new WishTime(years, { ...wish, from: toIsoDay(from), to: toIsoDay(to) }, options);
  const taken = new Set((options.taken ?? []).filter((instant) => instant !== lesson.startsAt).map(dayAt));
  const soonest = options.order === 'soonest';
  const best = new Map<DayNumber, { look: DateLook; cost: number; weeks: number }>();
  for (const { columns, days } of findColumns(time, time.clocks(zone)).weekdays) {
    for (const { looks } of columns) {
      looks.forEach((look, place) => {
        const day = days[place];
        if (look === null || day === undefined || taken.has(day) || look.startsAt === lesson.startsAt) return;
        const cost = leastCost(time.sites, look);
        const weeks = soonest ? day : Math.abs(mondayOf(day) - monday);
        if (cost < (best.get(day)?.cost ?? Infinity)) best.set(day, { look, cost, weeks });
      });
    }
  }
  const order = [...best.values()].toSorted(
    (a, b) => a.weeks - b.weeks || a.cost - b.cost || a.look.startsAt - b.look.startsAt,
  );
  // Each by itself: whoever leads the one need not lead the other.
  return order.slice(0, options.count ?? 3).flatMap(({ look }) => describeLessons(time, [look]));
}
