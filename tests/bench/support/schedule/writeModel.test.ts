import type { JointProblem } from '@pluriclasse/shared/calendar/joint/problem';
import { solveJointly } from '@pluriclasse/shared/calendar/joint/solve';
import { inventProblem } from '@pluriclasse/shared/calendar/joint/testing/inventProblem';
import { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';
import { expect, test } from 'vitest';
import { findAll } from './findAll.ts';
import { inventNetwork } from './inventNetwork.ts';
import { createHighs } from './runHighs.ts';
import { writeModel } from './writeModel.ts';

const runHighs = await createHighs(60);
const solve = (problem: JointProblem) => [...solveJointly(problem, { seed: 1, maxSteps: 400 })].at(-1)!;

test('HiGHS finds the best within our value and our bound', () => {
  let tight = 0;
  for (let seed = 1; seed <= 30; seed++) {
    const problem = inventProblem(seed, { wishes: 40, options: 10, schools: 14 });
    const { value, bound } = solve(problem);
    const highs = runHighs(writeModel(problem).text);
    expect(highs.isOptimal).toBe(true);
    expect(highs.value).toBeGreaterThanOrEqual(value - 1e-6);
    expect(highs.value).toBeLessThanOrEqual(bound + 1e-6);
    if (value === bound) tight++;
  }
  expect(tight).toBeGreaterThan(20);
}, 60_000);

test('so it does with what the product finds in calendars', () => {
  const request = inventNetwork({ seed: 4, schools: 12, wishes: 16 });
  expect(ScheduleRequest.safeParse(request).success).toBe(true);
  expect(inventNetwork({ seed: 4, schools: 12, wishes: 16 })).toEqual(request);
  const problem = findAll(request);
  const { value, bound } = solve(problem);
  const highs = runHighs(writeModel(problem).text);
  expect(highs.value).toBeGreaterThanOrEqual(value - 1e-6);
  expect(highs.value).toBeLessThanOrEqual(bound + 1e-6);
}, 60_000);
