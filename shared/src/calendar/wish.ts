import * as z from 'zod/mini';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { IsoDay, WallTime, Weekday } from './days.ts';
import { SchoolCalendar } from './model.ts';

const Id = z.string().check(z.minLength(1), z.maxLength(64));

/** One school's part in what is wanted. */
export const WishSite = z.object({
  schoolId: Id,
  /** All of these take part together. */
  classGroupIds: z.array(Id).check(z.minLength(1), z.maxLength(12)),
  /** Any of these can lead; empty: whoever teaches these classes at that time of the year; if nobody is known to, nobody. */
  staffIds: z.array(Id).check(z.maxLength(40)),
  /** How many of them must be there. */
  teachersNeeded: z.int().check(z.gte(1), z.lte(4)),
  /** Any of these rooms will do; empty: where the classes always are, else any with a kit; no rooms known: none is needed. */
  roomIds: z.array(Id).check(z.maxLength(40)),
  /** Subjects of these classes whose hour may be taken, by name, whatever the case; English always may. */
  mayDisplace: z.array(line(60)).check(z.maxLength(40)),
});
export type WishSite = z.infer<typeof WishSite>;

/** Hours of a week, by the clocks of one school, or of each where it is. */
export const WishHours = z.object({
  schoolId: z.nullable(Id),
  weekdays: z.array(Weekday).check(z.minLength(1), z.maxLength(7)),
  start: WallTime,
  end: WallTime,
  /** Shown as the reason: "the school bus comes at 8:30". */
  why: z.nullable(line(120)),
});
export type WishHours = z.infer<typeof WishHours>;

/** What a coordinator wants: lessons of these classes, so long, so often, between two days. */
export const Wish = z.object({
  wishId: Id,
  /** The order of the sites is the twinning's. */
  sites: z.array(WishSite).check(z.minLength(2), z.maxLength(12)),
  minutes: z.int().check(z.gte(10), z.lte(240)),
  /** Minutes for which teachers and rooms are needed before and after; classes are not. */
  bufferBefore: z.int().check(z.gte(0), z.lte(60)),
  bufferAfter: z.int().check(z.gte(0), z.lte(60)),
  /** Every so many weeks, so many times: 1 and 1 is weekly. */
  cadence: z.object({ everyWeeks: z.int().check(z.gte(1), z.lte(8)), perWeek: z.int().check(z.gte(1), z.lte(3)) }),
  from: IsoDay,
  to: IsoDay,
  /** Hours between now and the first lesson at least. */
  noticeHours: z.int().check(z.gte(0), z.lte(2000)),
  forbidden: z.array(WishHours).check(z.maxLength(40)),
  preferred: z.array(WishHours).check(z.maxLength(40)),
});
export type Wish = z.infer<typeof Wish>;

/** What the search is asked: the schools' calendars and one or several wishes that share them. */
export const ScheduleRequest = z.object({
  version: z.literal(1),
  /** By which notice is counted. */
  now: Instant,
  /** The answer is the same for the same seed. */
  seed: z._default(z.int(), 1),
  /** Patterns shown for each wish. */
  limit: z._default(z.int().check(z.gte(1), z.lte(50)), 8),
  schools: z.array(SchoolCalendar).check(z.minLength(1), z.maxLength(500)),
  wishes: z.array(Wish).check(z.minLength(1), z.maxLength(1000)),
});
export type ScheduleRequest = z.infer<typeof ScheduleRequest>;
