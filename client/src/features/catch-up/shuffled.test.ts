import { expect, test } from 'vitest';
import { shuffled, swapped } from './shuffled.ts';

test('all places once, never in their own order, the same each time', () => {
  for (let n = 2; n <= 8; n++) {
    for (let key = 0; key < 50; key++) {
      const places = shuffled(n, `key ${key}`);
      expect(places.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, at) => at));
      expect(places).not.toEqual(places.toSorted((a, b) => a - b));
      expect(shuffled(n, `key ${key}`)).toEqual(places);
    }
  }
  expect(shuffled(1, 'x')).toEqual([0]);
});

test('two change their places', () => {
  expect(swapped([2, 0, 1], 0, 2)).toEqual([1, 0, 2]);
  expect(swapped([2, 0, 1], 0, 3)).toEqual([2, 0, 1]);
});
