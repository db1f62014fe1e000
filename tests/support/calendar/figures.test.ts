import { expect, test } from 'vitest';
import { hasSharedData } from '../server/sharedData.ts';
import { figuresOf, type Figures } from './figures.ts';

if (!hasSharedData) console.log('Skipped: no folder with real school calendars lies beside the checkout.');

/** Wednesday is the best day with all of them: mostly Mondays and Fridays, but Tuesdays too, are what holidays take. */
const expected: Figures[] = [
  { region: 'Cluj', weeks: 34, days: 155, fixed: [28, 30, 33, 33, 31], moved: 34 },
  { region: 'zone B', weeks: 31, days: 140, fixed: [26, 27, 31, 29, 27], moved: 31 },
  { region: 'Aragón', weeks: 36, days: 166, fixed: [29, 32, 36, 35, 34], moved: 36 },
];

test.skipIf(!hasSharedData).each(expected)('Liguria with $region in 2025/26', (figures) => {
  expect(figuresOf(figures.region)).toEqual(figures);
});
