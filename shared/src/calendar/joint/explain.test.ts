import { expect, test } from 'vitest';
import { explain } from './explain.ts';
import type { JointProblem } from './problem.ts';
import { solveJointly } from './solve.ts';
import { areInConflict } from './testing/bruteForce.ts';
import { inventProblem } from './testing/inventProblem.ts';

const HOUR = 3_600_000;
const hours = (...starts: number[]) => starts.flatMap((start) => [start * HOUR, (start + 1) * HOUR]);

test('who has the best hours of a wish, and when', () => {
  const problem: JointProblem = {
    wishes: [
      {
        wishId: 'a',
        options: [
          { optionId: 'best', value: 9, claims: [{ resource: 'room', hours: hours(1, 25, 49) }] },
          { optionId: 'other', value: 4, claims: [] },
        ],
      },
      {
        wishId: 'b',
        options: [{ optionId: 'all', value: 8, claims: [{ resource: 'room', hours: hours(0, 25, 49.5) }] }],
      },
      { wishId: 'c', options: [{ optionId: 'one', value: 2, claims: [{ resource: 'room', hours: hours(1) }] }] },
      { wishId: 'd', options: [{ optionId: 'none', value: -2, claims: [] }] },
    ],
  };
  expect(explain(problem, ['other', 'all', 'one', null])).toEqual([
    {
      wishId: 'a',
      optionId: 'best',
      lost: 5,
      takenBy: [
        { resource: 'room', wishId: 'b', optionId: 'all', at: [25 * HOUR, 49 * HOUR] },
        { resource: 'room', wishId: 'c', optionId: 'one', at: [1 * HOUR] },
      ],
    },
  ]);
});

test('in the best plan everybody who misses something is told who has it', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const problem = inventProblem(seed, { wishes: 7, options: 6, schools: 2 });
    const { chosen } = [...solveJointly(problem, { seed })].at(-1)!;
    const missed = explain(problem, chosen);
    problem.wishes.forEach(({ wishId, options }, wish) => {
      const best = Math.max(0, ...options.map(({ value }) => value));
      const got = options.find(({ optionId }) => optionId === chosen[wish])?.value ?? 0;
      const told = missed.find((one) => one.wishId === wishId);
      expect(told?.lost ?? 0).toBe(best - got);
      const wanted = options.find(({ optionId }) => optionId === told?.optionId);
      const takers = problem.wishes.filter(({ options: theirs }, other) => {
        const has = theirs.find(({ optionId }) => optionId === chosen[other]);
        return other !== wish && wanted !== undefined && has !== undefined && areInConflict(wanted, has);
      });
      expect(new Set(told?.takenBy.map((taker) => taker.wishId))).toEqual(new Set(takers.map((one) => one.wishId)));
      expect(told?.takenBy.length).not.toBe(0);
    });
  }
});
