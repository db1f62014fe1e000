import { describe, expect, test } from 'vitest';
import { at, moved, placesIn, within, type Selection } from './selection.ts';

const size = { rows: 6, cols: 5 };
const key = (name: string, { shift = false, ctrl = false } = {}) => ({ key: name, shiftKey: shift, ctrlKey: ctrl });
const text = (selection: Selection | undefined) =>
  selection && `${selection.anchor.row},${selection.anchor.col} ${selection.focus.row},${selection.focus.col}`;

describe('a key moves the focus', () => {
  const here = at({ row: 2, col: 2 });
  test.each([
    ['up', key('ArrowUp'), '1,2 1,2'],
    ['right', key('ArrowRight'), '2,3 2,3'],
    ['with Shift the anchor stays', key('ArrowDown', { shift: true }), '2,2 3,2'],
    ['to the end of the row', key('End'), '2,4 2,4'],
    ['to the beginning of the grid', key('Home', { ctrl: true }), '0,0 0,0'],
    ['to the last row', key('ArrowDown', { ctrl: true }), '5,2 5,2'],
    ['all', key('a', { ctrl: true }), '5,4 0,0'],
    ['nowhere', key('x'), undefined],
  ])('%s', (_, pressed, expected) => {
    expect(text(moved(here, pressed, size))).toBe(expected);
  });
  test.each([
    ['ArrowUp', '0,0 0,0'],
    ['ArrowLeft', '0,0 0,0'],
  ])('%s stops at the edge', (name, expected) => {
    expect(text(moved(at({ row: 0, col: 0 }), key(name), size))).toBe(expected);
  });
});

test('a selection drawn backwards has the same cells', () => {
  const cells = placesIn({ anchor: { row: 1, col: 2 }, focus: { row: 0, col: 1 } });
  expect(cells.map(({ row, col }) => `${row},${col}`)).toEqual(['0,1', '0,2', '1,1', '1,2']);
});

test('a grid that shrinks takes the selection along', () => {
  expect(text(within({ anchor: { row: 5, col: 4 }, focus: { row: 0, col: 0 } }, { rows: 2, cols: 2 }))).toBe('1,1 0,0');
});
