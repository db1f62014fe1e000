import * as z from 'zod/mini';
import { Blocker } from '../calendar/answer.ts';
import { IsoDay, WallTime, Weekday } from '../calendar/days.ts';
import { Wish } from '../calendar/wish.ts';
import { SeriesState } from '../domain/approval.ts';
import { Plan } from '../domain/plan.ts';
import { LessonId, SchoolId, SeriesId, StaffId, TwinningId } from '../ids.ts';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { Ask } from './asks.ts';
import { endpoint } from './http.ts';
import { Lesson } from './lessons.ts';
import { PlanTemplate, templateParam } from './templates.ts';
import { Doer } from './twinnings.ts';

/** The repeating hour that was chosen, by the clocks of `timeZone`: of `SchedulePattern` what a page shows. */
export const SeriesPattern = z.object({
  timeZone: z.string().check(z.maxLength(64)),
  slots: z.array(z.object({ weekday: Weekday, start: WallTime, end: WallTime })).check(z.maxLength(6)),
  everyWeeks: z.int().check(z.gte(1), z.lte(8)),
});
export type SeriesPattern = z.infer<typeof SeriesPattern>;

/** What an agreement has to say before the series can be confirmed. */
export const MissingAgreement = z.object({
  schoolIds: z.array(SchoolId),
  /** Days that no agreement in force covers. */
  from: IsoDay,
  to: IsoDay,
});
export type MissingAgreement = z.infer<typeof MissingAgreement>;

export const Series = z.object({
  seriesId: SeriesId,
  twinningId: TwinningId,
  title: z.string(),
  state: SeriesState,
  pattern: SeriesPattern,
  wish: Wish,
  /** Days of its first and last lesson, by the clocks of the pattern. */
  from: IsoDay,
  to: IsoDay,
  /** Lessons of it that are not called off, and how many of them are confirmed. */
  lessons: z.int(),
  confirmed: z.int(),
  createdAt: Instant,
  createdBy: Doer,
  /** Counts the times it was proposed. */
  round: z.int(),
  /** Questions of the present round and their answers. */
  asks: z.array(Ask),
  /**
   * Null: agreements in force cover it. Else it may be proposed and answered, but is not confirmed before; of one that is
   * confirmed the lessons of these days wait.
   */
  missing: z.nullable(MissingAgreement),
  may: z.object({ edit: z.boolean() }),
});
export type Series = z.infer<typeof Series>;

/** Dates that do not hold by the server's own calendars, and why. */
export const RefusedDate = z.object({ startsAt: Instant, blockers: z.array(Blocker) });
export type RefusedDate = z.infer<typeof RefusedDate>;

const days = z.int().check(z.gte(1), z.lte(60));
const starts = z.array(Instant).check(z.minLength(1), z.maxLength(200));
const one = z.object({ seriesId: SeriesId });

/**
 * Proposes lessons at the starts of a pattern that was found for the wish. The server looks at every date again: those
 * that hold become lessons, *proposed*, with their claim on classes, teachers and rooms held; the others come back.
 * `conflict` with reason `no_dates` when none holds, `twinning_rests`, `no_teacher` for a school without one.
 * With `onlyFirst` also `has_series`, when the twinning has one that is asked about or agreed and not over: whoever
 * proposes many at once, and once more after a break of the link, proposes none twice.
 */
