import { describe, expect, it } from 'vitest';
import { sequentialRoundTrips } from './sequentialRoundTrips.ts';
import { median, percentile } from './statistics.ts';

describe('percentile', () => {
  it('is by nearest rank', () => {
    const values = Array.from({ length: 20 }, (_, n) => 20 - n);
    expect(percentile(values, 0.5)).toBe(10);
    expect(percentile(values, 0.95)).toBe(19);
    expect(percentile([7], 0.95)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow('No values');
  });
});

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('sequential round trips', () => {
  it.each([
    ['none', [], 0],
    ['one', [{ sent: 0, answered: 5 }], 1],
    [
      'two at once',
      [
        { sent: 0, answered: 5 },
        { sent: 1, answered: 6 },
      ],
      1,
    ],
    [
      'one after the other',
      [
        { sent: 0, answered: 5 },
        { sent: 5, answered: 9 },
      ],
      2,
    ],
    [
      'one that spans two',
      [
        { sent: 0, answered: 9 },
        { sent: 0, answered: 4 },
        { sent: 4, answered: 8 },
      ],
      2,
    ],
    [
      'an answer that came too late',
      [
        { sent: 0, answered: 5 },
        { sent: 5, answered: 99 },
      ],
      1,
    ],
  ])('counts %s', (_, calls, expected) => {
    expect(sequentialRoundTrips(calls, 50)).toBe(expected);
  });
});
