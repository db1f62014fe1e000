import type { PageId } from '@pluriclasse/shared/board/objects';
import type { Event } from '@pluriclasse/shared/calls';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import type {
  BoardId,
  CapsuleId,
  ClassGroupId,
  DeviceId,
  LessonId,
  MessageId,
  PupilId,
  SchoolId,
  SeatId,
  StaffId,
} from '@pluriclasse/shared/ids';
import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import type { IceServer } from '@pluriclasse/shared/signalling/media';
import type { SignallingEvents, SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { Hand, Occupant, Site } from '@pluriclasse/shared/signalling/state';
import type { Now } from '@pluriclasse/shared/time';
import type { CapsuleCue } from '../capsules/cues.ts';
import type { GapReason, StretchEnd } from '../db/schema/capsules.ts';
import type { MediaRooms } from '../media/MediaRoomLink.ts';
import type { StoredLesson } from './StoredLesson.ts';
import type { Timings } from './timings.ts';

/** Whoever can sit in a lesson. */
export type Participant = Exclude<Actor, { kind: 'nobody' }>;

/** A lesson as it was planned. */
export interface LessonPlan {
  readonly lessonId: LessonId;
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly over: 'no' | 'ended' | 'cancelled';
  /** One whose hour is not agreed does not open. */
  readonly agreed: 'proposed' | 'confirmed';
  readonly boardId: BoardId;
  /** Schools in the order of their colours. */
  readonly sites: readonly Site[];
  /** Schools that only watch. */
  readonly watching: readonly SchoolId[];
  readonly phases: Plan;
  /** A teacher records alone: nobody else comes in. */
  readonly ownerId?: StaffId | undefined;
}

/** The planned lessons, as the running one needs them. */
export interface LessonPlans {
  find(lessonId: LessonId): Promise<LessonPlan | undefined>;
  /** Called once, when teachers end the lesson for all. */
  markEnded(lessonId: LessonId, at: number): Promise<void>;
  /** "We only watch", and back. @throws AppError `forbidden`, `not_found`, `conflict` when it is over */
  setWatching(actor: Actor, lessonId: LessonId, schoolId: SchoolId, watching: boolean): Promise<void>;
}

/** Names of those who come in, as everyone in the lesson may know them. */
export interface Occupants {
  /** @throws AppError `not_found` when the person or device is no more. */
  occupantOf(actor: Participant): Promise<Occupant>;
  /** A pupil of this school in one of these classes, by alias. @throws AppError `not_found`. */
  pupilIn(
    pupilId: PupilId,
    schoolId: SchoolId,
    classGroupIds: readonly ClassGroupId[],
  ): Promise<NonNullable<Hand['pupil']>>;
}

/** One stretch of presence, as it begins. */
export interface Presence {
  readonly lessonId: LessonId;
  readonly seatId: SeatId;
  readonly schoolId: SchoolId;
  readonly kind: SeatKind;
  readonly staffId: StaffId | undefined;
  readonly pupilId: PupilId | undefined;
  readonly deviceId: DeviceId | undefined;
}

/** Who was in which lesson from when to when. Never rejects: a lesson does not stop for its register. */
export interface AttendanceBook {
  arrived(presence: Presence, at: number): void;
  left(lessonId: LessonId, seatId: SeatId, at: number): void;
  /** Ends what a crash left open, when it was last known to be true. */
  recover(lessonId: LessonId): Promise<void>;
}

/** What is kept of a running lesson, so that another server can go on with it. */
export interface LessonStore {
  load(lessonId: LessonId): Promise<StoredLesson | undefined>;
  save(lessonId: LessonId, stored: StoredLesson): Promise<void>;
}

/** Where the recording of a lesson is written down. What returns nothing never throws, and goes in order. */
export interface CapsuleBook {
  /** Those of these schools that do not record: one is enough, and nobody does. */
  refusing(schoolIds: readonly SchoolId[]): Promise<SchoolId[]>;
  /**
   * Begins a stretch of the lesson's capsule, and the capsule with the first one, or after it was taken back.
   * @throws AppError `conflict` with reason `no-recording`, `capsule-gone` or `recorded-elsewhere`
   */
  begin(start: CapsuleStart): Promise<{ capsuleId: CapsuleId; epoch: number; since: number }>;
  /** Takes back what `begin` did last, for nothing was recorded. */
  undo(capsuleId: CapsuleId): Promise<void>;
  note(capsuleId: CapsuleId, cue: CapsuleCue): void;
  /** The node has written some of a track, or all. */
  wrote(capsuleId: CapsuleId, track: TrackHeader): void;
  /** A message that was noted is taken off the wall. */
  unsay(capsuleId: CapsuleId, messageId: MessageId): void;
  /** Milliseconds since the epoch. */
  gapBegan(capsuleId: CapsuleId, at: number, why: GapReason): void;
  gapEnded(capsuleId: CapsuleId, at: number): void;
  /** Notes how far the recording has come. @returns false when the capsule was taken back */
  lasted(capsuleId: CapsuleId, at: number): Promise<boolean>;
  /** Waits, not long, for what is being written. */
  flush(capsuleId: CapsuleId): Promise<void>;
  /** Ends the stretch: the capsule is ready. */
  end(capsuleId: CapsuleId, ending: { at: number; why: StretchEnd; staffId: StaffId | null }): Promise<void>;
}
export interface CapsuleStart {
  readonly lessonId: LessonId;
  /** Whose it is, when a teacher records alone. */
  readonly ownerId?: StaffId | undefined;
  readonly title: string;
  readonly boardId: BoardId;
  /** In the order of their colours. */
  readonly schoolIds: readonly SchoolId[];
  /** Null: it goes on where another server left it. */
  readonly staffId: StaffId | null;
  readonly at: number;
  /** The board as it is; asked for once. */
  readonly base: () => Promise<{ seq: number; state: Uint8Array }>;
}

/** The boards' door, told by the lesson. */
export interface Boards {
  setLocked(boardId: BoardId, locked: boolean): void;
  /** A seat has left its lesson: its board socket has to be asked again. */
  seatLeft(seatId: SeatId): void;
  /** The board as one Yjs update, and the number of its last entry. */
  stateOf(boardId: BoardId): Promise<{ seq: number; state: Uint8Array }>;
  /** The page to which a teacher last brought everyone, if anybody has the board open. */
  pageOf(boardId: BoardId): Promise<PageId | null>;
  /** Resolves when what was drawn so far is stored. */
  stored(boardId: BoardId): Promise<void>;
  /** The lesson is over: nobody draws any more. */
  end(boardId: BoardId): void;
}

/** To whom an event goes. `pupils` are all seats of the lesson that are no teacher's. */
export type Address =
  | { readonly to: 'lesson' | 'teachers' | 'pupils' | 'lobby'; readonly lessonId: LessonId }
  | { readonly to: 'seat'; readonly seatId: SeatId };

/** Tells events to sockets, in the order in which they happened, after the replies of the same moment. */
export interface Announcer {
  emit<N extends keyof SignallingEvents>(address: Address, name: N, event: Event<SignallingEvents, N>): void;
  /** Sends what waits, so that a socket that enters now gets nothing from before. */
  flush(): void;
}

/** A socket, as a lesson knows it. */
export interface Connection {
  readonly id: string;
  readonly open: boolean;
  /** From now on this socket hears what is told to these. */
  enter(addresses: readonly Address[]): void;
  /** It hears nothing of any lesson any more. */
  exit(): void;
}

/** Someone at a socket who was recognised at the door. */
export interface Visitor {
  readonly actor: Actor;
  readonly as: SpeakingAs;
  /** When that session ends, the seat it took goes at once. */
  readonly sessionId: string;
  readonly connection: Connection;
}

export interface LiveLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

/** What is counted. */
export interface LiveMeter {
  seats(kind: SeatKind, change: 1 | -1): void;
  lessons(change: 1 | -1): void;
  joined(kind: SeatKind, seconds: number): void;
}

/** Everything that a running lesson needs of the rest of the house. */
export interface LiveDeps {
  readonly now: Now;
  readonly log: LiveLog;
  readonly plans: LessonPlans;
  readonly occupants: Occupants;
  readonly attendance: AttendanceBook;
  readonly store: LessonStore;
  readonly media: MediaRooms;
  readonly announcer: Announcer;
  readonly boards: Boards;
  readonly capsules: CapsuleBook;
  readonly timings: Timings;
  readonly meter: LiveMeter;
  /** TURN and STUN servers for this seat's browser. */
  readonly iceServers: () => IceServer[];
}
