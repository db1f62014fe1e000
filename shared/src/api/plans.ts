import * as z from 'zod/mini';
import { Blocker, SchedulePattern, WishAnswer } from '../calendar/answer.ts';
import { Weekday } from '../calendar/days.ts';
import { Wish } from '../calendar/wish.ts';
import { TwinningId } from '../ids.ts';
import { endpoint } from './http.ts';
import { Search } from './planning.ts';

/**
 * A search with several wishes in few words: what the common plan gives each. Hundreds of wishes are read again and again
 * while the plan gets better, so no dated lessons are in it; `readPlannedWish` has those of one wish.
 */
const Id = z.string();
const { timeZone, slots, everyWeeks, local } = SchedulePattern.shape;

/** The hour that the plan gives a wish. */
export const PlannedHour = z.object({
  patternId: z.string(),
  timeZone,
  slots,
  everyWeeks,
  local,
  /** Dates that hold, and all of them. */
  lessons: z.int(),
  dates: z.int(),
  /** What each school gives up: hours of subjects, and the sum of its costs by the documented weights. */
  gives: z.array(
    z.object({
      schoolId: Id,
      cost: z.number(),
      displaced: z.array(z.object({ subject: z.string(), hours: z.int() })),
    }),
  ),
});
export type PlannedHour = z.infer<typeof PlannedHour>;

/** Who has what a wish would need for its best hour. */
export const PlanTaker = z.object({
  wishId: Id,
  schoolId: Id,
  kind: z.enum(['class', 'staff', 'room']),
  /** Of the class, the member of staff or the room. */
  id: Id,
  /** Dates on which they are in its way. */
  dates: z.int(),
});
export type PlanTaker = z.infer<typeof PlanTaker>;

export const PlannedWish = z.object({
  wishId: Id,
  /** Null: the plan has none for it. */
  hour: z.nullable(PlannedHour),
  /** The best hour that it would have alone, where the plan gives less. */
  missed: z.nullable(
    z.object({
      timeZone,
      slots,
      lessons: z.int(),
      dates: z.int(),
      /** Most dates first, and how many are left out. */
      takenBy: z.array(PlanTaker),
      more: z.int(),
    }),
  ),
  /** Only where no hour holds even alone: weekdays and what is in the way most. */
  without: z.array(z.object({ weekday: Weekday, blocker: Blocker })),
});
export type PlannedWish = z.infer<typeof PlannedWish>;

const { searchId, state, failure, revision, startedAt, value, bound, tried, names } = Search.shape;
export const CommonPlan = z.object({
  searchId,
  state,
  failure,
  revision,
  startedAt,
  value,
  bound,
  tried,
  /** Wishes whose hours have been looked for, of how many. */
  looked: z.int(),
  wishes: z.int(),
  /** What has changed since the revision that was asked for. */
  rows: z.array(PlannedWish),
  /** Names for the ids in the rows. */
  names,
});
export type CommonPlan = z.infer<typeof CommonPlan>;

const search = z.object({ searchId: z.uuid() });
/** Answers at once when there is something newer than `since`, else waits for it, at most 10 s. */
export const readPlan = endpoint('GET', '/api/searches/:searchId/plan', {
  params: search,
  query: z.object({ since: z.optional(z.coerce.number()) }),
  reply: CommonPlan,
});
/** What was asked, for a page that is loaded again. */
export const readSearchWishes = endpoint('GET', '/api/searches/:searchId/wishes', {
  params: search,
  reply: z.object({ twinningId: z.nullable(TwinningId), wishes: z.array(Wish) }),
});
/** One wish with its dated lessons, as far as the plan has come. `not_found` for one that has no answer yet. */
export const readPlannedWish = endpoint('GET', '/api/searches/:searchId/wishes/:wishId', {
  params: z.object({ searchId: z.uuid(), wishId: z.string().check(z.maxLength(64)) }),
  reply: z.object({ wish: Wish, answer: WishAnswer, names }),
});
/**
 * Another hour for one wish: a new search, on what the timetables say now, that keeps the hours of all others unless
 * somebody wins more than the moving costs. What was refused before stays refused. `conflict` with reason
 * `nothing_to_swap` for a wish that the plan gives none; `too_many` as `startSearch`.
 */
export const swapPlannedHour = endpoint('POST', '/api/searches/:searchId/wishes/:wishId/swap', {
  params: z.object({ searchId: z.uuid(), wishId: z.string().check(z.maxLength(64)) }),
  reply: CommonPlan,
});
