import { describe, expect, test } from 'vitest';
import { clashesOf } from './clashes.ts';
import type { View } from './entries.ts';
import { clear, paint, type Brush } from './paint.ts';
import { classA, counter, entry, ground, monday1, words } from './testing.ts';

const art: Brush = { subject: 'Art', staffIds: ['gil'], roomId: null, classGroupIds: ['a'], weeks: [] };
const maths: Brush = { ...art, subject: 'Maths', staffIds: ['rossi'] };

describe('painting a cell', () => {
  test.each([
    ['a free hour', [], art, ['n1: a Art gil 1/1']],
    ['what is there already stays, down to its id', [entry()], maths, ['e1: a Maths rossi 1/1']],
    ['another subject takes the id over', [entry()], art, ['e1: a Art gil 1/1']],
    [
      'in week A only: the old one keeps week B',
      [entry()],
      { ...art, weeks: ['A'] },
      ['e1: a Maths rossi 1/1 B', 'n1: a Art gil 1/1 A'],
    ],
    [
      'in every week: both halves give way',
      [entry({ weeks: ['A'] }), entry({ entryId: 'e2', subject: 'Music', weeks: ['B'] })],
      art,
      ['n1: a Art gil 1/1'],
    ],
    [
      'in week B: the half of week A is nobody’s business',
      [entry({ weeks: ['A'] })],
      { ...art, weeks: ['B'] },
      ['e1: a Maths rossi 1/1 A', 'n1: a Art gil 1/1 B'],
    ],
    [
      'a class that leaves a common hour: the other class keeps it',
      [entry({ classGroupIds: ['a', 'b'] })],
      art,
      ['e1: b Maths rossi 1/1', 'n1: a Art gil 1/1'],
    ],
    [
      'the same in week A only',
      [entry({ classGroupIds: ['a', 'b'] })],
      { ...art, weeks: ['A'] },
      ['e1: a+b Maths rossi 1/1 B', 'n2: b Maths rossi 1/1 A', 'n1: a Art gil 1/1 A'],
    ],
    [
      'another class’s hour is not touched',
      [entry({ classGroupIds: ['b'] })],
      art,
      ['e1: b Maths rossi 1/1', 'n1: a Art gil 1/1'],
    ],
  ])('%s', (_, entries, brush, expected) => {
    expect(words(paint(entries, classA, [monday1], brush, ground, counter()))).toEqual(expected);
  });

  test('new hours hold for the school year, and stop where the cell has something before or after', () => {
    const [first] = paint([], classA, [monday1], art, ground, counter());
    expect(first).toMatchObject({ from: '2026-09-14', to: '2027-06-10' });
    const others = [
      entry({ entryId: 'autumn', from: '2026-09-14', to: '2026-10-31' }),
      entry({ entryId: 'spring', from: '2027-02-01', to: null }),
    ];
    const painted = paint(others, classA, [monday1], art, ground, counter()).at(-1);
    expect(painted).toMatchObject({ from: '2026-11-01', to: '2027-01-31' });
  });

  test('what took the place of an hour holds as long as that did', () => {
    const [painted] = paint([entry({ to: '2026-12-22' })], classA, [monday1], art, ground, counter());
    expect(painted).toMatchObject({ entryId: 'e1', subject: 'Art', from: null, to: '2026-12-22' });
  });

  test('painting what is there already gives the very same list', () => {
    const entries = [entry()];
    expect(paint(entries, classA, [monday1], maths, ground, counter())).toBe(entries);
  });
});

describe('clearing', () => {
  const rossi: View = { kind: 'staff', id: 'rossi' };
  test.each([
    ['a class', classA, [], [entry()], []],
    ['one week of two', classA, ['A'], [entry()], ['e1: a Maths rossi 1/1 B']],
    ['a week that it is not in', classA, ['A'], [entry({ weeks: ['B'] })], ['e1: a Maths rossi 1/1 B']],
    ['a teacher of two', rossi, [], [entry({ staffIds: ['rossi', 'gil'] })], ['e1: a Maths gil 1/1']],
    ['the only teacher', rossi, [], [entry()], []],
    ['a room', { kind: 'room', id: 'lab' } as const, [], [entry({ roomId: 'lab' })], []],
    ['the room where a class always is', { kind: 'room', id: 'room-a' } as const, [], [entry()], []],
    ['hours that hold at another time', classA, [], [entry({ to: '2026-10-01' })], ['e1: a Maths rossi 1/1']],
  ] as const)('%s', (_, view, weeks, entries, expected) => {
    expect(words(clear(entries, view, [monday1], weeks, ground, counter()))).toEqual(expected);
  });
});

describe('clashes', () => {
  const other = (part: Parameters<typeof entry>[0]) =>
    entry({ entryId: 'e2', classGroupIds: ['b'], staffIds: ['gil'], ...part });
  test.each([
    ['none', other({}), []],
    ['a teacher in two classes', other({ staffIds: ['rossi'] }), ['staff rossi']],
    ['in weeks that take turns', other({ staffIds: ['rossi'], weeks: ['B'] }), []],
    ['a room twice, once by habit', other({ roomId: 'room-a' }), ['room room-a']],
    ['a class split in two', other({ classGroupIds: ['a'], roomId: 'lab' }), ['class a']],
    ['another hour', other({ staffIds: ['rossi'], period: 2 }), []],
    ['another half of the year', other({ staffIds: ['rossi'], from: '2027-02-01' }), []],
  ])('%s', (_, second, expected) => {
    const first = entry({ weeks: ['A'] });
    const found = [...clashesOf([first, second], ground).values()].flat();
    expect(found.map(({ kind, id }) => `${kind} ${id}`)).toEqual(expected);
  });
});
