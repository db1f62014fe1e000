import * as z from 'zod/mini';
import { Blocker, Displaced } from '../calendar/blockers.ts';
import { Agreed } from '../domain/approval.ts';
import { Plan } from '../domain/plan.ts';
import { SeatKind } from '../domain/roles.ts';
import {
  BoardId,
  ClassGroupId,
  LessonId,
  PupilId,
  RoomId,
  SchoolId,
  SeatId,
  SeriesId,
  StaffId,
  TwinningId,
} from '../ids.ts';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';
import { Doer, Participant } from './participants.ts';

export const LessonStatus = z.enum(['scheduled', 'open', 'ended', 'cancelled']);
export type LessonStatus = z.infer<typeof LessonStatus>;

/** A school's part in a lesson. */
export const LessonSite = z.object({
  schoolId: SchoolId,
  /** Who is named to lead it there; empty: any teacher of the school. */
  staff: z.array(z.object({ staffId: StaffId, name: z.string() })),
  /** Null: where the class always is. */
  room: z.nullable(z.object({ roomId: RoomId, name: z.string() })),
  /** Numbers of the periods that it touches, and the hours that it takes from its classes. */
  periods: z.array(z.int()),
  displaced: z.array(Displaced),
  /** It takes part without being asked to speak. */
  watchOnly: z.boolean(),
});
export type LessonSite = z.infer<typeof LessonSite>;

/** Why a lesson that was confirmed is no more, and hours at which it would hold, the next first. */
export const Blocked = z.object({
  since: Instant,
  blockers: z.array(Blocker),
  alternatives: z.array(z.object({ startsAt: Instant, endsAt: Instant })),
});
export type Blocked = z.infer<typeof Blocked>;

/** Another hour that somebody proposes for a lesson. */
export const ProposedMove = z.object({
  startsAt: Instant,
  endsAt: Instant,
  by: Doer,
  proposedAt: Instant,
  /** Schools whose teachers have not answered yet. */
  waitsFor: z.array(SchoolId),
});
export type ProposedMove = z.infer<typeof ProposedMove>;

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
  /** Null: made by hand. */
  seriesId: z.nullable(SeriesId),
  /** A proposed one does not open. */
  agreed: Agreed,
  /** Counts the changes of its hour or state, as iCalendar's SEQUENCE does. */
  sequence: z.int(),
  updatedAt: Instant,
  /** By school, in the order of the participants. Only staff see it, and the next three. */
  sites: z.array(LessonSite),
  blocked: z.nullable(Blocked),
  move: z.nullable(ProposedMove),
  /** Why and when it was called off, and until when that can be undone. */
  cancelled: z.nullable(z.object({ at: Instant, reason: z.nullable(z.string()), undoUntil: Instant })),
  /** What this actor may do with it, so that a page need not guess. `edit`: also its plan. */
  may: z.object({
    join: z.boolean(),
    edit: z.boolean(),
    attendance: z.boolean(),
    /** To another hour, or to be put off. */
    move: z.boolean(),
    undoCancel: z.boolean(),
    /** Schools for which the actor may name another teacher, or say that they only watch. */
    arrange: z.array(SchoolId),
  }),
});
export type Lesson = z.infer<typeof Lesson>;

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
/**
 * `conflict` once it has ended; while it is open only the plan's coming phases change. A lesson of a series is moved by
 * `moveLesson` only: reason `series`. Another is too when one of both starts lies within 48 hours: reason `notice`.
 */
export const updateLesson = endpoint('PATCH', '/api/lessons/:lessonId', {
  params: lesson,
  body: z.partial(z.object(lessonFields)),
  reply: Lesson,
});
/** Called off lessons can be taken back for ten minutes. */
export const cancelLesson = endpoint('POST', '/api/lessons/:lessonId/cancel', {
  params: lesson,
  body: z.object({ reason: z.optional(z.nullable(line(300))) }),
  reply: Lesson,
});

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
