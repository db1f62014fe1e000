import * as z from 'zod/mini';

/**
 * Where a twinning stands: asked for, at work, at rest, over. Lessons and series are only made in an active one; what is
 * planned goes on while it rests, and is called off when it ends.
 */
export const TwinningState = z.enum(['proposed', 'active', 'paused', 'ended']);
export type TwinningState = z.infer<typeof TwinningState>;

const next: Readonly<Record<TwinningState, readonly TwinningState[]>> = {
  proposed: ['active', 'ended'],
  active: ['paused', 'ended'],
  paused: ['active', 'ended'],
  ended: [],
};

/** Whether a twinning may go from one state to the other. What is over stays over: a new one begins. */
export const mayBecome = (from: TwinningState, to: TwinningState): boolean => next[from].includes(to);
