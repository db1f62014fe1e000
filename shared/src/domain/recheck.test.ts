import { expect, it } from 'vitest';
import { recheck } from './recheck.ts';

it.each([
  ['confirmed', null, [], 'same'],
  ['confirmed', null, ['closed'], 'block'],
  ['proposed', null, [], 'same'],
  ['proposed', null, ['closed'], 'same'],
  ['proposed', ['closed'], [], 'restore'],
  ['proposed', ['closed'], ['closed'], 'same'],
  ['proposed', ['closed'], ['away'], 'reword'],
  ['proposed', ['closed'], ['closed', 'away'], 'reword'],
] as const)('%s with %j in its way, and now %j: %s', (agreed, blockers, found, expected) => {
  expect(recheck<string>({ agreed, blockers }, found)).toBe(expected);
});
