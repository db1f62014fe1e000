import type { CatchUpEvent } from '@pluriclasse/shared/capsule/progress';
import type { CapsuleId } from '@pluriclasse/shared/ids';

/** Something that a pupil did and the server has not confirmed yet. */
export interface WaitingEvent {
  /** Whose: pupils share devices. */
  readonly owner: string;
  readonly capsuleId: CapsuleId;
  readonly event: CatchUpEvent;
}

/** What this browser keeps of catching up, over reloads and without a network. Methods reject where it keeps nothing. */
export interface CatchUpStore {
  /** In the order in which they were put. */
  waiting(owner: string): Promise<WaitingEvent[]>;
  /** Puts an event, over one of the same id. */
  put(waiting: WaitingEvent): Promise<void>;
  /** Takes away events that are still the same: another tab may have put more into one meanwhile. */
  remove(owner: string, events: readonly CatchUpEvent[]): Promise<void>;
  /** What the server said last, by a name of one's own. */
  recall(owner: string, name: string): Promise<unknown>;
  keep(owner: string, name: string, said: unknown): Promise<void>;
  /** What was said under a name; without one, all that was said to the owner. Events stay. */
  forget(owner: string, name?: string): Promise<void>;
}
