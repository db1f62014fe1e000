import { SchoolId } from '@pluriclasse/shared/ids';
import { expect, it } from 'vitest';
import { outcomeOf } from './figures.ts';

const schools = [1, 2].map((n) => SchoolId.parse(`00000000-0000-4000-8000-00000000000${n}`));
const minute = 60_000;
const now = 1e12;

it.each([
  ['to come', { endsAt: now + 60 * minute }, 'to-come'],
  ['still open after its hour', { endsAt: now - 29 * minute }, 'to-come'],
  ['nobody came', { endsAt: now - 30 * minute }, 'missed'],
  ['one school came', { endsAt: now - 30 * minute, schoolIds: schools.slice(0, 1) }, 'missed'],
  ['two schools came', { endsAt: now - 30 * minute, schoolIds: schools }, 'held'],
  ['teachers ended it', { endsAt: now + 5 * minute, over: 'ended', schoolIds: schools }, 'held'],
  ['called off, whoever came', { endsAt: now - 60 * minute, over: 'cancelled', schoolIds: schools }, 'cancelled'],
  ['never agreed', { endsAt: now - 60 * minute, agreed: 'proposed' }, 'void'],
] as const)('%s', (_, lesson, expected) => {
  const usual = { over: 'no', agreed: 'confirmed', schoolIds: [] } as const;
  expect(outcomeOf({ ...usual, ...lesson }, now)).toBe(expected);
});
