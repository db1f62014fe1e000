import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { describe, expect, test } from 'vitest';
import { monthOf, monthsOf, schoolDaysIn } from './months.ts';

test.each([
  ['2026-11-24', 6, '2026-11-01', '2026-11-30'],
  ['2027-02-10', 4, '2027-02-01', '2027-02-28'],
  ['2028-02-29', 5, '2028-02-01', '2028-02-29'],
])('the month of %s has %i weeks', (day, weeks, first, last) => {
  const month = monthOf(toDayNumber(day));
  expect(month.weeks).toHaveLength(weeks);
  const days = month.weeks.flat().filter((one) => one !== null);
  expect([toIsoDay(days[0]!), toIsoDay(days.at(-1)!)]).toEqual([first, last]);
  expect(days).toHaveLength(Number(last.slice(8)));
});

describe('the months of a school year', () => {
  const today = toDayNumber('2026-11-22');
  const names = (from: string | null, to: string | null) =>
    monthsOf({ known: { from, to } }, today).map(({ first }) => toIsoDay(first).slice(0, 7));
  test.each([
    ['as it is known', '2026-09-14', '2026-12-10', ['2026-09', '2026-10', '2026-11', '2026-12']],
    ['one month', '2026-11-03', '2026-11-29', ['2026-11']],
  ])('%s', (_, from, to, expected) => {
    expect(names(from, to)).toEqual(expected);
  });
  test.each([
    ['open', null, null, '2026-09', '2027-08'],
    ['open at its end', '2026-08-20', null, '2026-08', '2027-07'],
    ['open at its begin', null, '2027-06-10', '2026-09', '2027-06'],
    ['longer than a year', '2026-09-01', '2029-06-01', '2026-09', '2027-10'],
  ])('%s', (_, from, to, first, last) => {
    const found = names(from, to);
    expect([found[0], found.at(-1)]).toEqual([first, last]);
  });
});

test('counts the school days that a closure takes', () => {
  expect(schoolDaysIn('2026-12-23', '2027-01-06', [1, 2, 3, 4, 5])).toBe(11);
  expect(schoolDaysIn('2026-12-26', '2026-12-26', [1, 2, 3, 4, 5])).toBe(0);
});
