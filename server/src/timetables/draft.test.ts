import { StaffId } from '@pluriclasse/shared/ids';
import { describe, expect, it } from 'vitest';
import { chooseStep } from './chooseStep.ts';
import {
  applyDelta,
  difference,
  partsOf,
  touchedBy,
  withoutLost,
  type Delta,
  type Draft,
  type DraftClosure,
  type DraftEntry,
} from './draft.ts';

const staffId = StaffId.parse('00000000-0000-4000-8000-000000000001');
const entry = (entryId: string, period = 1) => ({
  entryId,
  classGroupIds: ['c'],
  subject: 'English',
  staffIds: [],
  roomId: null,
  weekday: 1,
  period,
  weeks: [],
  from: null,
  to: null,
});
const bells = (name: string) => ({
  bellScheduleId: name,
  name,
  periods: [],
  weekdays: [1],
  days: [],
  from: null,
  to: null,
});
const absence = (absenceId: string) => ({
  absenceId,
  staffId,
  from: '2026-12-01',
  to: '2026-12-02',
  hours: null,
  reason: null,
});
const draft: Draft = {
  year: { weekdays: [1, 2, 3, 4, 5], known: { from: null, to: null }, weekPattern: null },
  bells: [bells('a'), bells('b')],
  closures: [],
  entries: [entry('1'), entry('2'), entry('3')],
  availability: [],
  absences: [],
};

describe('what leads from one draft to another', () => {
  const changes: Record<string, Draft> = {
    nothing: { ...draft, entries: [entry('3'), entry('1'), entry('2')] },
    'the year': { ...draft, year: { ...draft.year, weekdays: [1, 2, 3, 4, 5, 6] } },
    'the order of bells': { ...draft, bells: draft.bells.toReversed() },
    'an hour more, one moved, one less': { ...draft, entries: [entry('1', 4), entry('3'), entry('4')] },
    'hours of somebody': {
      ...draft,
      availability: [{ staffId, hours: [] }],
      absences: [absence('x')],
    },
  };
  const parts: Record<string, string[]> = {
    nothing: [],
    'the year': ['year'],
    'the order of bells': ['bells'],
    'an hour more, one moved, one less': ['entries'],
    'hours of somebody': ['availability', 'absences'],
  };
  const sorted = (one: Draft) => ({
    ...one,
    entries: one.entries.toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1)),
  });

  it.each(Object.keys(changes))('%s, and back', (name) => {
    const after = changes[name]!;
    const delta = difference(draft, after);
    expect(partsOf(delta)).toEqual(parts[name]);
    expect(sorted(applyDelta(draft, delta))).toEqual(sorted(after));
    expect(sorted(applyDelta(after, difference(after, draft)))).toEqual(draft);
  });

  it('names only the rows that it touches', () => {
    const delta = difference(draft, changes['an hour more, one moved, one less']!);
    expect([...touchedBy(delta)].toSorted()).toEqual(['entries:1', 'entries:2', 'entries:4']);
  });
});

it('rows of a feed that was left come back as a file’s', () => {
  const closure = { closureId: '1', source: 'feed', origin: 'feed:gone' } as DraftClosure; // all that counts
  const entry = { entryId: '1', origin: 'feed:gone' } as DraftEntry; // all that counts
  const delta = {
    closures: { put: [closure, { ...closure, origin: 'feed:here' }], drop: ['2'] },
    entries: { put: [entry, { ...entry, origin: 'feed:here' }], drop: [] },
  };
  const found = withoutLost(delta, new Set(['feed:here']));
  expect(found.closures?.put.map(({ source, origin }) => [source, origin])).toEqual([
    ['file', null],
    ['feed', 'feed:here'],
  ]);
  expect(found.entries?.put.map(({ origin }) => origin)).toEqual([undefined, 'feed:here']);
  expect(found.closures?.drop).toEqual(['2']);
  expect(withoutLost({ bells: [] }, new Set())).toEqual({ bells: [] });
});

describe('which step is taken back', () => {
  const step = (revision: number, inverse: Delta, label = '') => ({
    revision,
    label,
    staffId: null,
    changedAt: 0,
    inverse,
  });
  const rows = (...drop: string[]) => ({ entries: { put: [], drop } });
  const steps = [step(4, rows('1')), step(3, { bells: [] }), step(2, rows('1', '2')), step(1, rows('3'))];
  const anyone = () => true;

  it('is the last one that is permitted and that nothing passed over has touched', () => {
    expect(chooseStep(steps, undefined, anyone).revision).toBe(4);
    expect(chooseStep(steps, undefined, ({ revision }) => revision !== 4).revision).toBe(3);
    expect(chooseStep(steps, undefined, ({ revision }) => revision < 3).revision).toBe(1);
  });

  it('is none of those that follow a feed or an import; an import is for its own page', () => {
    for (const label of ['feed', 'import-undone']) {
      expect(chooseStep([step(5, rows('9'), label), ...steps], undefined, anyone).revision).toBe(4);
      expect(chooseStep([step(5, rows('1'), label), ...steps], undefined, anyone).revision).toBe(3);
    }
    const imported = [step(5, rows('9'), 'import'), ...steps];
    for (const wanted of [undefined, 5]) {
      expect(() => chooseStep(imported, wanted, anyone)).toThrow(expect.objectContaining({ reason: 'import_step' }));
    }
    const undone = [step(6, rows('9'), 'import-undone'), ...imported];
    expect(chooseStep(undone, undefined, anyone).revision).toBe(4);
    expect(chooseStep(imported, undefined, ({ revision }) => revision < 5).revision).toBe(4);
  });

  it('is the one asked for, unless what it touched has changed since or it is forgotten', () => {
    const wanted = (revision: number) => chooseStep(steps, revision, anyone).revision;
    expect([wanted(4), wanted(3), wanted(1)]).toEqual([4, 3, 1]);
    expect(() => wanted(2)).toThrow(expect.objectContaining({ reason: 'changed_since' }));
    expect(() => wanted(9)).toThrow(expect.objectContaining({ reason: 'nothing' }));
    expect(() => chooseStep([], undefined, anyone)).toThrow(expect.objectContaining({ reason: 'nothing' }));
  });
});
