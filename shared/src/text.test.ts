import { expect, test } from 'vitest';
import { line } from './text.ts';

test.each([
  ['  Elio ', 'Elio'],
  ['Zoe\u0308', 'Zo\u00EB'],
  ['\u202Eadmin\u202C', 'admin'],
  ['\u2067\u05E9\u05E8\u05D4\u2069', '\u05E9\u05E8\u05D4'],
  ['\u{1F469}\u200D\u{1F680}', '\u{1F469}\u200D\u{1F680}'], // a joiner holds one picture together
])('%j is taken as %j', (typed, taken) => {
  expect(line(24).parse(typed)).toBe(taken);
});

test.each(['', '   ', '\u200F\u202E', 'two\nlines', 'nul\u0000', 'a'.repeat(25)])('%j is refused', (typed) => {
  expect(line(24).safeParse(typed).success).toBe(false);
});
