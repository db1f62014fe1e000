import { expect, test } from 'vitest';
import { keptOf } from './keptOf.ts';

const recorded = [
  { from: 0, to: 100 },
  { from: 200, to: 300 },
];
test.each([
  [
    'as it was recorded',
    null,
    [],
    [
      [0, 100],
      [200, 300],
    ],
  ],
  [
    'trimmed',
    { from: 50, to: 250 },
    [],
    [
      [50, 100],
      [200, 250],
    ],
  ],
  [
    'hidden over a pause',
    null,
    [{ from: 90, to: 210 }],
    [
      [0, 90],
      [210, 300],
    ],
  ],
  [
    'trimmed and hidden',
    { from: 50, to: 250 },
    [
      { from: 0, to: 60 },
      { from: 70, to: 80 },
    ],
    [
      [60, 70],
      [80, 100],
      [200, 250],
    ],
  ],
  ['all hidden', null, [{ from: 0, to: 9_999 }], []],
])('%s', (_, trim, hidden, expected) => {
  expect(keptOf(recorded, { trim, hidden }).map(({ from, to }) => [from, to])).toEqual(expected);
});
