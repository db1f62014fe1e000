import { expect, test } from 'vitest';
import { lengthOf, normalise, toPresented, toRecorded, within, without, type Stretch } from './stretches.ts';

const of = (...bounds: [number, number][]): Stretch[] => bounds.map(([from, to]) => ({ from, to }));

test.each([
  ['nothing', of(), of()],
  ['empty ones are left out', of([3, 3], [5, 6]), of([5, 6])],
  ['order does not matter', of([7, 9], [1, 2]), of([1, 2], [7, 9])],
  ['those that touch become one', of([1, 2], [2, 4]), of([1, 4])],
  ['one within another', of([1, 9], [2, 3], [8, 12]), of([1, 12])],
])('normalise: %s', (_, stretches, expected) => expect(normalise(stretches)).toEqual(expected));

test.each([
  ['the middle', of([0, 10]), of([4, 6]), of([0, 4], [6, 10])],
  ['both ends', of([0, 10]), of([0, 2], [9, 20]), of([2, 9])],
  ['all', of([3, 5]), of([0, 10]), of()],
  ['nothing', of([3, 5]), of([5, 8]), of([3, 5])],
  ['a seam', of([0, 4], [6, 10]), of([3, 7]), of([0, 3], [7, 10])],
])('without: %s', (_, stretches, others, expected) => expect(without(stretches, others)).toEqual(expected));

test('within keeps what is in both', () => {
  expect(within(of([0, 4], [6, 10]), of([3, 8]))).toEqual(of([3, 4], [6, 8]));
  expect(within(of([0, 4]), of())).toEqual([]);
});

const kept = of([100, 200], [300, 350]);
test.each([
  [0, 0],
  [100, 0],
  [150, 50],
  [200, 100],
  [250, 100],
  [300, 100],
  [320, 120],
  [350, 150],
  [9000, 150],
])('what was recorded at %i is seen at %i', (at, seen) => expect(toPresented(kept, at)).toBe(seen));

test.each([
  [0, 100],
  [99, 199],
  [100, 300],
  [149, 349],
  [150, 350],
  [900, 350],
])('what is seen at %i was recorded at %i', (seen, at) => expect(toRecorded(kept, seen)).toBe(at));

test('each instant that is seen comes back to itself', () => {
  for (let at = 0; at < lengthOf(kept); at++) expect(toPresented(kept, toRecorded(kept, at))).toBe(at);
  expect(toRecorded([], 5)).toBe(0);
});
