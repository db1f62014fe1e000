import * as z from 'zod/mini';
import { PlanState } from '../domain/plan.ts';
import { CefrLevel, MediaSource, SeatKind } from '../domain/roles.ts';
import {
  BoardId,
  ClassGroupId,
  HandId,
  LessonId,
  MessageId,
  PupilId,
  SchoolId,
  SeatId,
  StaffId,
  TurnId,
} from '../ids.ts';
import { Duration, Instant } from '../time.ts';
import { RecordingState } from './recording.ts';

/** A school's presence in a lesson. `order` gives its colour and shape, the same on every screen. */
export const Site = z.object({
  schoolId: SchoolId,
  name: z.string(),
  town: z.string(),
  timeZone: z.string(),
  order: z.int().check(z.gte(0)),
  classes: z.array(z.object({ classGroupId: ClassGroupId, name: z.string(), level: z.nullable(CefrLevel) })),
  /** Pupils on the classes' lists: the fair share of the floor is by school, the queue by pupil. */
  pupils: z.int(),
});
export type Site = z.infer<typeof Site>;

/** The person or class at a seat, as everyone in the lesson may know them: pupils by alias only. */
export const Occupant = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('staff'), staffId: StaffId, name: z.string() }),
  z.object({ kind: z.literal('room'), name: z.string() }),
  z.object({
    kind: z.literal('pupil'),
    pupilId: PupilId,
    alias: z.string(),
    avatar: z.string(),
    classGroupId: ClassGroupId,
  }),
]);
export type Occupant = z.infer<typeof Occupant>;

/** A stream that a seat sends now. */
export const SeatStream = z.object({ source: MediaSource, paused: z.boolean() });
export type SeatStream = z.infer<typeof SeatStream>;

/** What a seat receives: all pictures, only the stage's, or sound and board. */
export const ReceiveLevel = z.enum(['all', 'stage', 'sound']);
export type ReceiveLevel = z.infer<typeof ReceiveLevel>;

/** How a seat is connected. One whose link dropped is `away`: its place is kept until `until`. */
export const SeatPresence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('here') }),
  z.object({ kind: z.literal('away'), until: Instant }),
]);
export type SeatPresence = z.infer<typeof SeatPresence>;

/** The quality of a seat's link as the SFU measures it. */
export const LinkQuality = z.enum(['good', 'slow', 'bad']);
export type LinkQuality = z.infer<typeof LinkQuality>;

/** One connected device. */
export const Seat = z.object({
  seatId: SeatId,
  schoolId: SchoolId,
  kind: SeatKind,
  occupant: Occupant,
  presence: SeatPresence,
  streams: z.array(SeatStream),
  receiveLevel: ReceiveLevel,
  link: LinkQuality,
  joinedAt: Instant,
});
export type Seat = z.infer<typeof Seat>;

/** A raised hand: of a pupil, or of a whole class when a teacher raised it (`pupil` is null then). */
export const Hand = z.object({
  handId: HandId,
  schoolId: SchoolId,
  pupil: z.nullable(z.object({ pupilId: PupilId, alias: z.string(), avatar: z.string() })),
  raisedAt: Instant,
});
export type Hand = z.infer<typeof Hand>;

/** A turn on the floor. `spoken` is milliseconds of voice measured so far. */
export const Turn = z.object({ turnId: TurnId, hand: Hand, since: Instant, spoken: Duration });
export type Turn = z.infer<typeof Turn>;

/** Who may speak and whose turn is next. */
export const FloorState = z.object({
  /** Whether hands can be raised. */
  open: z.boolean(),
  turn: z.nullable(Turn),
  /** In the order in which they will be offered; the first one is next. */
  queue: z.array(Hand),
  /** Schools that only watch: their pupils raise no hands, and no share of the talk is owed to them. */
  watching: z.array(SchoolId),
  /** Voice so far by school, in milliseconds. */
  talk: z.array(z.object({ schoolId: SchoolId, spoken: Duration })),
  /** Why the first is first, for one line on the desk. */
  reason: z.enum(['empty', 'spoken-least', 'waited-longest', 'only']),
});
export type FloorState = z.infer<typeof FloorState>;

export const WallMessage = z.object({
  messageId: MessageId,
  schoolId: SchoolId,
  author: Occupant,
  text: z.string(),
  at: Instant,
});
export type WallMessage = z.infer<typeof WallMessage>;

/** Short messages to everyone; pupils write only while it is open. */
export const WallState = z.object({ open: z.boolean(), messages: z.array(WallMessage) });
export type WallState = z.infer<typeof WallState>;

/** What takes the largest place: people (who holds the floor), the board, or the screen of a seat. */
export const StageState = z.discriminatedUnion('show', [
  z.object({ show: z.literal('people') }),
  z.object({ show: z.literal('board') }),
  z.object({ show: z.literal('screen'), seatId: SeatId }),
  z.object({ show: z.literal('document'), seatId: SeatId }),
]);
export type StageState = z.infer<typeof StageState>;

/** Someone who asked to come in and whom a teacher has to let in. */
export const Waiting = z.object({
  seatId: SeatId,
  schoolId: SchoolId,
  kind: SeatKind,
  occupant: Occupant,
  since: Instant,
});
export type Waiting = z.infer<typeof Waiting>;

/** All that a seat knows of the lesson. Each change raises `revision` by one and is told as an event that carries it. */
export const LessonState = z.object({
  lessonId: LessonId,
  title: z.string(),
  revision: z.int(),
  startsAt: Instant,
  endsAt: Instant,
  sites: z.array(Site),
  seats: z.array(Seat),
  /** Only teachers see who waits at the door; empty for others. */
  waiting: z.array(Waiting),
  floor: FloorState,
  plan: PlanState,
  wall: WallState,
  stage: StageState,
  recording: RecordingState,
  board: z.object({ boardId: BoardId, locked: z.boolean() }),
});
export type LessonState = z.infer<typeof LessonState>;
