import type { Wish, WishHours } from '@pluriclasse/shared/calendar/wish';
import type { HoursDraft, WishDraft, WishedClass } from './draft.ts';

/** The form of a wish that was asked before, for a page that is loaded again. `wishOf` makes the same wish of it. */
export function draftOfWish(wish: Wish, classes: readonly WishedClass[]): WishDraft {
  const known = new Map(classes.map((one) => [one.classGroupId, one]));
  const bySite = (of: 'mayDisplace' | 'staffIds' | 'roomIds') =>
    Object.fromEntries(wish.sites.filter((site) => site[of].length > 0).map((site) => [site.schoolId, site[of]]));
  return {
    classes: wish.sites.flatMap(({ classGroupIds }) => classGroupIds.flatMap((id) => known.get(id) ?? [])),
    minutes: wish.minutes,
    everyWeeks: wish.cadence.everyWeeks === 2 ? 2 : 1,
    perWeek: wish.cadence.perWeek === 2 ? 2 : 1,
    from: wish.from,
    to: wish.to,
    mayDisplace: bySite('mayDisplace'),
    noticeDays: Math.round(wish.noticeHours / 24),
    bufferBefore: wish.bufferBefore,
    bufferAfter: wish.bufferAfter,
    staffIds: bySite('staffIds'),
    roomIds: bySite('roomIds'),
    forbidden: wish.forbidden.flatMap(rowsOf),
    preferred: wish.preferred.flatMap(rowsOf),
  };
}

/** A row a weekday, or one for all. */
function rowsOf({ schoolId, weekdays, start, end, why }: WishHours): HoursDraft[] {
  const days = weekdays.length === 7 ? [0] : weekdays;
  return days.map((weekday) => ({ schoolId, weekday, start, end, why: why ?? '' }));
}
