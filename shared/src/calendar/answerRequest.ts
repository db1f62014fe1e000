import type { ScheduleAnswer } from './answer.ts';
import { findHours } from './findHours.ts';
import { WishOptions } from './findOptions.ts';
import type { JointPlan } from './joint/problem.ts';
import { solveJointly } from './joint/solve.ts';
import { whoHas } from './joint/whoHas.ts';
import { SchoolYear } from './SchoolYear.ts';
import type { ScheduleRequest } from './wish.ts';

/** Where nobody watches, a plan is bettered for so many steps at most, and left when it is surely this near to the best. */
const STEPS = 400;
const GAP = 0.001;

/** Answers a request from beginning to end: one wish by itself, several by a plan in which nobody is at two places. */
export function answerRequest({ schools, wishes, now, limit, seed }: ScheduleRequest): ScheduleAnswer {
  const years = schools.map((school) => new SchoolYear(school));
  const [only, ...others] = wishes;
  if (only !== undefined && others.length === 0) {
    const answer = findHours(years, only, { now, limit });
    const value = answer.chosen === null ? 0 : (answer.patterns[0]?.value ?? 0);
    return { version: 1, wishes: [answer], value, bound: value };
  }
  const ways = wishes.map((wish) => new WishOptions(years, wish, { now, limit }));
  const plan = planTogether(ways, seed);
  const missed = whoHas(ways, plan?.chosen ?? []);
  return {
    version: 1,
    wishes: ways.map((way, place) => {
      const answer = way.answer(plan?.chosen[place] ?? null, limit);
      const less = missed.get(way.wishId);
      return less === undefined ? answer : { ...answer, missed: less };
    }),
    value: plan?.value ?? 0,
    bound: plan?.bound ?? 0,
  };
}

function planTogether(ways: readonly WishOptions[], seed: number): JointPlan | undefined {
  let last: JointPlan | undefined;
  for (const plan of solveJointly({ wishes: ways }, { seed, maxSteps: STEPS })) {
    last = plan;
    if (plan.bound - plan.value <= GAP * plan.bound) break;
  }
  return last;
}
