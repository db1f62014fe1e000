import { groupBy } from '../../lib/groupBy.ts';
import { toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import type { Wish, WishSite } from '@pluriclasse/shared/calendar/wish';

/** A class that is to take part, as the page knows it. */
export interface WishedClass {
  readonly schoolId: string;
  readonly school: string;
  readonly timeZone: string;
  readonly classGroupId: string;
  readonly name: string;
}

/** What the form holds. */
export interface WishDraft {
  readonly classes: readonly WishedClass[];
  readonly minutes: number;
  readonly everyWeeks: 1 | 2;
  readonly perWeek: 1 | 2;
  readonly from: string;
  readonly to: string;
  /** Subjects whose hours may be taken, by name, for each school. */
  readonly mayDisplace: Readonly<Record<string, readonly string[]>>;
  readonly noticeDays: number;
}

/** Weekly, for fifty minutes, from two weeks on until the end of May. */
export function firstDraft(classes: readonly WishedClass[], today: DayNumber): WishDraft {
  const from = today + 14;
  const date = new Date(from * 86_400_000);
  const year = date.getUTCFullYear() + (date.getUTCMonth() > 4 ? 1 : 0);
  return {
    classes,
    minutes: 50,
    everyWeeks: 1,
    perWeek: 1,
    from: toIsoDay(from),
    to: `${year}-05-31`,
    mayDisplace: {},
    noticeDays: 2,
  };
}

/** Why a draft can't be searched for yet; undefined when it can. */
export function faultOf({ classes, from, to }: WishDraft): 'one-school' | 'days' | 'long' | undefined {
  if (new Set(classes.map(({ schoolId }) => schoolId)).size < 2) return 'one-school';
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (Number.isNaN(days) || days < 0) return 'days';
  return days > 400 ? 'long' : undefined;
}

/** The wish of a draft: a site a school, in the order in which the classes were chosen. */
export function wishOf(draft: WishDraft): Wish {
  const bySchool = groupBy(draft.classes, ({ schoolId }) => schoolId);
  const sites = [...bySchool].map(([schoolId, classes]): WishSite => ({
    schoolId,
    classGroupIds: classes.map(({ classGroupId }) => classGroupId),
    staffIds: [],
    teachersNeeded: 1,
    roomIds: [],
    mayDisplace: [...(draft.mayDisplace[schoolId] ?? [])],
  }));
  return {
    wishId: 'wish',
    sites,
    minutes: draft.minutes,
    bufferBefore: 0,
    bufferAfter: 0,
    cadence: { everyWeeks: draft.everyWeeks, perWeek: draft.perWeek },
    from: draft.from,
    to: draft.to,
    noticeHours: draft.noticeDays * 24,
    forbidden: [],
    preferred: [],
  };
}
