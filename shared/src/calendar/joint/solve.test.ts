import { describe, expect, test, vi } from 'vitest';
import type { JointPlan, JointProblem } from './problem.ts';
import { solveJointly } from './solve.ts';
import { bruteForce, check } from './testing/bruteForce.ts';
import { inventProblem } from './testing/inventProblem.ts';

const plansOf = (problem: JointProblem, seed = 1, maxSteps = 3_000) => [...solveJointly(problem, { seed, maxSteps })];
const last = (plans: readonly JointPlan[]) => plans.at(-1)!;

describe('against all choices tried', () => {
  test.each([0, 100, 200, 300, 400, 500])('small problems from %d on: the same optimum, known to be it', (from) => {
    let contested = 0;
    for (let seed = from + 1; seed <= from + 100; seed++) {
      const problem = inventProblem(seed, { wishes: 7, options: 6, schools: 2 });
      const most = bruteForce(problem);
      const plans = plansOf(problem, seed);
      expect(last(plans), `seed ${seed}`).toMatchObject({ value: most, bound: most });
      for (const { bound } of plans) expect(bound).toBeGreaterThanOrEqual(most);
      const bests = problem.wishes.reduce((sum, { options }) => sum + Math.max(0, ...options.map((o) => o.value)), 0);
      if (most < bests) contested++;
    }
    // Not a test of problems that everybody wins.
    expect(contested).toBeGreaterThan(50);
  });
});

describe('larger problems', () => {
  const problems = Array.from({ length: 6 }, (_, at) =>
    inventProblem(1000 + at, { wishes: 60 + 40 * at, options: 12, schools: 30 + 20 * at }),
  );

  test('every plan on the way is a valid one, no value falls, no bound rises or is below a value', () => {
    for (const problem of problems) {
      let before: JointPlan = { chosen: [], value: 0, bound: Infinity, steps: 0 };
      for (const plan of solveJointly(problem, { seed: 3 })) {
        expect(plan.chosen === before.chosen ? before.value : check(problem, plan.chosen)).toBeCloseTo(plan.value, 6);
        expect(plan.value).toBeGreaterThanOrEqual(before.value);
        expect(plan.bound).toBeLessThanOrEqual(before.bound);
        expect(plan.bound).toBeGreaterThanOrEqual(plan.value);
        expect(plan.steps).toBe(before.steps + 1);
        before = plan;
      }
      expect(before.bound - before.value).toBeLessThanOrEqual(0.02 * before.bound);
    }
  });

  test('a seed gives the same plans again; no other work in between changes them', () => {
    const plans = problems.map((problem) => JSON.stringify(plansOf(problem, 5)));
    expect(problems.toReversed().map((problem) => JSON.stringify(plansOf(problem, 5)))).toEqual(plans.toReversed());
  });

  test('the zone of the machine changes nothing', () => {
    const zones = ['UTC', 'Europe/Rome', 'America/New_York', 'Pacific/Apia'];
    const hours = new Set<number>();
    const plans = zones.map((zone) => {
      vi.stubEnv('TZ', zone);
      hours.add(new Date(0).getHours());
      return JSON.stringify(problems.slice(0, 4).map((problem) => plansOf(problem, 5)));
    });
    vi.unstubAllEnvs();
    expect(hours.size).toBe(zones.length);
    expect(new Set(plans).size).toBe(1);
  });

  test('ends after so many steps', () => {
    for (const maxSteps of [1, 2, 3, 7, 30]) {
      for (const problem of problems) expect(plansOf(problem, 1, maxSteps).length).toBeLessThanOrEqual(maxSteps);
    }
  });
});

describe('odd problems', () => {
  const hours = [0, 3_600_000];
  const claims = [{ resource: 'room', hours }];
  test.each<[string, JointProblem, (string | null)[], number]>([
    ['no wishes', { wishes: [] }, [], 0],
    ['no options', { wishes: [{ wishId: 'a', options: [] }] }, [null], 0],
    ['worth nothing', { wishes: [{ wishId: 'a', options: [{ optionId: 'x', value: 0, claims: [] }] }] }, [null], 0],
    [
      'twice the same claim',
      { wishes: [{ wishId: 'a', options: [{ optionId: 'x', value: 1, claims: [...claims, ...claims] }] }] },
      ['x'],
      1,
    ],
    [
      'hours that touch',
      {
        wishes: [
          { wishId: 'a', options: [{ optionId: 'x', value: 1, claims }] },
          {
            wishId: 'b',
            options: [{ optionId: 'y', value: 1, claims: [{ resource: 'room', hours: [3_600_000, 7_200_000] }] }],
          },
        ],
      },
      ['x', 'y'],
      2,
    ],
    [
      'hours past Sunday’s midnight',
      {
        wishes: [
          {
            wishId: 'a',
            options: [{ optionId: 'x', value: 1, claims: [{ resource: 'room', hours: [259_200_000, 432_000_000] }] }],
          },
          {
            wishId: 'b',
            options: [{ optionId: 'y', value: 2, claims: [{ resource: 'room', hours: [345_600_000, 345_600_001] }] }],
          },
        ],
      },
      [null, 'y'],
      2,
    ],
    [
      'thirds',
      { wishes: [1, 2, 3].map((n) => ({ wishId: `${n}`, options: [{ optionId: 'x', value: 1 / 3, claims: [] }] })) },
      ['x', 'x', 'x'],
      0.999_999,
    ],
  ])('%s', (_name, problem, chosen, value) => {
    expect(last(plansOf(problem))).toMatchObject({ chosen, value, bound: value });
  });
});
