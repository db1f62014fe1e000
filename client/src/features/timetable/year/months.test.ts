import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { describe, expect, test } from 'vitest';
import { monthOf, schoolDaysIn, spanOf, yearsOf } from './months.ts';

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

describe('the months of school years', () => {
  const today = toDayNumber('2026-11-22');
  const text = (from: string | null, to: string | null, now = today) =>
    yearsOf({ known: { from, to } }, now).map((months) => {
      const span = spanOf(months);
      return `${toIsoDay(span.from)} ${toIsoDay(span.to)}`;
    });
  test.each<[string, string | null, string | null, string[]]>([
    ['as they are known', '2026-09-14', '2026-12-10', ['2026-09-01 2026-12-31']],
    ['one month', '2026-11-03', '2026-11-29', ['2026-11-01 2026-11-30']],
    ['a little more than a year', '2026-08-20', '2027-09-10', ['2026-08-01 2027-09-30']],
    ['two years', '2026-09-01', '2028-06-10', ['2026-09-01 2027-08-31', '2027-09-01 2028-06-30']],
    ['open', null, null, ['2026-09-01 2027-08-31']],
    ['open at the end', '2026-08-20', null, ['2026-08-01 2027-07-31']],
    ['open at the end, long ago', '2025-08-20', null, ['2025-08-01 2026-07-31', '2026-08-01 2027-07-31']],
    ['open at the begin', null, '2027-06-10', ['2026-09-01 2027-06-30']],
    ['not yet begun, open', '2027-09-01', null, ['2027-09-01 2028-08-31']],
  ])('%s', (_, from, to, expected) => {
    expect(text(from, to)).toEqual(expected);
  });
});

test('counts the school days that a closure takes', () => {
  expect(schoolDaysIn('2026-12-23', '2027-01-06', [1, 2, 3, 4, 5])).toBe(11);
  expect(schoolDaysIn('2026-12-26', '2026-12-26', [1, 2, 3, 4, 5])).toBe(0);
});
