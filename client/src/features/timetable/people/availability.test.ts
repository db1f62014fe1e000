import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import type { Availability, AvailabilityWish } from '@pluriclasse/shared/calendar/model';
import { describe, expect, test } from 'vitest';
import { cellKey, fromCells, halfHours, toCells } from './availability.ts';

const today = toDayNumber('2026-11-22');
const always = { from: null, to: null };
const never: Availability = { wish: 'never', weekdays: [1, 2], start: '08:00', end: '09:00', ...always };
const minutes = halfHours({ bells: [] }, []);
/** `never 1,2 08:00-09:00` */
const words = (all: readonly Availability[]) =>
  all.map(
    ({ wish, weekdays, start, end, from }) =>
      `${wish} ${weekdays.join()} ${start}-${end}${from ? ` from ${from}` : ''}`,
  );
/** Paints cells of half past or full hours on what is there. */
function paint(before: readonly Availability[], strokes: readonly [number, number, AvailabilityWish | undefined][]) {
  const cells = new Map(toCells(before, minutes, today));
  for (const [weekday, minute, wish] of strokes) {
    if (wish) cells.set(cellKey(weekday, minute), wish);
    else cells.delete(cellKey(weekday, minute));
  }
  return words(fromCells(before, cells, minutes, today));
}

describe('painted half hours become wishes', () => {
  test.each<[string, Availability[], [number, number, AvailabilityWish | undefined][], string[]]>([
    [
      'two that touch are one',
      [],
      [
        [1, 480, 'never'],
        [1, 510, 'never'],
      ],
      ['never 1 08:00-09:00'],
    ],
    [
      'two that do not are two',
      [],
      [
        [1, 480, 'never'],
        [1, 540, 'never'],
      ],
      ['never 1 08:00-08:30', 'never 1 09:00-09:30'],
    ],
    [
      'the same hours of several days are one',
      [],
      [
        [1, 480, 'gladly'],
        [3, 480, 'gladly'],
      ],
      ['gladly 1,3 08:00-08:30'],
    ],
    [
      'another wish parts them',
      [],
      [
        [1, 480, 'never'],
        [1, 510, 'gladly'],
      ],
      ['never 1 08:00-08:30', 'gladly 1 08:30-09:00'],
    ],
    ['days that nobody touches stay', [never], [[2, 510, undefined]], ['never 1 08:00-09:00', 'never 2 08:00-08:30']],
    [
      'to the minute',
      [{ ...never, start: '08:10', end: '08:50' }],
      [[3, 480, 'gladly']],
      ['never 1,2 08:10-08:50', 'gladly 3 08:00-08:30'],
    ],
    [
      'all gone',
      [{ ...never, weekdays: [1] }],
      [
        [1, 480, undefined],
        [1, 510, undefined],
      ],
      [],
    ],
    [
      'wishes of another time of the year stay',
      [{ ...never, from: '2027-01-07' }],
      [[1, 480, 'gladly']],
      ['never 1,2 08:00-09:00 from 2027-01-07', 'gladly 1 08:00-08:30'],
    ],
    [
      'new ones hold as long as the others',
      [{ ...never, from: '2026-09-14' }],
      [[3, 480, 'gladly']],
      ['never 1,2 08:00-09:00 from 2026-09-14', 'gladly 3 08:00-08:30 from 2026-09-14'],
    ],
    ['nothing touched', [never], [], ['never 1,2 08:00-09:00']],
  ])('%s', (_, before, strokes, expected) => {
    expect(paint(before, strokes)).toEqual(expected);
  });
});

test('a wish counts for a cell when it covers the middle; the graver one is shown', () => {
  const cells = toCells(
    [
      { ...never, weekdays: [1], start: '08:20', end: '09:10' },
      { ...never, wish: 'gladly', weekdays: [1], start: '08:00', end: '10:00' },
    ],
    minutes,
    today,
  );
  expect([480, 510, 540, 570].map((minute) => cells.get(cellKey(1, minute)))).toEqual([
    'gladly',
    'never',
    'gladly',
    'gladly',
  ]);
});

test('the day is from 7 to 18, or as long as the bells', () => {
  expect([minutes[0], minutes.at(-1)]).toEqual([420, 1050]);
  const bells = [
    {
      ...always,
      bellScheduleId: 'b',
      name: 'b',
      weekdays: [],
      days: [],
      periods: [{ number: 1, start: '06:50', end: '19:10' }],
    },
  ];
  const long = halfHours({ bells }, []);
  expect([long[0], long.at(-1)]).toEqual([390, 1140]);
});
