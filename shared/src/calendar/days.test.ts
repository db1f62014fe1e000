import { describe, expect, test } from 'vitest';
import { IsoDay, mondayOf, toDayNumber, toIsoDay, toMinute, toWallTime, WallTime, weekdayOf } from './days.ts';

test.each<[string, boolean]>([
  ['2026-11-24', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-5', false],
  ['1969-12-31', false],
  ['2200-01-01', false],
  ['2199-12-31', true],
  ['2026-11-24T00:00', false],
  ['', false],
])('%s is a day: %s', (text, is) => {
  expect(IsoDay.safeParse(text).success).toBe(is);
});

test.each<[string, boolean]>([
  ['00:00', true],
  ['24:00', true],
  ['23:59', true],
  ['24:01', false],
  ['9:00', false],
  ['09:60', false],
])('%s is what a clock shows: %s', (text, is) => {
  expect(WallTime.safeParse(text).success).toBe(is);
});

describe('days', () => {
  test.each<[string, number, number, string]>([
    ['1970-01-01', 0, 4, '1969-12-29'],
    ['1970-01-05', 4, 1, '1970-01-05'],
    ['2024-02-29', 19_782, 4, '2024-02-26'],
    // The last week of 2026 is its 53rd.
    ['2026-12-31', 20_818, 4, '2026-12-28'],
    ['2027-01-03', 20_821, 7, '2026-12-28'],
    ['2027-01-04', 20_822, 1, '2027-01-04'],
  ])('%s is day %i, weekday %i, of the week from %s', (day, number, weekday, monday) => {
    expect(toDayNumber(day)).toBe(number);
    expect(toIsoDay(number)).toBe(day);
    expect(weekdayOf(number)).toBe(weekday);
    expect(toIsoDay(mondayOf(number))).toBe(monday);
  });

  test('every day from 1970 to 2199 goes to a number and back, in order, a weekday after the other', () => {
    const first = toDayNumber('1970-01-01');
    const last = toDayNumber('2199-12-31');
    for (let day = first; day <= last; day++) {
      if (toDayNumber(toIsoDay(day)) !== day) throw new Error(`day ${day} comes back as another`);
      if (weekdayOf(day + 1) !== (weekdayOf(day) % 7) + 1) throw new Error(`weekday of ${day + 1}`);
    }
    expect(last).toBe(84_005);
  });
});

test.each<[string, number]>([
  ['00:00', 0],
  ['08:05', 485],
  ['13:55', 835],
  ['24:00', 1440],
])('%s is minute %i', (time, minute) => {
  expect(toMinute(time)).toBe(minute);
  expect(toWallTime(minute)).toBe(time);
});
