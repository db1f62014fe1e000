import { expect, test } from 'vitest';
import { isLost, lookOf, markAt, pathOf, pieceAt, runsOf, timeText } from './timeline.ts';

const chapters = (...ats: number[]) => ats.map((at) => ({ at, title: `at ${at}` }));

test.each([
  ['none', chapters(), [[0, 100]]],
  ['one', chapters(0), [[0, 100]]],
  [
    'what lies before the first belongs to it',
    chapters(10, 40),
    [
      [0, 40],
      [40, 100],
    ],
  ],
  [
    'in whatever order',
    chapters(40, 0),
    [
      [0, 40],
      [40, 100],
    ],
  ],
  ['one at the end is none', chapters(0, 100), [[0, 100]]],
  [
    'two at one instant',
    chapters(0, 40, 40),
    [
      [0, 40],
      [40, 100],
    ],
  ],
])('chapters: %s', (_, given, expected) =>
  expect(pathOf(given, 100).map(({ from, to }) => [from, to])).toEqual(expected),
);

test.each([
  [0, 0],
  [39, 0],
  [40, 1],
  [100, 1],
])('at %i one is in chapter %i', (at, expected) => expect(pieceAt(pathOf(chapters(10, 40), 100), at)).toBe(expected));

const page = (at: number, number: number, title = '') => ({ at, title, page: number });

test('pages lie within the chapter in which they begin', () => {
  const path = pathOf([...chapters(0, 40), page(0, 1), page(30, 2), page(40, 3, 'The map'), page(100, 4)], 100);
  expect(path.map(({ from, marks }) => [from, marks])).toEqual([
    [
      0,
      [
        { at: 0, to: 30, page: 1, title: '' },
        { at: 30, to: 40, page: 2, title: '' },
      ],
    ],
    [40, [{ at: 40, to: 100, page: 3, title: 'The map' }]],
  ]);
  expect([0, 29, 35].map((at) => markAt(path[0]!, at)?.page)).toEqual([1, 1, 2]);
  // The picture of a chapter is that of its first page, before it was turned.
  expect(path.map(lookOf)).toEqual([29, 99]);
});

test('pages alone are the chapters', () => {
  const path = pathOf([page(0, 1), page(30, 2)], 100);
  expect(path).toEqual([
    { from: 0, to: 30, title: '', page: 1, marks: [] },
    { from: 30, to: 100, title: '', page: 2, marks: [] },
  ]);
});

test('changes that are close together are one run', () => {
  expect(runsOf([0, 1, 4, 10, 12, 30], 3)).toEqual([
    { from: 0, to: 4 },
    { from: 10, to: 12 },
    { from: 30, to: 30 },
  ]);
});

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [1_018_000, '16:58'],
  [3_723_000, '1:02:03'],
])('%i ms is %s', (ms, text) => expect(timeText(ms)).toBe(text));

test.each([
  [999, false],
  [1_000, true],
  [3_999, true],
  [4_000, false],
  [10_000, true],
  [19_999, true],
  [20_000, false],
])('at %i something is lost: %s', (at, lost) => {
  const gaps = [
    { from: 1_000, to: 1_000 },
    { from: 10_000, to: 20_000 },
  ];
  expect(isLost(gaps, at)).toBe(lost);
});
