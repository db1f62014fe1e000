import type { PlannedHour, PlannedWish } from '@pluriclasse/shared/api/plans';
import { expect, it } from 'vitest';
import { hoursIn, weekOf } from './week.ts';

const zones = new Map([
  ['rome', 'Europe/Rome'],
  ['cluj', 'Europe/Bucharest'],
]);
const hour = (weekday: number, start: string, from = '2026-12-01'): PlannedHour => ({
  patternId: 'p',
  timeZone: 'Europe/Rome',
  slots: [],
  everyWeeks: 1,
  local: [
    { schoolId: 'cluj', hours: [{ weekday, start: '23:00', end: '23:50', from, to: from }] },
    {
      schoolId: 'rome',
      hours: [
        { weekday, start, end: start, from, to: from },
        { weekday, start: '05:00', end: start, from: '2027-04-01', to: from },
      ],
    },
  ],
  lessons: 1,
  dates: 1,
  gives: [],
});
const row = (wishId: string, of: PlannedHour | null): PlannedWish => ({ wishId, hour: of, missed: null, without: [] });

it('an hour is told by any clocks, as of its first lesson', () => {
  // 1 December 2026 is a Tuesday.
  expect(hoursIn(hour(2, '10:25'), 'Europe/Rome', zones)).toEqual([{ weekday: 2, start: 625 }]);
  expect(hoursIn(hour(2, '10:25'), 'Europe/Bucharest', zones)).toEqual([{ weekday: 2, start: 685 }]);
  expect(hoursIn(hour(2, '23:30'), 'Europe/Bucharest', zones)).toEqual([{ weekday: 3, start: 30 }]);
  expect(hoursIn(hour(2, '10:25'), 'Europe/Rome', new Map())).toEqual([]);
});

it('a week shows the hours that have somebody in them and those between, in order', () => {
  const rows = [row('a', hour(2, '10:25')), row('b', hour(2, '10:05')), row('c', hour(2, '08:00')), row('d', null)];
  const grid = weekOf(rows, 'Europe/Rome', zones);
  expect(grid.weekdays).toEqual([1, 2, 3, 4, 5]);
  expect(grid.hours).toEqual([8, 9, 10]);
  expect(grid.at(2, 10).map(({ wishId }) => wishId)).toEqual(['b', 'a']);
  expect(grid.at(1, 10)).toEqual([]);
  expect(weekOf([row('s', hour(6, '08:00', '2026-12-05'))], 'Europe/Rome', zones).weekdays).toHaveLength(6);
  expect(weekOf([], 'Europe/Rome', zones).hours).toEqual([]);
});
