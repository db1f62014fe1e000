import type { Period } from '@pluriclasse/shared/calendar/model';
import { describe, expect, test } from 'vitest';
import { addPeriod, faultsOf, usualLength, withBreak, withLength } from './periods.ts';

/** `1 08:00-08:50` */
const read = (...texts: string[]): Period[] =>
  texts.map((text) => {
    const [number = '', hours = ''] = text.split(' ');
    const [start = '', end = ''] = hours.split('-');
    return { number: Number(number), start, end };
  });
const write = (periods: readonly Period[]) => periods.map(({ number, start, end }) => `${number} ${start}-${end}`);

const day = read('1 08:20-09:10', '2 09:10-10:00', '3 10:20-11:10');

describe('one more hour', () => {
  test.each([
    ['on an empty day', [], ['1 08:00-09:00']],
    ['after the last, as long as most', day, ['1 08:20-09:10', '2 09:10-10:00', '3 10:20-11:10', '4 11:10-12:00']],
    ['with the next number', read('0 07:30-08:20'), ['0 07:30-08:20', '1 08:20-09:10']],
    ['not past midnight', read('1 23:00-23:50'), ['1 23:00-23:50']],
    ['not while the last has no end', read('1 23:00-'), ['1 23:00-']],
  ])('%s', (_, periods, expected) => {
    expect(write(addPeriod(periods))).toEqual(expected);
  });
});

test.each([
  [55, ['1 08:20-09:15', '2 09:15-10:10', '3 10:30-11:25']],
  [60, ['1 08:20-09:20', '2 09:20-10:20', '3 10:40-11:40']],
  [600, write(day)],
])('hours of %i minutes keep the breaks', (minutes, expected) => {
  expect(write(withLength(day, minutes))).toEqual(expected);
});

test.each([
  [0, 10, ['1 08:20-09:10', '2 09:20-10:10', '3 10:30-11:20']],
  [1, 0, ['1 08:20-09:10', '2 09:10-10:00', '3 10:00-10:50']],
  [1, -5, write(day)],
  [2, 10, write(day)],
])('the break after place %i becomes %i minutes', (after, minutes, expected) => {
  expect(write(withBreak(day, after, minutes))).toEqual(expected);
});

test.each([
  ['nothing', day, []],
  ['no hour given', read('1 -09:00'), ['0 empty']],
  ['an end before its start', read('1 09:00-08:00'), ['0 backwards']],
  ['hours that overlap', read('1 08:00-09:00', '2 08:50-09:40'), ['1 overlap']],
  ['one number twice', read('1 08:00-09:00', '1 09:00-10:00'), ['1 number']],
])('finds %s', (_, periods, expected) => {
  expect([...faultsOf(periods)].map(([at, fault]) => `${at} ${fault}`)).toEqual(expected);
});

test('the usual length is that of most hours', () => {
  expect(usualLength(read('1 08:00-09:00', '2 09:00-09:50', '3 09:50-10:40'))).toBe(50);
});
