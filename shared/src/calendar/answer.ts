import * as z from 'zod/mini';
import { Instant } from '../time.ts';
import { Blocker, Displaced } from './blockers.ts';
import { IsoDay, WallTime, Weekday } from './days.ts';

export { Blocker, BlockerKind, Displaced } from './blockers.ts';

const Id = z.string();
const hours = { start: WallTime, end: WallTime };

/** A lesson as one school lives it. */
export const LessonAtSchool = z.object({
  schoolId: Id,
  /** By its own clocks. */
  day: IsoDay,
  ...hours,
  /** Numbers of the periods that it touches. */
  periods: z.array(z.int()),
  staffIds: z.array(Id),
  roomId: z.nullable(Id),
  displaced: z.array(Displaced),
});
export type LessonAtSchool = z.infer<typeof LessonAtSchool>;

/** One date at which all can. */
export const DatedLesson = z.object({ startsAt: Instant, endsAt: Instant, sites: z.array(LessonAtSchool) });
export type DatedLesson = z.infer<typeof DatedLesson>;

/** What people could change, so that more dates hold. */
export const Relaxation = z.object({
  /** Lessons won. */
  gain: z.int(),
  /** Effort by the documented weights; less is cheaper. */
  cost: z.number(),
  schoolId: Id,
  what: z.discriminatedUnion('kind', [
    /** An entry moves within its week: "Class 4's maths from Tue 3 to Wed 2". */
    z.object({
      kind: z.literal('move-entry'),
      entryId: Id,
      classGroupId: Id,
      subject: z.string(),
      from: z.object({ weekday: Weekday, period: z.int() }),
      to: z.object({ weekday: Weekday, period: z.int() }),
    }),
    /** A subject that was not to be displaced is. */
    z.object({ kind: z.literal('displace-subject'), classGroupId: Id, subject: z.string() }),
    /** A teacher is asked for hours at which he or she never comes, or is substituted in an own lesson. */
    z.object({ kind: z.literal('ask-teacher'), staffId: Id, days: z.array(IsoDay) }),
    /** Another of the school's teachers leads. */
    z.object({ kind: z.literal('other-teacher'), staffId: Id, days: z.array(IsoDay) }),
    z.object({ kind: z.literal('other-room'), roomId: Id }),
    /** Forbidden hours are allowed. */
    z.object({ kind: z.literal('allow-hours'), why: z.nullable(z.string()) }),
    /** Single dates move to another hour of their week. */
    z.object({ kind: z.literal('other-hours'), moves: z.array(z.object({ from: Instant, to: Instant })) }),
  ]),
});
export type Relaxation = z.infer<typeof Relaxation>;

/** A date of the pattern that can't be. */
export const FailedDate = z.object({
  /** When it would have been; null when clocks skip that hour. */
  startsAt: z.nullable(Instant),
  /** By the clocks of the pattern. */
  day: IsoDay,
  /** The first is the one to show. */
  blockers: z.array(Blocker),
  /** The cheapest way to have it after all, as an index into the pattern's relaxations. */
  relaxation: z.nullable(z.int()),
});
export type FailedDate = z.infer<typeof FailedDate>;

export const CostKind = z.enum(['periods', 'displaced', 'fairness', 'breaks', 'gaps', 'preferences', 'rather-not']);
export type CostKind = z.infer<typeof CostKind>;
export const Cost = z.object({ kind: CostKind, schoolId: z.nullable(Id), amount: z.number() });
export type Cost = z.infer<typeof Cost>;

/** A repeating hour, its dated lessons, and what stands against the others. */
export const SchedulePattern = z.object({
  /** The same for the same pattern in every answer. */
  patternId: z.string(),
  /** By the clocks of `timeZone`, which keep the hour when those of other schools shift. */
  timeZone: z.string(),
  slots: z.array(z.object({ weekday: Weekday, ...hours })),
  everyWeeks: z.int(),
  /** Which of the first `everyWeeks` weeks it begins in, from 0. */
  phase: z.int(),
  /** The hours that each school sees; more than one where clocks change on different days. */
  local: z.array(
    z.object({
      schoolId: Id,
      hours: z.array(z.object({ weekday: Weekday, ...hours, from: IsoDay, to: IsoDay })),
    }),
  ),
  lessons: z.array(DatedLesson),
  failures: z.array(FailedDate),
  costs: z.array(Cost),
  /** Worth of the lessons less the costs: what patterns are ranked by. */
  value: z.number(),
  /** Cheapest for what it wins first. */
  relaxations: z.array(Relaxation),
});
export type SchedulePattern = z.infer<typeof SchedulePattern>;

/** The best pattern of a wish that the common plan does not give it, and who has its hours. */
export const MissedPattern = z.object({
  patternId: z.string(),
  /** When it would be, by the clocks of `timeZone`, and how many of its dates would hold. */
  timeZone: z.string(),
  slots: z.array(z.object({ weekday: Weekday, ...hours })),
  lessons: z.int(),
  dates: z.int(),
  /** What it is worth more than the chosen one, or than none. */
  lost: z.number(),
  /** Most hours first. Empty: nobody has them, and a longer search would see that. */
  takenBy: z.array(
    z.object({
      wishId: Id,
      /** What the plan gives that wish. */
      patternId: z.string(),
      schoolId: Id,
      kind: z.enum(['class', 'staff', 'room']),
      /** Of the class, the member of staff or the room. */
      id: Id,
      /** When this one's claims begin that are in the way. */
      at: z.array(Instant),
    }),
  ),
});
export type MissedPattern = z.infer<typeof MissedPattern>;

export const WishAnswer = z.object({
  wishId: Id,
  /** Best first; of several wishes the chosen one before them all. Empty: no hour holds even once. */
  patterns: z.array(SchedulePattern),
  /**
   * The best pattern, of several wishes the one that the common plan gives it; null where others' claims leave none, and
   * where none is worth more than it costs.
   */
  chosen: z.nullable(z.string()),
  /** Only of several wishes, where the plan gives this one less than its best. */
  missed: z.optional(MissedPattern),
  /** For weekdays without any hour that holds: what stands in the way most. */
  without: z.array(z.object({ weekday: Weekday, blockers: z.array(Blocker) })),
  /** Hours that hold on no date as things are, each with a change by which they would. Best first. */
  nearly: z.optional(z.array(SchedulePattern)),
  /** Hours that were looked at. */
  tried: z.int(),
});
export type WishAnswer = z.infer<typeof WishAnswer>;

export const ScheduleAnswer = z.object({
  version: z.literal(1),
  wishes: z.array(WishAnswer),
  /** Of all chosen patterns together. */
  value: z.number(),
  /** No plan of the ways that were looked at can be worth more. Equal to the value: it is the best of them. */
  bound: z.number(),
});
export type ScheduleAnswer = z.infer<typeof ScheduleAnswer>;
