import { describe, expect, test } from 'vitest';
import { arrange } from './arrange.ts';

describe('arrange', () => {
  test('who takes the stage changes places with who had it; the others do not move', () => {
    expect(arrange(['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd'], 'c')).toEqual(['c', 'b', 'a', 'd']);
  });

  test('who comes takes the next free place, wherever it stands in the list', () => {
    expect(arrange(['a', 'b'], ['x', 'a', 'b'], 'a')).toEqual(['a', 'b', 'x']);
  });

  test('who leaves leaves no gap before the stage', () => {
    expect(arrange(['a', 'b', 'c'], ['b', 'c'], 'b')).toEqual(['b', 'c']);
  });

  test('nothing moves when the board takes the stage and gives it back', () => {
    const people = arrange(['a', 'b', 'c'], ['a', 'b', 'c'], 'b');
    const board = arrange(people, ['a', 'b', 'c'], undefined);
    expect(board).toEqual(people);
    expect(arrange(board, ['a', 'b', 'c'], 'b')).toEqual(people);
  });
});
