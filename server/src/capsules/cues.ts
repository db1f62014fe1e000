import type { PageId } from '@pluriclasse/shared/board/objects';
import type { MessageId, PhaseId, SchoolId, SeatId, StaffId } from '@pluriclasse/shared/ids';

/** What is noted while a lesson is recorded, beside sound, picture and board. Of pupils there is nothing in it. */
export interface CueBodies {
  /** This phase began, or runs when recording begins. */
  readonly phase: { readonly phaseId: PhaseId; readonly title: string };
  /** A teacher brought everyone to this page, or they are there when recording begins. */
  readonly page: { readonly page: PageId };
  /** A teacher's message on the wall. */
  readonly wall: { readonly messageId: MessageId; readonly staffId: StaffId; readonly text: string };
  /** The school that has the turn from now on; null: none. */
  readonly turn: { readonly schoolId: SchoolId | null };
  /** A desk was heard from `at` until `to`, milliseconds since the epoch. */
  readonly voice: { readonly seatId: SeatId; readonly to: number };
}
export type CueKind = keyof CueBodies;

/** `at` is in milliseconds since the recording's epoch. */
export type CapsuleCue = {
  [K in CueKind]: { readonly kind: K; readonly at: number; readonly body: CueBodies[K] };
}[CueKind];
