import { describe, expect, test } from 'vitest';
import type { JointOption, JointPlan, JointProblem } from './problem.ts';
import { seededRandom } from './random.ts';
import { MOVING_COSTS, replan, type WishChange } from './replan.ts';
import { solveJointly } from './solve.ts';
import { bruteForce, check } from './testing/bruteForce.ts';
import { inventProblem } from './testing/inventProblem.ts';

const solve = (problem: JointProblem, maxSteps = 3_000): JointPlan =>
  [...solveJointly(problem, { seed: 1, maxSteps })].at(-1)!;

/** Some options of a wish vanish, lose their first lesson, get worse or better, or come from another problem. */
function inventChange(problem: JointProblem, seed: number): WishChange {
  const random = seededRandom(seed);
  const { wishId, options } = problem.wishes[Math.floor(random() * problem.wishes.length)]!;
  const changed = options.flatMap((option): JointOption[] => {
    const what = random();
    if (what < 0.3) return [];
    if (what < 0.5) {
      const claims = option.claims.map(({ resource, hours }) => ({ resource, hours: hours.slice(2) }));
      return [{ ...option, value: option.value - 1, claims }];
    }
    return what < 0.6 ? [{ ...option, value: option.value + Math.floor(random() * 9) - 4 }] : [option];
  });
  const others = inventProblem(seed + 5000, { wishes: 1, options: 3, schools: 2 }).wishes[0]!.options;
  const come = random() < 0.3 ? others.map((option, at) => ({ ...option, optionId: `new ${at}` })) : [];
  return { wishId, options: [...changed, ...come] };
}

/** What a plan is worth when every wish that stays where it was saves the cost of a move. */
function withoutMoves(problem: JointProblem, before: JointPlan, changed: string): JointProblem {
  return {
    wishes: problem.wishes.map(({ wishId, options }, wish) => ({
      wishId,
      options: options.map((option) =>
        wishId === changed || option.optionId !== before.chosen[wish]
          ? option
          : { ...option, value: option.value * (1 + MOVING_COSTS) },
      ),
    })),
  };
}

describe('after a change', () => {
  const cases = Array.from({ length: 500 }, (_, at) => {
    const problem = inventProblem(at + 1, { wishes: 7, options: 6, schools: 2 });
    return { seed: at + 1, problem, before: solve(problem), change: inventChange(problem, at + 1) };
  });

  test.each([0, 1, 2, 3, 4])('100 small problems, part %d: a valid plan, as good as any with moves counted', (part) => {
    for (const { seed, problem, before, change } of cases.slice(part * 100, part * 100 + 100)) {
      const after = replan(problem, before, [change]);
      expect(check(after.problem, after.plan.chosen), `seed ${seed}`).toBeCloseTo(after.plan.value, 6);
      const counted = withoutMoves(after.problem, before, change.wishId);
      expect(check(counted, after.plan.chosen), `seed ${seed}`).toBeCloseTo(bruteForce(counted), 5);
      expect(after.plan.bound, `seed ${seed}`).toBeGreaterThanOrEqual(bruteForce(after.problem));
    }
  });

  test('names who was moved, and nobody else', () => {
    for (const { problem, before, change } of cases) {
      const { plan, moved } = replan(problem, before, [change]);
      const others = problem.wishes.filter(({ wishId }, wish) => {
        return wishId !== change.wishId && plan.chosen[wish] !== before.chosen[wish];
      });
      expect(others.map(({ wishId }) => wishId).toSorted()).toEqual(moved.toSorted());
    }
  });

  test('what nobody has leaves everybody where they are', () => {
    for (const { problem, before } of cases.slice(0, 100)) {
      problem.wishes.forEach(({ wishId, options }, wish) => {
        const held = options.filter(({ optionId }) => optionId === before.chosen[wish]);
        const { plan, moved } = replan(problem, before, [{ wishId, options: held }]);
        expect({ chosen: plan.chosen, moved }).toEqual({ chosen: before.chosen, moved: [] });
        expect(plan.bound).toBe(before.bound);
      });
    }
  });

  test('a new wish is added, one without options gets nothing', () => {
    const { problem, before } = cases[0]!;
    const options = [{ optionId: 'x', value: 3, claims: [] }];
    const added = replan(problem, before, [{ wishId: 'new', options }]);
    expect(added.plan.chosen).toEqual([...before.chosen, 'x']);
    const gone = replan(added.problem, added.plan, [{ wishId: 'new', options: [] }]);
    expect(gone.plan.chosen).toEqual([...before.chosen, null]);
  });
});

test('of a large problem only the neighbourhood is looked at', () => {
  const problem = inventProblem(77, { wishes: 300, options: 12, schools: 150 });
  const before = solve(problem, 60);
  for (let seed = 1; seed <= 40; seed++) {
    const change = inventChange(problem, seed);
    const { problem: now, plan, moved } = replan(problem, before, [change]);
    expect(check(now, plan.chosen)).toBeCloseTo(plan.value, 6);
    expect(moved.length).toBeLessThan(18);
  }
});
