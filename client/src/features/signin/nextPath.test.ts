import { expect, test } from 'vitest';
import { nextPath } from './nextPath.ts';

test.each([
  ['', '/'],
  ['?next=%2Flesson%2F1', '/lesson/1'],
  ['?next=%2F%2Fevil.example', '/'],
  ['?next=%2F%5Cevil.example', '/'],
  ['?next=https%3A%2F%2Fevil.example', '/'],
  ['?next=javascript:alert(1)', '/'],
])('%s leads to %s', (search, path) => {
  expect(nextPath(search)).toBe(path);
});
