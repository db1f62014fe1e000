import { groupBy } from '../../lib/groupBy.ts';
import { toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import type { Wish, WishHours, WishSite } from '@pluriclasse/shared/calendar/wish';

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
  /** Minutes for which teachers and rooms are needed before and after. */
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  /** Who may lead, for each school; none: whoever teaches these classes. */
  readonly staffIds: Readonly<Record<string, readonly string[]>>;
  /** Rooms that will do, for each school; none: where the class always is. */
  readonly roomIds: Readonly<Record<string, readonly string[]>>;
  readonly forbidden: readonly HoursDraft[];
  readonly preferred: readonly HoursDraft[];
}

/** Hours of a week as they are typed. */
export interface HoursDraft {
  /** Null: by the clocks of each school. */
  readonly schoolId: string | null;
  /** 0: every day. */
  readonly weekday: number;
  readonly start: string;
  readonly end: string;
  readonly why: string;
}
export const firstHours: HoursDraft = { schoolId: null, weekday: 0, start: '08:00', end: '09:00', why: '' };

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
    bufferBefore: 0,
    bufferAfter: 0,
    staffIds: {},
    roomIds: {},
    forbidden: [],
    preferred: [],
  };
}

/** Why a draft can't be searched for yet; undefined when it can. */
export function faultOf({
  classes,
  from,
  to,
  forbidden,
  preferred,
}: WishDraft): 'one-school' | 'days' | 'long' | 'hours' | undefined {
  if (new Set(classes.map(({ schoolId }) => schoolId)).size < 2) return 'one-school';
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (Number.isNaN(days) || days < 0) return 'days';
  if (days > 400) return 'long';
  return [...forbidden, ...preferred].some(({ start, end }) => start >= end) ? 'hours' : undefined;
}

/** The wish of a draft: a site a school, in the order in which the classes were chosen. */
export function wishOf(draft: WishDraft): Wish {
  const bySchool = groupBy(draft.classes, ({ schoolId }) => schoolId);
  const sites = [...bySchool].map(([schoolId, classes]): WishSite => ({
    schoolId,
    classGroupIds: classes.map(({ classGroupId }) => classGroupId),
    staffIds: [...(draft.staffIds[schoolId] ?? [])],
    teachersNeeded: 1,
    roomIds: [...(draft.roomIds[schoolId] ?? [])],
    mayDisplace: [...(draft.mayDisplace[schoolId] ?? [])],
  }));
  return {
    wishId: 'wish',
    sites,
    minutes: draft.minutes,
    bufferBefore: draft.bufferBefore,
    bufferAfter: draft.bufferAfter,
    cadence: { everyWeeks: draft.everyWeeks, perWeek: draft.perWeek },
    from: draft.from,
    to: draft.to,
    noticeHours: draft.noticeDays * 24,
    forbidden: draft.forbidden.map(hoursOf),
    preferred: draft.preferred.map(hoursOf),
  };
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const hoursOf = ({ schoolId, weekday, start, end, why }: HoursDraft): WishHours => ({
  schoolId,
  weekdays: weekday === 0 ? everyDay : [weekday],
  start,
  end,
  why: why.trim() || null,
});
