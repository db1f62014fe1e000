import { describe, expect, test } from 'vitest';
import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import { changesOf } from './changes.ts';
import { edit, pendingOf, startEditor, type EditorAct, type EditorState } from './editor.ts';
import { byLetter, paletteOf } from './palette.ts';
import { classA, counter, entry, ground, monday1, words } from './testing.ts';

const where = () => ({ view: classA, ground, newId: counter() });
const brush = { subject: 'Art', staffIds: [], roomId: null, classGroupIds: ['a'], weeks: [] };
const spot = (weekday: number, period: number) => ({ weekday, period });
const paint = (weekday: number, stroke?: number): EditorAct => ({
  kind: 'paint',
  ...where(),
  spots: [spot(weekday, 1)],
  brush,
  ...(stroke !== undefined && { stroke }),
});
const play = (state: EditorState, ...acts: EditorAct[]) => acts.reduce(edit, state);
const shown = ({ history }: EditorState) => words(history.now);

describe('undo and redo', () => {
  const start = startEditor(1, []);
  test('step by step, back and forth', () => {
    const two = play(start, paint(1), paint(2));
    expect(shown(two)).toHaveLength(2);
    const back = play(two, { kind: 'undo' });
    expect(shown(back)).toHaveLength(1);
    expect(shown(play(back, { kind: 'redo' }))).toEqual(shown(two));
    expect(shown(play(back, { kind: 'undo' }, { kind: 'undo' }))).toEqual([]);
  });
  test('a stroke over three cells is one step', () => {
    const stroke = play(start, paint(1, 1), paint(2, 1), paint(3, 1));
    expect(shown(stroke)).toHaveLength(3);
    expect(shown(play(stroke, { kind: 'undo' }))).toEqual([]);
  });
  test('a stroke that begins where nothing changes leaves the step before alone', () => {
    const state = play(start, paint(1, 1), paint(1, 2), paint(2, 2), paint(3, 2), { kind: 'undo' });
    expect(shown(state)).toEqual(['n1: a Art  1/1']);
  });
  test('something new ends the way forth', () => {
    const state = play(start, paint(1), { kind: 'undo' }, paint(2), { kind: 'redo' });
    expect(shown(state)).toEqual(['n1: a Art  2/1']);
  });
  test('painting nothing new is no step', () => {
    const state = play(start, paint(1), paint(1), { kind: 'undo' });
    expect(shown(state)).toEqual([]);
  });
});

describe('putting cells', () => {
  const cells = (spotOf: ReturnType<typeof spot>, ...hours: { subject: string; weeks: string[] }[]): EditorAct => ({
    kind: 'put',
    ...where(),
    cells: [{ spot: spotOf, hours: hours.map((hour) => ({ staffIds: [], roomId: null, classGroupIds: [], ...hour })) }],
  });
  const start = startEditor(1, [entry()]);
  test.each([
    ['an hour', cells(monday1, { subject: 'Art', weeks: [] }), ['e1: a Art  1/1']],
    ['nothing', cells(monday1), []],
    [
      'an hour of two weeks',
      cells(monday1, { subject: 'Art', weeks: ['A'] }, { subject: 'Music', weeks: ['B'] }),
      ['n1: a Art  1/1 A', 'n2: a Music  1/1 B'],
    ],
  ])('%s', (_, act, expected) => {
    expect(shown(edit(start, act))).toEqual(expected);
  });
});

describe('what saving sends', () => {
  test('is the difference only', () => {
    const base = [entry(), entry({ entryId: 'e2', weekday: 2 }), entry({ entryId: 'e3', weekday: 3 })];
    const painted = [
      base[0]!,
      entry({ entryId: 'e2', weekday: 2, subject: 'Art' }),
      entry({ entryId: 'new', weekday: 4 }),
    ];
    const { add, change, remove } = changesOf(base, painted);
    expect(add).toEqual([expect.not.objectContaining({ entryId: 'new' })]);
    expect(change).toEqual([painted[1]]);
    expect(remove).toEqual(['e3']);
  });
  test('nothing after painting there and back', () => {
    const state = play(startEditor(1, [entry()]), paint(1), { kind: 'undo' });
    expect(pendingOf(state)).toEqual({ add: [], change: [], remove: [] });
  });
});

