import * as z from 'zod/mini';
import { PhaseId } from '../ids.ts';
import { line } from '../text.ts';
import { Duration, Instant } from '../time.ts';

/** One timed part of a lesson. */
export const Phase = z.object({ phaseId: PhaseId, title: line(80), minutes: z.int().check(z.gte(1), z.lte(180)) });
export type Phase = z.infer<typeof Phase>;

/** The timed phases of a lesson, in order. An empty plan is a lesson without phases. */
export const Plan = z.array(Phase).check(z.maxLength(30));
export type Plan = z.infer<typeof Plan>;

/** Where a running lesson is in its plan: one clock for all sites. */
export const PlanState = z.object({
  phases: Plan,
  /** Index of the phase that runs; 0 ≤ current < phases.length, or 0 with an empty plan. */
  current: z.int().check(z.gte(0)),
  /** Server time at which the current phase began. */
  since: Instant,
  /** What teachers added to the current phase, in milliseconds. */
  extra: Duration,
});
export type PlanState = z.infer<typeof PlanState>;

/** Milliseconds left in the running phase; negative once it is over time. `now` is server time. */
export function phaseTimeLeft(plan: PlanState, now: number): number {
  const phase = plan.phases[plan.current];
  return phase === undefined ? 0 : plan.since + phase.minutes * 60_000 + plan.extra - now;
}
