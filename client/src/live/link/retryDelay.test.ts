import { describe, expect, test } from 'vitest';
import { retryDelay } from './retryDelay.ts';

describe('retryDelay', () => {
  test('tries again within a third of a second, then waits longer each time', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((attempt) => retryDelay(attempt, () => 1));
    expect(waits[0]).toBe(300);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(new Set(waits).size).toBe(waits.length);
  });

  test('never waits longer than ten seconds, whatever the try', () => {
    expect(retryDelay(50, () => 1)).toBe(10_000);
    expect(retryDelay(5000, () => 1)).toBe(10_000);
  });

  test('spreads over the upper half by chance', () => {
    expect(retryDelay(9, () => 0)).toBe(5000);
    expect(retryDelay(9, () => 0.5)).toBe(7500);
  });
});
