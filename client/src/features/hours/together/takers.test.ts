import type { PlanTaker } from '@pluriclasse/shared/api/plans';
import { expect, it } from 'vitest';
import { rivalsOf } from './takers.ts';

const taker = (wishId: string, schoolId: string, kind: PlanTaker['kind'], id: string, dates: number): PlanTaker => ({
  wishId,
  schoolId,
  kind,
  id,
  dates,
});

it('rivals stand each once, who is in the way most often first, with what both need at which school', () => {
  const rivals = rivalsOf([
    taker('few', 'a', 'room', 'kit', 2),
    taker('many', 'a', 'class', '3', 9),
    taker('many', 'b', 'staff', 'dana', 4),
    taker('many', 'a', 'room', 'kit', 9),
  ]);
  expect(rivals.map(({ wishId, dates }) => [wishId, dates])).toEqual([
    ['many', 9],
    ['few', 2],
  ]);
  expect(rivals[0]?.shared.map(({ schoolId, what }) => [schoolId, ...what.map(({ id }) => id)])).toEqual([
    ['a', '3', 'kit'],
    ['b', 'dana'],
  ]);
  expect(rivalsOf([])).toEqual([]);
});
