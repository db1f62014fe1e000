import { expect, test } from 'vitest';
import { nextStep } from './patternSteps.ts';

const pattern = ['sun', 'tree', 'sun', 'key'];
const other = ['sun', 'tree', 'key', 'sun'];

test('a known pattern is tapped once', () => {
  expect(nextStep({ kind: 'tap' }, pattern)).toEqual({ kind: 'done' });
});

test('a new pattern is chosen, then tapped once more', () => {
  const repeat = nextStep({ kind: 'choose' }, pattern);
  expect(repeat).toEqual({ kind: 'repeat', chosen: pattern });
  expect(nextStep({ kind: 'repeat', chosen: pattern }, pattern)).toEqual({ kind: 'done' });
});

test('a repetition in another order begins anew', () => {
  expect(nextStep({ kind: 'repeat', chosen: pattern }, other)).toEqual({ kind: 'differed' });
  expect(nextStep({ kind: 'differed' }, other)).toEqual({ kind: 'repeat', chosen: other });
});
