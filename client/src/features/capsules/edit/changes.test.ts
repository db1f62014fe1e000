import type { CapsuleEdit } from '@pluriclasse/shared/api/capsules';
import { describe, expect, test } from 'vitest';
import { hide, isSame, keptOf, previewOf, show, trimAt, withChapters } from './changes.ts';

/** Two stretches with a hole from 100 s to 120 s. */
const recorded = [
  { from: 0, to: 100_000 },
  { from: 120_000, to: 300_000 },
];
const asRecorded: CapsuleEdit = { trim: null, hidden: [], chapters: null };

describe('trimming', () => {
  test.each([
    ['from', 10_000, { from: 10_000, to: 300_000 }],
    ['to', 250_000, { from: 0, to: 250_000 }],
    ['from', -5, null],
    ['to', 400_000, null],
    ['from', 300_000, { from: 299_000, to: 300_000 }],
    ['to', 0, { from: 0, to: 1_000 }],
  ] as const)('%s at %i', (end, at, trim) => expect(trimAt(recorded, asRecorded, end, at).trim).toEqual(trim));

  test('one end leaves the other where it was put', () => {
    const begun = trimAt(recorded, asRecorded, 'from', 50_000);
    expect(trimAt(recorded, begun, 'to', 20_000).trim).toEqual({ from: 50_000, to: 51_000 });
    expect(trimAt(recorded, begun, 'from', 0).trim).toBeNull();
  });
});

describe('hiding', () => {
  const hidden = hide(recorded, hide(recorded, asRecorded, { from: 10_000, to: 20_000 }), {
    from: 280_000,
    to: 900_000,
  });

  test('stays within the recording, and joins what touches', () => {
    expect(hidden.hidden).toEqual([
      { from: 10_000, to: 20_000 },
      { from: 280_000, to: 300_000 },
    ]);
    expect(hide(recorded, hidden, { from: 15_000, to: 30_000 }).hidden[0]).toEqual({ from: 10_000, to: 30_000 });
    expect(hide(recorded, asRecorded, { from: 5_000, to: 5_000 }).hidden).toEqual([]);
  });

  test('is taken back one by one', () => expect(show(hidden, 0).hidden).toEqual([{ from: 280_000, to: 300_000 }]));

  test('and the trim leave what viewers get', () => {
    expect(keptOf(recorded, trimAt(recorded, hidden, 'from', 15_000))).toEqual([
      { from: 20_000, to: 100_000 },
      { from: 120_000, to: 280_000 },
    ]);
    expect(keptOf(recorded, { ...asRecorded, hidden: [{ from: 0, to: 300_000 }] })).toEqual([]);
  });
});

describe('chapters', () => {
  const chapters = [
    { at: 0, title: 'Hello' },
    { at: 90_000, title: 'Places' },
    { at: 110_000, title: 'Lost' },
    { at: 130_000, title: 'Song' },
    { at: 299_000, title: 'Bye' },
  ];

  test('are seen at the viewers’ time; of those that fall together the last one, and none after the end', () => {
    const edit = { ...asRecorded, trim: { from: 0, to: 290_000 }, hidden: [{ from: 80_000, to: 100_000 }] };
    expect(previewOf(keptOf(recorded, edit), chapters)).toEqual({
      length: 250_000,
      chapters: [
        { at: 0, title: 'Hello' },
        { at: 80_000, title: 'Lost' },
        { at: 90_000, title: 'Song' },
      ],
    });
  });

  test('stay in order of time', () => {
    const moved = withChapters(asRecorded, [...chapters.slice(1), { at: 200_000, title: 'Hello' }]);
    expect(moved.chapters?.map(({ title }) => title)).toEqual(['Places', 'Lost', 'Song', 'Hello', 'Bye']);
  });
});

test('edits that say the same are the same, however they came to it', () => {
  const touching = {
    ...asRecorded,
    hidden: [
      { from: 20, to: 30 },
      { from: 10, to: 20 },
    ],
  };
  expect(isSame(touching, { ...asRecorded, hidden: [{ from: 10, to: 30 }] })).toBe(true);
  expect(isSame(asRecorded, { ...asRecorded, chapters: [] })).toBe(false);
  expect(isSame(asRecorded, { ...asRecorded, trim: { from: 0, to: 5 } })).toBe(false);
});
