import { expect, it } from 'vitest';
import type { WishOption } from '../findOptions.ts';
import { otherHours } from './otherHours.ts';

const option = (optionId: string, starts: readonly number[], length = 50): WishOption => ({
  optionId,
  value: 1,
  lessons: starts.length,
  claims: [
    { resource: 'room', schoolId: 's', kind: 'room', id: 'r', hours: [0, 1000] },
    { resource: 'class', schoolId: 's', kind: 'class', id: 'c', hours: starts.flatMap((at) => [at, at + length]) },
  ],
});

it('what is refused goes, with other leaders and shifts of it; other hours stay', () => {
  const options = [
    option('ten', [600, 2040, 3480]),
    option('ten+dana', [600, 2040, 3480]),
    option('ten past', [610, 2050]),
    option('eleven', [660, 2100, 3540]),
    // One lesson of three in common.
    option('half', [600, 2200, 3600]),
  ];
  expect(otherHours(options, ['ten']).map(({ optionId }) => optionId)).toEqual(['eleven', 'half']);
  expect(otherHours(options, ['ten', 'eleven']).map(({ optionId }) => optionId)).toEqual(['half']);
  expect(otherHours(options, ['unknown'])).toEqual(options);
});
