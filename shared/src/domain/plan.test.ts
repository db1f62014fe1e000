import { describe, expect, test } from 'vitest';
import { PhaseId } from '../ids.ts';
import { extendPlan, phaseTimeLeft, replacePhases, startPlan, stepPlan, type Phase } from './plan.ts';

const phase = (n: number, minutes = 5): Phase => ({
  phaseId: PhaseId.parse(`00000000-0000-4000-8000-00000000000${n}`),
  title: `Phase ${n}`,
  minutes,
});
const three = [phase(1), phase(2), phase(3)];

describe('stepping', () => {
  test.each([
    ['next', 0, 0, 1, 1],
    ['back', 1, 1, -1, 0],
  ] as const)('%s', (_, current, from, step, expected) => {
    const plan = { ...startPlan(three, 1000), current, extra: 60_000 };
    expect(stepPlan(plan, from, step, 9000)).toEqual({ phases: three, current: expected, since: 9000, extra: 0 });
  });

  test.each([
    ['two teachers tap next at once', 1, 0, 1],
    ['before the first', 0, 0, -1],
    ['after the last', 2, 2, 1],
  ] as const)('%s: nothing moves', (_, current, from, step) => {
    const plan = { ...startPlan(three, 1000), current };
    expect(stepPlan(plan, from, step, 9000)).toBe(plan);
  });

  test('an empty plan stays', () => {
    const plan = startPlan([], 1000);
    expect(stepPlan(plan, 0, 1, 2000)).toBe(plan);
    expect(extendPlan(plan, 5)).toBe(plan);
  });
});

test('the time left counts what was added', () => {
  const plan = extendPlan(startPlan(three, 1000), 2);
  expect(phaseTimeLeft(plan, 1000)).toBe(7 * 60_000);
  expect(phaseTimeLeft(plan, 1000 + 8 * 60_000)).toBe(-60_000);
});

describe('an edit while it runs', () => {
  const running = { ...startPlan(three, 1000), current: 1, extra: 60_000 };
  test('keeps the running phase and its clock', () => {
    const edited = [phase(4), phase(1), phase(2, 9)];
    expect(replacePhases(running, edited, 5000)).toEqual({ phases: edited, current: 2, since: 1000, extra: 60_000 });
  });
  test('begins what stands in its place when it is gone', () => {
    expect(replacePhases(running, [phase(1)], 5000)).toEqual({ phases: [phase(1)], current: 0, since: 5000, extra: 0 });
    expect(replacePhases(running, [], 5000)).toEqual({ phases: [], current: 0, since: 5000, extra: 0 });
  });
});
