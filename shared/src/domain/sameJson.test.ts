import { expect, it } from 'vitest';
import { sameJson } from './sameJson.ts';

it.each([
  [{ a: 1, b: [2, { c: null }] }, { b: [2, { c: null }], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [{ a: 1 }, { a: 1, b: null }, false],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [{}, null, false],
  ['1', 1, false],
  [{ a: [] }, { a: [0] }, false],
])('%j and %j: %s', (one, other, expected) => {
  expect([sameJson(one, other), sameJson(other, one)]).toEqual([expected, expected]);
});
