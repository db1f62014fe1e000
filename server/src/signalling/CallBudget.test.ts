import { expect, test, vi } from 'vitest';
import { CallBudget } from './CallBudget.ts';

/** Calls that pass, out of `calls` spread evenly over a second from `from` on. */
function passed(budget: CallBudget, calls: number, from: number, name = 'floor:raise'): number {
  let through = 0;
  for (let n = 0; n < calls; n++) {
    try {
      budget.spend(name, from + (n * 1000) / calls);
      through += 1;
    } catch {
      // refused
    }
  }
  return through;
}

test('a burst passes, then the steady rate', () => {
  const budget = new CallBudget(() => undefined, 0);
  expect(passed(budget, 120, 0)).toBe(120);
  expect(passed(budget, 200, 10_000)).toBeGreaterThanOrEqual(155);
  expect(passed(budget, 200, 11_000)).toBeLessThanOrEqual(41);
});

test('a view costs a quarter', () => {
  expect(passed(new CallBudget(() => undefined, 0), 400, 0, 'media:view')).toBe(400);
});

test('a thousand a second end it; a little too many do not', () => {
  const flooded = vi.fn<() => void>();
  const budget = new CallBudget(flooded, 0);
  passed(budget, 400, 0);
  passed(budget, 300, 1001);
  expect(flooded).not.toHaveBeenCalled();
  passed(budget, 1000, 3000);
  expect(flooded).toHaveBeenCalled();
});
