import type { Participant } from '@pluriclasse/shared/api/twinnings';
import { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import { expect, it } from 'vitest';
import { defaultSides, firstOf } from './wanted.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** A school with so many classes: 1 has 11, 12, … */
const site = (n: number, classes = 1): Participant => ({
  school: { schoolId: SchoolId.parse(uuid(n)), name: `S${n}`, town: 'T', timeZone: 'UTC', language: 'en' },
  classes: Array.from({ length: classes }, (_, i) => {
    return { classGroupId: ClassGroupId.parse(uuid(n * 10 + 1 + i)), name: 'C', level: null };
  }),
});
const twinning = (...participants: Participant[]) => ({ participants });
const classOf = (n: number) => {
  return { schoolId: uuid(n), side: { schoolId: uuid(n), of: 'class', id: uuid(n * 10 + 1) } };
};
const nothing = { left: undefined, right: undefined };

it.each([
  ['one’s twinned class and the one beside', 1, [1, 2], [twinning(site(1), site(2))], classOf(1), classOf(2)],
  ['one’s own is left, wherever it stands', 2, [1, 2], [twinning(site(1), site(2))], classOf(2), classOf(1)],
  [
    'the twinning whose partner may be read',
    1,
    [1, 3],
    [twinning(site(1), site(2)), twinning(site(1), site(3))],
    classOf(1),
    classOf(3),
  ],
  ['alone, where no partner may be read', 1, [1], [twinning(site(1), site(2))], classOf(1), undefined],
  ['one’s school, where there is no twinning', 1, [1, 2], [], { schoolId: uuid(1), side: undefined }, undefined],
  ['any twinning, of nobody’s school', undefined, [1, 2], [twinning(site(1), site(2))], classOf(1), classOf(2)],
  [
    'a school whose classes are put away',
    1,
    [1, 2],
    [twinning(site(1), site(2, 0))],
    classOf(1),
    { schoolId: uuid(2), side: undefined },
  ],
] as const)('shows %s', (_, own, readable, twinnings, left, right) => {
  const ids = readable.map(uuid);
  expect(defaultSides(nothing, own && uuid(own), ids, twinnings)).toEqual({ left, right });
});

it('shows what the address says', () => {
  const side = { schoolId: uuid(3), of: 'room', id: 'r' } as const;
  const sides = defaultSides(
    { left: undefined, right: side },
    uuid(1),
    [uuid(1), uuid(3)],
    [twinning(site(1), site(2))],
  );
  expect(sides).toEqual({ left: classOf(1), right: { schoolId: uuid(3), side } });
});

it('begins a school with its twinned class, else with all of it', () => {
  expect(firstOf(uuid(2), [twinning(site(1), site(2))])).toEqual(classOf(2).side);
  expect(firstOf(uuid(2), [twinning(site(1), site(2, 0))])).toEqual({ schoolId: uuid(2), of: 'school', id: uuid(2) });
});
