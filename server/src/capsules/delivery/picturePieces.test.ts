import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { TrackPiece } from '@pluriclasse/shared/capsule/track';
import { expect, it, test } from 'vitest';
import { isDelivered, picturePieces } from './picturePieces.ts';

const of = (...bounds: [number, number][]): Stretch[] => bounds.map(([from, to]) => ({ from, to }));
/** Clusters of a second and of a hundred bytes each, after a head of 50; every `every`th begins with a key frame. */
const clusters = (seconds: number, every = 3): TrackPiece[] =>
  Array.from({ length: seconds }, (_, n) => ({
    offset: 50 + 100 * n,
    size: 100,
    from: 1_000 * n,
    to: 1_000 * (n + 1),
    key: n % every === 0,
  }));

it('goes from key frame to key frame', () => {
  expect(picturePieces(clusters(6), of([0, 6_000]))).toEqual([
    { from: 0, to: 3_000, offset: 50, size: 300, shift: 0 },
    { from: 3_000, to: 6_000, offset: 350, size: 300, shift: 0 },
  ]);
});

it('short ones are fetched together, but never more than five seconds', () => {
  expect(picturePieces(clusters(12, 1), of([0, 12_000])).map(({ from, to }) => [from, to])).toEqual([
    [0, 5_000],
    [5_000, 10_000],
    [10_000, 12_000],
  ]);
});

it('leaves out what reaches into a hidden stretch, and what builds on it', () => {
  // The second to fifth seconds are touched; the next key frame is at six.
  expect(picturePieces(clusters(9), of([0, 1_500], [4_500, 9_000]))).toEqual([
    { from: 0, to: 1_000, offset: 50, size: 100, shift: 0 },
    { from: 3_000, to: 6_000, offset: 650, size: 300, shift: -3_000 },
  ]);
});

it('a stretch without a key frame of its own shows nothing', () => {
  expect(picturePieces(clusters(9), of([3_500, 5_900]))).toEqual([]);
});

it('a gap in the file, where pieces were lost, ends a piece', () => {
  const lost = clusters(6, 6).filter(({ from }) => from !== 2_000);
  expect(picturePieces(lost, of([0, 6_000]))).toEqual([{ from: 0, to: 2_000, offset: 50, size: 200, shift: 0 }]);
});

test.each([
  ['the head', 0, 50, true],
  ['a part of it', 10, 20, true],
  ['head and first piece', 0, 350, true],
  ['a piece', 50, 350, true],
  ['two that follow each other', 50, 650, true],
  ['within both', 100, 400, true],
  ['one byte beyond', 50, 651, false],
  ['one byte before', 949, 1_250, false],
  ['the last', 950, 1_250, true],
  ['all', 0, 1_250, false],
  ['what is hidden between', 650, 950, false],
  ['over what is hidden', 600, 1_000, false],
  ['after the end', 1_250, 1_251, false],
])('%s: %i to %i', (_, from, to, expected) => {
  const pieces = [
    { offset: 50, size: 300 },
    { offset: 350, size: 300 },
    { offset: 950, size: 300 },
  ];
  expect(isDelivered({ from, to }, { head: 50, pieces })).toBe(expected);
});
