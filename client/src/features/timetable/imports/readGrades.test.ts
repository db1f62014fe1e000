import { expect, test } from 'vitest';
import { readGrades } from './readGrades.ts';

test.each([
  ['', []],
  ['3', [3]],
  ['4, 3', [3, 4]],
  ['1–3 5', [1, 2, 3, 5]],
  ['3a e 4a', [3, 4]],
  ['0, 14, 12-99', [12, 13]],
  ['5-3', []],
])('%s', (text, grades) => {
  expect(readGrades(text)).toEqual(grades);
});
