import { FloorLedger } from '@pluriclasse/shared/domain/floor';
import { PlanState } from '@pluriclasse/shared/domain/plan';
import { MediaSource, SeatKind } from '@pluriclasse/shared/domain/roles';
import { CapsuleId, SchoolId, SeatId } from '@pluriclasse/shared/ids';
import { Hand, Occupant, ReceiveLevel, StageState, Turn, WallState } from '@pluriclasse/shared/signalling/state';
import { Instant } from '@pluriclasse/shared/time';
import * as z from 'zod/mini';

/** A seat as it is kept: enough to know it again when it comes back. */
export const StoredSeat = z.object({
  seatId: SeatId,
  identity: z.string(),
  schoolId: SchoolId,
  kind: SeatKind,
  occupant: Occupant,
  joinedAt: Instant,
  receiveLevel: ReceiveLevel,
  muted: z.array(MediaSource),
});
export type StoredSeat = z.infer<typeof StoredSeat>;

/** What is recorded of a lesson: its capsule, and whether the recording goes on. */
export const StoredRecording = z.object({ capsuleId: CapsuleId, on: z.boolean() });
export type StoredRecording = z.infer<typeof StoredRecording>;

/** The compact state of a running lesson: what a server that takes over needs. Media is not in it: it is made anew. */
export const StoredLesson = z.object({
  version: z.literal(1),
  revision: z.int(),
  plan: PlanState,
  stage: StageState,
  boardLocked: z.boolean(),
  wall: WallState,
  floor: z.object({ open: z.boolean(), hands: z.array(Hand), turn: z.nullable(Turn), ledger: FloorLedger }),
  seats: z.array(StoredSeat),
  /** Absent while nothing ever was. */
  recording: z.optional(StoredRecording),
  /** Identities that a teacher let in, and that a teacher sent out. */
  letIn: z.array(z.string()),
  sentOut: z.array(z.string()),
});
export type StoredLesson = z.infer<typeof StoredLesson>;
