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

/** The plan of a lesson whose first phase begins at `since`. */
export const startPlan = (phases: Plan, since: number): PlanState => ({ phases, current: 0, since, extra: 0 });

/**
 * The plan one phase on or back. `from` is the phase that the teacher saw: when the plan has moved since, it stays as
 * it is, so that two who tap at once move one step.
 *
 * @returns The same object when nothing moves: also before the first phase and after the last.
 */
export function stepPlan(plan: PlanState, from: number, step: 1 | -1, now: number): PlanState {
  const current = plan.current + step;
  if (plan.current !== from || current < 0 || current >= plan.phases.length) return plan;
  return { ...plan, current, since: now, extra: 0 };
}

/** The plan with `minutes` more for the running phase. */
export const extendPlan = (plan: PlanState, minutes: number): PlanState =>
  plan.phases.length === 0 ? plan : { ...plan, extra: plan.extra + minutes * 60_000 };

/**
 * The plan after its phases were edited while it runs: the running phase goes on, wherever it is now; if it is gone,
 * what stands in its place begins.
 */
export function replacePhases(plan: PlanState, phases: Plan, now: number): PlanState {
  const running = plan.phases[plan.current]?.phaseId;
  const found = phases.findIndex(({ phaseId }) => phaseId === running);
  if (found >= 0) return { ...plan, phases, current: found };
  return { phases, current: Math.max(0, Math.min(plan.current, phases.length - 1)), since: now, extra: 0 };
}