describe('when others changed the timetable meanwhile', () => {
  const base = [entry(), entry({ entryId: 'e2', weekday: 2 })];
  const painted = edit(startEditor(1, base), paint(1)); // e1 becomes Art
  const adopt = (entries: TimetableEntry[]) => edit(painted, { kind: 'adopt', revision: 2, entries });
  test.each<[string, TimetableEntry[], string[], number]>([
    [
      'elsewhere: both hold',
      [base[0]!, entry({ entryId: 'e2', weekday: 2, subject: 'Music' })],
      ['e1: a Art  1/1', 'e2: a Music rossi 2/1'],
      0,
    ],
    [
      'something new',
      [...base, entry({ entryId: 'e3', weekday: 3 })],
      ['e1: a Art  1/1', 'e2: a Maths rossi 2/1', 'e3: a Maths rossi 3/1'],
      0,
    ],
    [
      'the same hour: the painted one wins and is counted',
      [entry({ subject: 'Music' }), base[1]!],
      ['e1: a Art  1/1', 'e2: a Maths rossi 2/1'],
      1,
    ],
    ['the same hour is gone: the painted one is new', [base[1]!], ['e2: a Maths rossi 2/1', 'e1: a Art  1/1'], 1],
    ['another hour is gone', [base[0]!], ['e1: a Art  1/1'], 0],
  ])('%s', (_, newer, expected, met) => {
    const state = adopt(newer);
    expect(shown(state)).toEqual(expected);
    expect(state.met).toBe(met);
    expect(state.base.revision).toBe(2);
  });
  test('an hour that others removed is sent as a new one', () => {
    expect(pendingOf(adopt([base[1]!]))).toMatchObject({ add: [{ subject: 'Art' }], change: [], remove: [] });
  });
  test('without anything painted the newer state is simply taken', () => {
    const state = edit(startEditor(1, base), { kind: 'adopt', revision: 2, entries: [] });
    expect(state).toEqual(startEditor(2, []));
  });
  test('an older state is not', () => {
    expect(edit(painted, { kind: 'adopt', revision: 1, entries: [] })).toBe(painted);
  });
});

describe('the palette', () => {
  const entries = [
    entry({ classGroupIds: ['b'], subject: 'Music', staffIds: ['gil'] }),
    entry({ classGroupIds: ['b'], subject: 'Music', staffIds: ['gil'], weekday: 2 }),
    entry({ subject: 'maths', weekday: 3 }),
    entry({ roomId: 'lab' }),
    entry({ roomId: 'lab', weekday: 2 }),
  ];
  test('own subjects first, as they usually are; others without their teacher; typed ones before all', () => {
    expect(paletteOf(entries, classA, ground, ['Latin', 'music'])).toEqual([
      { subject: 'Latin', staffIds: [], roomId: null, classGroupIds: [], weeks: [] },
      { subject: 'Maths', staffIds: ['rossi'], roomId: 'lab', classGroupIds: [], weeks: [] },
      { subject: 'Music', staffIds: [], roomId: null, classGroupIds: [], weeks: [] },
    ]);
  });
  test.each([
    [undefined, 'm', 'Maths'],
    ['Maths', 'm', 'Music'],
    ['Music', 'M', 'Maths'],
    ['Maths', 'é', 'Étude'],
    ['Maths', 'x', undefined],
  ])('from %s the letter %s leads to %s', (chosen, letter, expected) => {
    const palette = ['Maths', 'Étude', 'Music'].map((subject) => ({
      subject,
      staffIds: [],
      roomId: null,
      classGroupIds: [],
      weeks: [],
    }));
    expect(byLetter(palette, chosen, letter)?.subject).toBe(expected);
  });
});
