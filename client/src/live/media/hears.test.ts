import { SchoolId, SeatId } from '@pluriclasse/shared/ids';
import { expect, test } from 'vitest';
import { uuid } from '../testing/lesson.ts';
import { hears } from './hears.ts';

type Kind = Parameters<typeof hears>[0]['kind'];
const seat = (n: number, school: number, kind: Kind) => ({
  seatId: SeatId.parse(uuid(n)),
  schoolId: SchoolId.parse(uuid(100 + school)),
  kind,
});

test.each<[string, ReturnType<typeof seat>, ReturnType<typeof seat>, boolean, boolean]>([
  ['a kit hears the other classroom', seat(1, 1, 'kit'), seat(2, 2, 'kit'), true, true],
  ['a kit hears the other teacher', seat(1, 1, 'kit'), seat(2, 2, 'desk'), true, true],
  ['a kit does not play its own teacher, who stands before it', seat(1, 1, 'kit'), seat(2, 1, 'desk'), true, false],
  ['a desk does not play its own classroom', seat(1, 1, 'desk'), seat(2, 1, 'kit'), true, false],
  ['a desk that is elsewhere does', seat(1, 1, 'desk'), seat(2, 1, 'kit'), false, true],
  ['nobody hears oneself', seat(1, 1, 'desk'), seat(1, 1, 'desk'), false, false],
  ['a kit hears its own pupil at home', seat(1, 1, 'kit'), seat(2, 1, 'home'), true, true],
  ['a pupil at home hears the own classroom', seat(1, 1, 'home'), seat(2, 1, 'kit'), true, true],
  ['a tablet is silent', seat(1, 1, 'companion'), seat(2, 2, 'kit'), true, false],
])('%s', (_, me, other, inRoom, expected) => {
  expect(hears(me, other, inRoom)).toBe(expected);
});
