import { describe, expect, test } from 'vitest';
import { readTime, timeText } from './clock.ts';

describe('times of a recording', () => {
  test.each([
    [0, '0:00'],
    [999, '0:00'],
    [61_000, '1:01'],
    [36 * 60_000 + 20_400, '36:20'],
    [3_725_000, '1:02:05'],
    [-5, '0:00'],
  ])('%i ms is %s', (ms, text) => expect(timeText(ms)).toBe(text));

  test.each([
    ['12:30', 750_000],
    [' 0:05 ', 5_000],
    ['1:02:05', 3_725_000],
    ['12:30.5', 750_500],
    ['12:30,25', 750_250],
    ['90', 90_000],
    ['75:00', 4_500_000],
    ['12:75', undefined],
    ['1:75:00', undefined],
    ['12:', undefined],
    ['-1:00', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('"%s" is read as %s', (text, ms) => expect(readTime(text)).toBe(ms));
});
