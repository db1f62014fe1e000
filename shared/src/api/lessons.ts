import * as z from 'zod/mini';
import { Plan } from '../domain/plan.ts';
import { SeatKind } from '../domain/roles.ts';
import { BoardId, ClassGroupId, LessonId, PupilId, SchoolId, SeatId, TwinningId } from '../ids.ts';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';
import { ClassBrief, SchoolBrief } from './sessions.ts';

/** A school in a lesson or twinning; its place in the list gives its colour and shape. */
export const Participant = z.object({ school: SchoolBrief, classes: z.array(ClassBrief) });
export type Participant = z.infer<typeof Participant>;

export const LessonStatus = z.enum(['scheduled', 'open', 'ended', 'cancelled']);
export type LessonStatus = z.infer<typeof LessonStatus>;

export const Lesson = z.object({
  lessonId: LessonId,
  twinningId: TwinningId,
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  /** From when on one may stand in the lobby: 15 minutes before. */
  lobbyAt: Instant,
  status: LessonStatus,
  boardId: BoardId,
  participants: z.array(Participant),
  plan: Plan,
  /** Schools with a seat in it now. */
  here: z.array(SchoolId),
  /** What this actor may do with it, so that a page need not guess. */
  may: z.object({ join: z.boolean(), edit: z.boolean(), attendance: z.boolean() }),
});
export type Lesson = z.infer<typeof Lesson>;

export const Twinning = z.object({
  twinningId: TwinningId,
  name: z.string(),
  /** All its schools, each with the classes of it that are not put away. */
  participants: z.array(Participant),
  createdAt: Instant,
  /** Whether two schools or more still have a class in it, so that lessons can be planned. */
  meets: z.boolean(),
});
export type Twinning = z.infer<typeof Twinning>;

export const listTwinnings = endpoint('GET', '/api/twinnings', { reply: z.object({ twinnings: z.array(Twinning) }) });
/** Class groups of two or more schools. Only a coordinator, until agreements and votes come. */
export const createTwinning = endpoint('POST', '/api/twinnings', {
  body: z.object({ name: line(80), classGroupIds: z.array(ClassGroupId).check(z.minLength(2), z.maxLength(12)) }),
  reply: Twinning,
});

/** Lessons that overlap the span (at most 400 days), by start. Without one: from 12 hours ago on, 100 at most. */
export const listLessons = endpoint('GET', '/api/lessons', {
  query: z.object({ from: z.optional(z.coerce.number()), to: z.optional(z.coerce.number()) }),
  reply: z.object({ lessons: z.array(Lesson), serverTime: Instant }),
});
/** How many planned lessons a school, or one class of it, still has before it. */
export const countLessonsAhead = endpoint('GET', '/api/schools/:schoolId/lessons-ahead', {
  params: z.object({ schoolId: SchoolId }),
  query: z.object({ classGroupId: z.optional(ClassGroupId) }),
  reply: z.object({ count: z.int() }),
});
const lesson = z.object({ lessonId: LessonId });
export const readLesson = endpoint('GET', '/api/lessons/:lessonId', { params: lesson, reply: Lesson });

/** Up to 4 hours; the end lies after the start. */
const lessonFields = { title: line(80), startsAt: Instant, endsAt: Instant, plan: Plan };
export const createLesson = endpoint('POST', '/api/lessons', {
  body: z.object({ twinningId: TwinningId, ...lessonFields }),
  reply: Lesson,
});
/** `conflict` once it has ended; while it is open only the plan's coming phases change. */
export const updateLesson = endpoint('PATCH', '/api/lessons/:lessonId', {
  params: lesson,
  body: z.partial(z.object(lessonFields)),
  reply: Lesson,
});
export const cancelLesson = endpoint('POST', '/api/lessons/:lessonId/cancel', { params: lesson, reply: Lesson });

/** One stretch of presence. Of another school's pupils one sees aliases, as in the lesson. */
export const AttendanceSpan = z.object({
  seatId: SeatId,
  schoolId: SchoolId,
  kind: SeatKind,
  name: z.string(),
  pupilId: z.nullable(PupilId),
  from: Instant,
  to: z.nullable(Instant),
});
export type AttendanceSpan = z.infer<typeof AttendanceSpan>;
export const readAttendance = endpoint('GET', '/api/lessons/:lessonId/attendance', {
  params: lesson,
  reply: z.object({ spans: z.array(AttendanceSpan) }),
});

/** Lessons a kit, a companion or a pupil at home may join: what is open, else the next one. */
export const readNextLesson = endpoint('GET', '/api/next-lesson', {
  reply: z.object({ lesson: z.nullable(Lesson), serverTime: Instant }),
});
