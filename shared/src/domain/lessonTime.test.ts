import { expect, test } from 'vitest';
import { lessonPhase } from './lessonTime.ts';

const minute = 60_000;
const lesson = { startsAt: 100 * minute, endsAt: 145 * minute };

test.each([
  [0, 'early'],
  [89, 'early'],
  [90, 'open'],
  [145, 'open'],
  [174, 'open'],
  [175, 'ended'],
])('minute %i: %s', (at, phase) => {
  expect(lessonPhase(lesson, at * minute)).toBe(phase);
});