export const createSeries = endpoint('POST', '/api/series', {
  body: z.object({
    twinningId: TwinningId,
    title: line(80),
    wish: Wish,
    pattern: SeriesPattern,
    starts,
    plan: Plan,
    /** Days of silence after which one is reminded, and after which the coordinator hears of it. */
    reminders: z.optional(z.object({ remind: z.array(days).check(z.maxLength(5)), tell: days })),
    onlyFirst: z.optional(z.boolean()),
  }),
  reply: z.object({ series: Series, refused: z.array(RefusedDate) }),
});
/** Twinnings that one may read and that have a series which is asked about or agreed and not over. */
export const listScheduled = endpoint('GET', '/api/series/scheduled', {
  reply: z.object({ twinningIds: z.array(TwinningId) }),
});
export const listSeries = endpoint('GET', '/api/series', {
  query: z.object({ twinningId: z.optional(TwinningId) }),
  reply: z.object({ series: z.array(Series) }),
});
export const readSeries = endpoint('GET', '/api/series/:seriesId', {
  params: one,
  reply: z.object({ series: Series, lessons: z.array(Lesson) }),
});
/**
 * Asks everybody again, after a no or to change its dates: with `starts` lessons at other starts go and new ones come,
 * those at the same start stay what they are.
 */
export const proposeSeriesAgain = endpoint('POST', '/api/series/:seriesId/propose', {
  params: one,
  body: z.object({ starts: z.optional(starts) }),
  reply: z.object({ series: Series, refused: z.array(RefusedDate) }),
});
/** Takes it back: its coming lessons are called off. */
export const withdrawSeries = endpoint('POST', '/api/series/:seriesId/withdraw', {
  params: one,
  body: z.object({ reason: z.nullable(line(300)) }),
  reply: Series,
});
/** Gives all coming lessons of the series a plan; those whose plan was changed by hand keep it unless `all`. */
export const applyTemplateToSeries = endpoint('POST', '/api/series/:seriesId/plan', {
  params: one,
  body: z.object({ ...templateParam, all: z.boolean() }),
  reply: z.object({ template: PlanTemplate, changed: z.int(), kept: z.int() }),
});

const lesson = z.object({ lessonId: LessonId });
/**
 * Moves a lesson. Both hours more than 48 hours ahead: at once, and everybody is told. Else the other teachers are asked
 * and it moves when all have said yes. A lesson of a series only goes where it holds: `conflict` with reason `blocked`;
 * `same_time`, `running`, `over`.
 */
export const moveLesson = endpoint('POST', '/api/lessons/:lessonId/move', {
  params: lesson,
  body: z.object({ startsAt: Instant }),
  reply: Lesson,
});
/** Takes back the proposal to move it. */
export const withdrawMove = endpoint('DELETE', '/api/lessons/:lessonId/move', { params: lesson, reply: Lesson });
/** Moves it to the next hour at which all can. `conflict` with reason `no_hour` when there is none in two weeks. */
export const postponeLesson = endpoint('POST', '/api/lessons/:lessonId/postpone', { params: lesson, reply: Lesson });
/** Within ten minutes of calling it off, by anyone who may call it off. `conflict` with reason `too_late` or `taken`. */
export const undoCancelLesson = endpoint('POST', '/api/lessons/:lessonId/undo-cancel', {
  params: lesson,
  reply: Lesson,
});
/** "We only watch": the school takes part without being asked to speak. */
export const watchLesson = endpoint('PUT', '/api/lessons/:lessonId/watch-only', {
  params: lesson,
  body: z.object({ schoolId: SchoolId, watchOnly: z.boolean() }),
  reply: Lesson,
});

export const Substitute = z.object({
  staffId: StaffId,
  name: z.string(),
  /** Null: free at that hour. */
  blocker: z.nullable(Blocker),
});
export type Substitute = z.infer<typeof Substitute>;
/** Teachers of the school who don't lead the lesson, the free ones first. */
export const listSubstitutes = endpoint('GET', '/api/lessons/:lessonId/substitutes', {
  params: lesson,
  query: z.object({ schoolId: SchoolId }),
  reply: z.object({ substitutes: z.array(Substitute) }),
});
/** Another teacher of the school leads, and gets the plan by notice. `conflict` with reason `not_free`. */
export const substituteTeacher = endpoint('POST', '/api/lessons/:lessonId/substitute', {
  params: lesson,
  body: z.object({
    schoolId: SchoolId,
    /** Who is replaced; null: the school has nobody named for it. */
    instead: z.nullable(StaffId),
    staffId: StaffId,
  }),
  reply: Lesson,
});
