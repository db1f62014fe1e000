import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { makeClosure, makeSchool } from '@pluriclasse/shared/calendar/testing/build';
import { describe, expect, it } from 'vitest';
import type { DraftEntry } from '../../timetables/timetables.service.ts';
import { applySteps } from './applySteps.ts';
import type { FoundEntry } from './findEntries.ts';
import { planFeedEntries } from './planFeedEntries.ts';

const year = new SchoolYear(makeSchool({ closures: [makeClosure('2026-12-23..2027-01-06')] }));
const origin = 'feed:a';
/** On Mondays in the first hour, the whole school year, unless said otherwise. */
const entry = (subject: string, more: Partial<FoundEntry> = {}): FoundEntry => ({
  classGroupIds: ['c'],
  subject,
  staffIds: [],
  roomId: null,
  weekday: 1,
  period: 1,
  weeks: [],
  from: '2026-09-14',
  to: '2027-06-05',
  ...more,
});
const there = (of: string | undefined, ...rows: FoundEntry[]): DraftEntry[] =>
  rows.map((row) => ({
    entryId: `${row.subject} ${row.weekday}.${row.period} ${of}`,
    ...row,
    ...(of && { origin: of }),
  }));
const mine = (...rows: FoundEntry[]) => there(origin, ...rows);
const plan = (found: FoundEntry[], existing: DraftEntry[], today = '2026-11-22', replace = false) =>
  planFeedEntries(found, existing, {
    origin,
    span: { from: '2026-08-01', to: '2027-07-31' },
    replace,
    seed: 's',
    today: toDayNumber(today),
    year,
  });
const short = (row: DraftEntry | null) =>
  row && `${row.subject} ${row.weekday}.${row.period}${row.origin ? '' : ' typed'}`;
const words = ({ steps }: ReturnType<typeof plan>) =>
  steps.map((step) => (step.of === 'entry' ? [short(step.before), short(step.after)] : []));

describe('lessons of a feed', () => {
  it('come as the feed’s own; the same again is no change', () => {
    const first = plan([entry('E'), entry('M', { weekday: 2 })], []);
    expect(words(first)).toEqual([
      [null, 'E 1.1'],
      [null, 'M 2.1'],
    ]);
    const draft = { ...emptyDraft, entries: [] };
    const { entries } = applySteps(
      draft,
      first.steps.map(({ ...step }) => step),
    );
    expect(plan([entry('M', { weekday: 2 }), entry('E')], [...entries])).toEqual({ steps: [], same: 2 });
  });

  it('change in their hour, go when the feed lacks them, and leave other feeds’ and typed ones alone', () => {
    const existing = [
      ...mine(entry('E'), entry('M', { weekday: 2 }), entry('A', { weekday: 3 })),
      ...there('feed:b', entry('B', { weekday: 4 })),
      ...there(undefined, entry('T', { weekday: 5 })),
    ];
    expect(words(plan([entry('E', { staffIds: ['x'] }), entry('S', { weekday: 2 })], existing))).toEqual([
      ['E 1.1', 'E 1.1'],
      ['M 2.1', 'S 2.1'],
      ['A 3.1', null],
    ]);
  });

  it('meet what was typed as a file does: the same is there already, other teachers are a change', () => {
    const typed = there(undefined, entry('E'), entry('M', { weekday: 2 }));
    expect(words(plan([entry('E'), entry('M', { weekday: 2, staffIds: ['x'] })], typed))).toEqual([
      ['M 2.1 typed', 'M 2.1'],
    ]);
    // What is left of others' beside the span is theirs.
    const long = there(undefined, entry('O', { from: null, to: null }));
    expect(words(plan([entry('E')], long, '2026-11-22', true))).toEqual([
      [null, 'E 1.1'],
      ['O 1.1 typed', 'O 1.1 typed'],
      [null, 'O 1.1 typed'],
    ]);
  });

  it('that are over stay as they were, whatever the feed says of them', () => {
    const over = mine(entry('E', { to: '2026-10-31' }));
    expect(plan([entry('F', { from: '2026-11-02' })], over)).toMatchObject({ steps: [{ before: null }] });
    expect(plan([entry('G', { to: '2026-10-31' })], over).steps).toEqual([]);
  });

  it.each([
    ['the last Monday', '2026-11-16', '2026-11-22', true],
    ['the next Monday', '2026-11-23', '2026-11-22', true],
    ['the Monday after the next', '2026-11-30', '2026-11-22', false],
    ['the first Monday after the holidays', '2027-01-11', '2026-12-22', true],
    ['a later Monday', '2027-01-18', '2026-12-22', false],
    ['an earlier Monday', '2026-09-07', '2026-11-22', false],
  ])('of which the feed tells from %s on (%s, seen on %s) are the same: %s', (_, from, today, same) => {
    expect(plan([entry('E', { from })], mine(entry('E')), today).steps.length === 0).toBe(same);
  });
});

const emptyDraft = {
  year: { weekdays: [1, 2, 3, 4, 5], known: { from: null, to: null }, weekPattern: null },
  bells: [],
  closures: [],
  availability: [],
  absences: [],
};
