import { expect, test } from 'vitest';
import { stopPassed, type Stop } from './stops.ts';

const stop = (at: number, done = false): Stop => ({ id: `${at}`, at, done, label: '' });
const stops = [stop(5_000), stop(1_000), stop(3_000, true)];

test.each([
  ['none on the way', 1_000, 1_200, undefined],
  ['one on the way', 900, 1_100, 1_000],
  ['one just reached', 4_800, 5_000, 5_000],
  ['one that is done', 2_900, 3_100, undefined],
  ['the first of two', 900, 3_800, 1_000],
  ['the first, in a tab that was away', 0, 60_000, 1_000],
  ['backwards', 5_100, 4_900, undefined],
])('stops: %s', (_, before, now, expected) => {
  const seeks = 2;
  expect(stopPassed(stops, { at: before, seeks }, { at: now, seeks })?.at).toBe(expected);
});

test('a jump passes none', () => {
  expect(stopPassed(stops, { at: 900, seeks: 2 }, { at: 1_100, seeks: 3 })).toBeUndefined();
});
