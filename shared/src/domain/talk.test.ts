import { expect, test } from 'vitest';
import { SchoolId } from '../ids.ts';
import type { SeatKind } from './roles.ts';
import { schoolsHeard, voicedTime } from './talk.ts';

test.each([
  ['the first report stands for one interval', undefined, 10_000, 500],
  ['the next for the time between', 10_000, 10_480, 480],
  ['after a silence again for one interval', 10_000, 90_000, 500],
  ['a clock that went back for nothing', 10_000, 9_000, 0],
] as const)('%s', (_, previous, at, expected) => {
  expect(voicedTime(previous, at)).toBe(expected);
});

const a = SchoolId.parse('00000000-0000-4000-8000-000000000001');
const b = SchoolId.parse('00000000-0000-4000-8000-000000000002');
const seat = (schoolId: SchoolId, kind: SeatKind) => ({ schoolId, kind });
const everyone = [seat(a, 'kit'), seat(a, 'desk'), seat(a, 'home'), seat(b, 'desk'), seat(b, 'companion')];

test.each([
  ['nobody', [], []],
  ['a kit', [seat(a, 'kit')], [a]],
  ['a pupil at home', [seat(a, 'home')], [a]],
  ['a teacher beside a kit', [seat(a, 'desk')], []],
  ['a desk that is the classroom', [seat(b, 'desk')], [b]],
  ['two of one school', [seat(a, 'kit'), seat(a, 'home')], [a]],
  ['two schools', [seat(a, 'kit'), seat(b, 'desk')], [a, b]],
])('heard: %s', (_, speaking, expected) => {
  expect([...schoolsHeard(speaking, everyone)]).toEqual(expected);
});
