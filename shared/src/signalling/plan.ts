import * as z from 'zod/mini';
import { nothing } from '../calls.ts';
import { PlanState } from '../domain/plan.ts';

/** `from` is the phase that the teacher saw: two who tap at once move one step, not two. */
const step = z.object({ from: z.int().check(z.gte(0)) });

export const planCalls = {
  'plan:next': { request: step, reply: nothing },
  'plan:back': { request: step, reply: nothing },
  /** Adds minutes to the running phase. */
  'plan:extend': { request: z.object({ minutes: z.int().check(z.gte(1), z.lte(30)) }), reply: nothing },
} as const;

export const planEvents = {
  'plan:changed': z.object({ revision: z.int(), plan: PlanState }),
} as const;
