import { WishOptions } from '@pluriclasse/shared/calendar/findOptions';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import type { JointPlan, JointProblem } from '@pluriclasse/shared/calendar/joint/problem';
import { replan } from '@pluriclasse/shared/calendar/joint/replan';
import { solveJointly } from '@pluriclasse/shared/calendar/joint/solve';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { seededRandom } from '../../../support/board/seededRandom.ts';
import { median, percentile, type Figure } from '../statistics.ts';
import { findAll } from './findAll.ts';
import { inventNetwork } from './inventNetwork.ts';

/**
 * One change at a time to the plan of many twinnings: a week of one school falls out (all its wishes are asked anew), or
 * the hour of one wish is no longer possible.
 */
export function measureReplan(options: { schools: number; wishes: number; changes: number }): Figure[] {
  const request = inventNetwork({ seed: 1, ...options });
  const problem = findAll(request);
  const plan = solve(problem);
  const random = seededRandom(11);
  const pick = (count: number) => Math.floor(random() * count);
  const times: number[] = [];
  const withOptions: number[] = [];
  let moved = 0;
  for (let change = 0; change < options.changes; change++) {
    const began = performance.now();
    let changes;
    if (change % 2 === 0) {
      const school = request.schools[pick(request.schools.length)]!;
      const closed = close(school, toIsoDay(toDayNumber('2026-10-05') + 7 * pick(30)));
      const touched = request.wishes.filter(({ sites }) => sites.some(({ schoolId }) => schoolId === school.schoolId));
      const years = request.schools.map((one) => new SchoolYear(one === school ? closed : one));
      changes = touched.map((wish) => {
        return { wishId: wish.wishId, options: new WishOptions(years, wish, { now: request.now }).options };
      });
    } else {
      const place = pick(problem.wishes.length);
      const { wishId, options: all } = problem.wishes[place]!;
      changes = [{ wishId, options: all.filter(({ optionId }) => optionId !== plan.chosen[place]) }];
    }
    const asked = performance.now();
    const after = replan(problem, plan, changes);
    const done = performance.now();
    times.push(done - asked);
    if (change % 2 === 0) withOptions.push(done - began);
    moved += after.moved.length;
  }
  const slow = percentile(times, 0.95);
  return [
    {
      name: `a plan anew after one change, p95 of ${options.changes}`,
      value: slow,
      unit: 'ms',
      goal: '≤ 50 ms',
      holds: slow <= 50,
    },
    { name: 'the same, median', value: median(times), unit: 'ms' },
    {
      name: 'a week closed at a school, its wishes’ options found anew too, median',
      value: median(withOptions),
      unit: 'ms',
    },
    { name: 'wishes moved that the change did not touch, a change', value: moved / options.changes, unit: '' },
  ];
}

function solve(problem: JointProblem): JointPlan {
  let best: JointPlan | undefined;
  for (const plan of solveJointly(problem, { seed: 1, maxSteps: 200 })) best = plan;
  if (best === undefined) throw new Error('No plan');
  return best;
}

const close = (school: SchoolCalendar, monday: string): SchoolCalendar => ({
  ...school,
  closures: [
    ...school.closures,
    {
      closureId: 'new',
      kind: 'school',
      name: 'Closed',
      from: monday,
      to: toIsoDay(toDayNumber(monday) + 6),
      hours: null,
      classGroupIds: [],
    },
  ],
});
