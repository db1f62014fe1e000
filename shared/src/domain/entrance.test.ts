import { expect, test } from 'vitest';
import { entrance } from './entrance.ts';

test.each([
  ['kit', {}, 'in'],
  ['companion', {}, 'in'],
  ['desk', {}, 'in'],
  ['home', {}, 'wait'],
  ['home', { letIn: true }, 'in'],
  ['companion', { sentOut: true }, 'wait'],
  ['companion', { sentOut: true, letIn: true }, 'in'],
  ['desk', { sentOut: true, teachersHere: 1 }, 'wait'],
  ['desk', { sentOut: true, teachersHere: 0 }, 'in'],
] as const)('a %s with %j: %s', (kind, given, expected) => {
  expect(entrance({ kind, letIn: false, sentOut: false, teachersHere: 0, ...given })).toBe(expected);
});
