import { expect, it } from 'vitest';
import { retryDelay } from './retryDelay.ts';

it('waits longer each time, up to a limit, and never all at the same moment', () => {
  const longest = Array.from({ length: 8 }, (_, n) => retryDelay(n, () => 1));
  expect(longest).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
  expect(retryDelay(3, () => 0)).toBe(1000);
});
