import type { PlannedHour, PlannedWish } from '@pluriclasse/shared/api/plans';
import { expect, it } from 'vitest';
import { changesOf, lessonsOf } from './changes.ts';

const hour = (patternId: string, lessons = 1): PlannedHour => ({
  patternId,
  timeZone: 'UTC',
  slots: [],
  everyWeeks: 1,
  local: [],
  lessons,
  dates: lessons,
  gives: [],
});
const row = (wishId: string, of: PlannedHour | null): PlannedWish => ({ wishId, hour: of, missed: null, without: [] });

it('what has changed from one plan to the next: another hour, none any more, one at last', () => {
  const before = [row('a', hour('x', 3)), row('b', hour('y', 2)), row('c', null), row('d', hour('z')), row('e', null)];
  const after = [row('a', hour('w')), row('b', null), row('c', hour('y', 2)), row('d', hour('z')), row('e', null)];
  expect(changesOf(before, after).map(({ wishId, from, to }) => [wishId, from?.patternId, to?.patternId])).toEqual([
    ['a', 'x', 'w'],
    ['b', 'y', undefined],
    ['c', undefined, 'y'],
  ]);
  expect([lessonsOf(before), lessonsOf(after)]).toEqual([6, 4]);
});
