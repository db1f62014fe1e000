import type { AppError } from '@pluriclasse/shared/errors';

export type OutReason = 'sent-out' | 'refused' | 'replaced' | 'ended' | 'expired' | 'left';

/** Where a seat is on its way into the lesson and out of it. */
export type SessionState =
  /** The lobby is being read. */
  | { kind: 'opening' }
  | { kind: 'lobby' }
  | { kind: 'joining' }
  /** A teacher has to let this seat in. */
  | { kind: 'at-door' }
  | { kind: 'in' }
  /** Was in; the link is lost and its place is kept. `attempt` counts the tries. */
  | { kind: 'coming-back'; attempt: number }
  | { kind: 'out'; reason: OutReason }
  | { kind: 'failed'; error: AppError };
