import type { Blocker, FailedDate } from '@pluriclasse/shared/calendar/answer';
import { expect, it } from 'vitest';
import { datesOf, displacedBy, reasonsOf, weighs } from './reasons.ts';

const blocker = (more: Partial<Blocker>): Blocker => ({
  kind: 'school',
  schoolId: 's',
  classGroupId: null,
  staffId: null,
  roomId: null,
  entryId: null,
  name: 'Christmas',
  ...more,
});
const failure = (day: string, ...blockers: Blocker[]): FailedDate => ({ startsAt: 0, day, blockers, relaxation: null });

it('a date counts for the first that stands in its way; the most frequent comes first', () => {
  const failures = [
    failure('2026-12-08', blocker({ kind: 'public', name: 'Immaculate' })),
    failure('2026-12-22', blocker({}), blocker({ kind: 'subject', entryId: 'x' })),
    failure('2026-12-29', blocker({})),
  ];
  expect(reasonsOf({ failures }).map(({ blocker: { name }, count }) => [name, count])).toEqual([
    ['Christmas', 2],
    ['Immaculate', 1],
  ]);
});

it('dates stand in their order, held or not; what a school gives up is summed by subject', () => {
  const site = {
    schoolId: 's',
    day: '2026-12-15',
    start: '10:00',
    end: '10:50',
    periods: [3],
    staffIds: [],
    roomId: null,
  };
  const art = { entryId: 'e', subject: 'Art', classGroupIds: [], staffIds: [] };
  const lessons = [
    { startsAt: 2, endsAt: 3, sites: [{ ...site, displaced: [art] }] },
    { startsAt: 4, endsAt: 5, sites: [{ ...site, day: '2026-12-01', displaced: [art, { ...art, subject: 'Music' }] }] },
  ];
  expect(datesOf({ lessons, failures: [failure('2026-12-08')] }).map(({ holds }) => holds)).toEqual([
    true,
    false,
    true,
  ]);
  expect(displacedBy({ lessons }, 's')).toEqual([
    { subject: 'Art', hours: 2 },
    { subject: 'Music', hours: 1 },
  ]);
  expect(displacedBy({ lessons }, 'other')).toEqual([]);
});

it('what a teacher would rather not is told; a torn break, a gap, and what one would gladly are not', () => {
  const cost = (kind: 'breaks' | 'rather-not' | 'periods' | 'gaps', amount: number, schoolId: string | null = 's') => ({
    kind,
    amount,
    schoolId,
  });
  const costs = [cost('breaks', 50), cost('rather-not', 300), cost('gaps', 900, null), cost('periods', 80, 'other')];
  expect(weighs({ costs }, 's')).toEqual(['rather-not']);
  expect(weighs({ costs: [cost('rather-not', -50)] }, 's')).toEqual([]);
});
