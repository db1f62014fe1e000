import { expect, test } from 'vitest';
import { keepTogether } from './keepTogether.ts';

test.each([
  ['together', 0, 9_999, 1],
  ['too little to be heard', -8, 9_999, 1],
  ['ahead: slower', 20, 9_999, 0.98],
  ['behind: faster', -40, 9_999, 1.02],
  ['far ahead', 41, 2_000, 'jump'],
  ['far behind', -500, 9_999, 'jump'],
  ['far, just after a jump: no second hole', -60, 1_999, 1.06],
  ['far ahead, just after a jump', 60, 0, 0.94],
])('%s', (_, ahead, sinceJump, expected) => {
  const correction = keepTogether(ahead, sinceJump);
  const seen = correction.kind === 'jump' ? 'jump' : Math.round(correction.factor * 100) / 100;
  expect(seen).toBe(expected);
});
