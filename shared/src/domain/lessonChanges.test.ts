import { describe, expect, it } from 'vitest';
import { canUndoCancel, movesAtOnce } from './lessonChanges.ts';

const hour = 3_600_000;
const minute = 60_000;

describe('a lesson moves at once', () => {
  it.each([
    [48, 48, true],
    [47.9, 100, false],
    [100, 47.9, false],
    [100, 200, true],
    [200, 72, true],
    [-1, 100, false],
  ])('from %s hours ahead to %s: %s', (from, to, expected) => {
    expect(movesAtOnce(1e12 + from * hour, 1e12 + to * hour, 1e12)).toBe(expected);
  });
});

describe('calling off is taken back', () => {
  it.each([
    [0, 60, true],
    [10, 60, true],
    [10.1, 60, false],
    [5, 0, false],
    [5, -1, false],
  ])('%s minutes later, %s minutes before the lesson: %s', (since, before, expected) => {
    const now = 1e12;
    expect(canUndoCancel(now - since * minute, now + before * minute, now)).toBe(expected);
  });
});
