import { expect, test } from 'vitest';
import { ClockReadings } from './ClockReadings.ts';

/** Readings of a clock that is 1,000 ahead, whose questions and answers take what the list says. */
function read(trips: readonly (readonly [there: number, back: number])[], kept = 8): ClockReadings {
  const readings = new ClockReadings(kept);
  let now = 0;
  for (const [there, back] of trips) {
    readings.add(now, now + there + 1_000, now + there + back);
    now += 5_000;
  }
  return readings;
}

test.each([
  ['one reading', [[10, 10]], 1_000],
  ['one that was quick there', [[10, 90]], 960],
  [
    'the quickest of many',
    [
      [900, 20],
      [15, 16],
      [15, 15],
      [600, 10],
    ],
    1_000,
  ],
] as const)('%s is believed', (_, trips, offset) => expect(read(trips).offset).toBe(offset));

test('old readings are forgotten, and all when the other clock is another', () => {
  const readings = read(
    [
      [0, 0],
      [100, 0],
      [100, 0],
    ],
    2,
  );
  expect(readings.offset).toBe(1_050);
  readings.clear();
  expect(readings.offset).toBeUndefined();
});
