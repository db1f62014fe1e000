import type { Handlers } from '@pluriclasse/shared/calls';
import { extendPlan, stepPlan, type PlanState } from '@pluriclasse/shared/domain/plan';
import type { planCalls } from '@pluriclasse/shared/signalling/plan';
import type { Guest } from '../Guest.ts';
import { permit } from '../permit.ts';

export function planOrders(guest: Guest): Handlers<typeof planCalls> {
  return {
    'plan:next': ({ from }) => move(guest, (plan, now) => stepPlan(plan, from, 1, now)),
    'plan:back': ({ from }) => move(guest, (plan, now) => stepPlan(plan, from, -1, now)),
    'plan:extend': ({ minutes }) => move(guest, (plan) => extendPlan(plan, minutes)),
  };
}

function move(guest: Guest, change: (plan: PlanState, now: number) => PlanState): Record<string, never> {
  const { lesson, actor } = guest.place;
  permit(actor, 'lesson:lead', lesson.subject);
  const plan = change(lesson.plan, lesson.deps.now());
  if (plan === lesson.plan) return {};
  lesson.plan = plan;
  lesson.change('plan:changed', { plan });
  lesson.lobbyChanged();
  return {};
}
