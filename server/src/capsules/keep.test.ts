import { describe, expect, it } from 'vitest';
import { expiryOf, strictest, type KeepRule } from './keep.ts';

const at = Date.parse('2026-11-22T09:00:00Z');
const rule = (more: Partial<KeepRule> = {}): KeepRule => {
  return { mode: 'capsule', keep: '30-days', timeZone: 'Europe/Rome', yearEnd: '2027-06-08', ...more };
};
const day = (text: string) => Date.parse(text);

describe('how long a capsule is kept', () => {
  it.each<[string, KeepRule[], string]>([
    ['30 days', [rule()], '2026-12-22T09:00Z'],
    ['30 days where no school is known', [], '2026-12-22T09:00Z'],
    [
      'to the end of the last day of the school year, in its zone',
      [rule({ keep: 'school-year' })],
      '2027-06-08T22:00Z',
    ],
    [
      '30 days while the end of the year is not known',
      [rule({ keep: 'school-year', yearEnd: null })],
      '2026-12-22T09:00Z',
    ],
    [
      '30 days when the year is about to end',
      [rule({ keep: 'school-year', yearEnd: '2026-11-30' })],
      '2026-12-22T09:00Z',
    ],
    [
      'a year at most, though the calendar is known for longer',
      [rule({ keep: 'school-year', yearEnd: '2028-06-08' })],
      '2027-11-23T09:00Z',
    ],
    ['as long as the strictest school says', [rule({ keep: 'school-year' }), rule()], '2026-12-22T09:00Z'],
  ])('%s', (_, rules, until) => expect(expiryOf(at, rules)).toBe(day(until)));
});

it.each([
  [['capsule', 'capsule'], 'capsule'],
  [['capsule', 'none'], 'none'],
  [['none'], 'none'],
  [[], 'none'],
] as const)('the strictest of %o is %s', (modes, mode) => {
  expect(strictest(modes.map((one) => ({ mode: one })))).toBe(mode);
});
