import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import type { SchoolCalendar, TimetableEntry } from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { describe, expect, it } from 'vitest';
import type { ReadLesson } from '../formats/reading.ts';
import type { DraftClosure } from '../../timetables/timetables.service.ts';
import type { FoundEntry } from './findEntries.ts';
import { findByName, findPerson, nameKey } from './names.ts';
import { offeredBells } from './offeredBells.ts';
import { Bells } from './place.ts';
import { knownSpan } from './planClosures.ts';
import { planEntries } from './planEntries.ts';
import { stepKey } from './Plan.ts';
import { weeklyOf } from './recurrence.ts';

const school: SchoolCalendar = {
  schoolId: 's',
  name: 'S',
  timeZone: 'Europe/Rome',
  weekdays: [1, 2, 3, 4, 5],
  known: { from: null, to: null },
  bells: [],
  weekPattern: null,
  closures: [],
  classGroups: [],
  entries: [],
  staff: [],
  rooms: [],
  bookings: [],
};
const lesson = (start: number, end: number): ReadLesson => ({
  file: 'f',
  line: 1,
  classes: ['1A'],
  subject: 'E',
  teachers: [],
  rooms: [],
  weekday: 1,
  period: null,
  hours: { start, end },
  weeks: [],
  from: null,
  to: null,
  dates: null,
  endless: false,
});

describe('names', () => {
  it.each([
    ['1ª A', '1A'],
    ['Classe 1A', '1a'],
    ['III–IV', 'iii iv'],
    ['Aula Magna', 'magna'],
    ['Çağlar', 'caglar'],
  ])('%s is %s', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  it('find a class or person only when there is no doubt', () => {
    const people = ['Maria Rossi', 'Luca Rossi', 'Ana Pérez', 'Jo Verdi'].map((name, id) => ({ id, name }));
    expect(findPerson(people, 'ROSSI MARIA')).toBe(0);
    expect(findPerson(people, 'Rossi')).toBeUndefined();
    expect(findPerson(people, 'perez')).toBe(2);
    expect(findPerson(people, 'Ana')).toBeUndefined();
    expect(findByName(people, 'jo verdi')).toBe(3);
  });
});

describe('hours and bells', () => {
  const bells = Bells.of([
    { number: 1, start: '08:00', end: '09:00' },
    { number: 2, start: '09:00', end: '10:00' },
    { number: 4, start: '10:15', end: '11:15' },
  ]);
  it.each([
    [480, 540, [1], true],
    [485, 535, [1], true],
    [480, 600, [1, 2], true],
    [540, 675, [2, 4], true],
    [500, 600, [1, 2], false],
    [450, 480, [], false],
    [600, 615, [], false],
    [700, 760, [], false],
  ])('%i–%i takes the periods %j', (start, end, periods, exact) => {
    expect(bells.place(lesson(start, end))).toEqual({ periods, exact });
  });

  it('imply bells, unless they overlap; double hours imply none', () => {
    const hours = (...all: [number, number][]) => offeredBells(all.map(([start, end]) => lesson(start, end)));
    expect(hours([540, 600], [480, 540], [480, 600])).toEqual([
      { number: 1, start: '08:00', end: '09:00' },
      { number: 2, start: '09:00', end: '10:00' },
    ]);
    expect(hours([480, 540], [500, 560])).toBeNull();
    expect(hours()).toBeNull();
  });
});

describe('dates', () => {
  const days = (...texts: string[]) => texts.map(toDayNumber);
  const weekly = (dates: number[], more: Partial<SchoolCalendar> = {}, endless = false) =>
    weeklyOf(dates, new SchoolYear({ ...school, ...more }), { endless, end: '2027-06-30' });
  const mondays = days('2026-09-14', '2026-09-21', '2026-09-28', '2026-10-05', '2026-10-12');
  const alternate = days('2026-09-14', '2026-09-28', '2026-10-12', '2026-10-26');

  it('of every week are a weekly lesson from the first to the last', () => {
    expect(weekly(mondays)).toEqual({ from: '2026-09-14', to: '2026-10-12', weeks: [], missing: 0 });
    expect(weekly(mondays, {}, true)).toMatchObject({ to: '2027-06-30' });
  });

  it('may lack days without school, and a few others that are told', () => {
    const [first = 0, , ...rest] = mondays;
    expect(weekly([first, ...rest])).toMatchObject({ missing: 1 });
    const closure = {
      closureId: 'c',
      kind: 'school' as const,
      name: 'C',
      from: '2026-09-20',
      to: '2026-09-22',
      hours: null,
      classGroupIds: [],
    };
    expect(weekly([first, ...rest], { closures: [closure] })).toMatchObject({ missing: 0 });
  });

  it('of every second week have the name of their week, if the school has names', () => {
    const weekPattern = { names: ['A', 'B'], anchor: '2026-09-07', closuresCount: true };
    expect(weekly(alternate, { weekPattern })).toMatchObject({ weeks: ['B'], missing: 0 });
    expect(weekly(alternate)).toEqual({ problem: 'no_week_pattern', count: 4 });
  });

  it('that follow no week are no timetable', () => {
    expect(weekly(days('2026-09-14'))).toEqual({ problem: 'once_only', count: 1 });
    expect(weekly(days('2026-09-14', '2026-10-05', '2026-12-07'))).toMatchObject({ problem: 'dates_missing' });
  });
});

describe('entries', () => {
  const entry = (subject: string, more: Partial<FoundEntry> = {}): FoundEntry => ({
    classGroupIds: ['1a'],
    subject,
    staffIds: [],
    roomId: null,
    weekday: 1,
    period: 1,
    weeks: [],
    from: null,
    to: null,
    ...more,
  });
  const there = (...all: FoundEntry[]): TimetableEntry[] => all.map((one, at) => ({ ...one, entryId: `e${at}` }));
  const plan = (
    found: FoundEntry[],
    existing: TimetableEntry[],
    from: string | null,
    to: string | null,
    replace = true,
  ) => planEntries(found, existing, { span: { from, to }, replace, seed: 's' });
  const short = (row: FoundEntry | null) => row && `${row.subject} ${row.from}–${row.to}`;
  const words = ({ steps }: ReturnType<typeof planEntries>) =>
    steps.map((step) => (step.of === 'entry' ? [short(step.before), short(step.after)] : []));

  it('that are there stay, whatever the order of their teachers', () => {
    const [found, existing] = [entry('E', { staffIds: ['a', 'b'] }), there(entry('E', { staffIds: ['b', 'a'] }))];
    expect(plan([found], existing, null, null)).toEqual({ steps: [], same: 1 });
  });

  it('two in one hour, of a class in halves, are two', () => {
    const halves = [entry('E', { staffIds: ['a'] }), entry('F', { staffIds: ['b'] })];
    expect(plan(halves, there(...halves), null, null)).toEqual({ steps: [], same: 2 });
    expect(words(plan(halves, there(entry('E')), null, null))).toEqual([
      ['E null–null', 'E null–null'],
      [null, 'F null–null'],
    ]);
  });

  it('make room within their span: before and after it all stays as it was', () => {
    const next = [entry('New', { from: '2027-01-07', to: '2027-03-31' })];
    expect(words(plan(next, there(entry('Old')), '2027-01-07', '2027-03-31'))).toEqual([
      [null, 'New 2027-01-07–2027-03-31'],
      ['Old null–null', 'Old null–2027-01-06'],
      [null, 'Old 2027-04-01–null'],
    ]);
    expect(words(plan(next, there(entry('Old', { to: '2026-12-31' })), '2027-01-07', '2027-03-31'))).toEqual([
      [null, 'New 2027-01-07–2027-03-31'],
    ]);
    expect(
      words(plan(next, there(entry('Old', { from: '2027-02-01', to: '2027-02-28' })), '2027-01-07', '2027-03-31')),
    ).toEqual([
      [null, 'New 2027-01-07–2027-03-31'],
      ['Old 2027-02-01–2027-02-28', null],
    ]);
  });

  it('that other classes share are theirs still', () => {
    const shared = there(entry('PE', { classGroupIds: ['1a', '2b', '3c'] }));
    const after = (found: FoundEntry[], from: string | null, to: string | null) =>
      plan(found, shared, from, to).steps.map((step) =>
        step.of === 'entry' && step.after
          ? `${step.before ? 'e0' : 'new'} ${step.after.classGroupIds.join('+')} ${short(step.after)}`
          : step,
      );
    expect(after([entry('Art')], null, null)).toEqual(['new 1a Art null–null', 'e0 2b+3c PE null–null']);
    expect(after([entry('PE')], null, null)).toEqual(['new 1a PE null–null', 'e0 2b+3c PE null–null']);
    const span = { from: '2027-01-07', to: '2027-03-31' };
    expect(after([entry('Art', span)], span.from, span.to)).toEqual([
      'new 1a Art 2027-01-07–2027-03-31',
      'e0 1a+2b+3c PE null–2027-01-06',
      'new 2b+3c PE 2027-01-07–2027-03-31',
      'new 1a+2b+3c PE 2027-04-01–null',
    ]);
    expect(after([entry('Art', { ...span, from: null })], null, span.to)).toEqual([
      'new 1a Art null–2027-03-31',
      'e0 2b+3c PE null–2027-03-31',
      'new 1a+2b+3c PE 2027-04-01–null',
    ]);
    const ids = plan([entry('Art', span)], shared, span.from, span.to).steps.map((step) =>
      step.of === 'entry' ? step.after?.entryId : undefined,
    );
    expect(new Set(ids).size).toBe(4);
  });

  it('of other classes are nobody’s to touch, and nothing goes unless asked', () => {
    const other = there(entry('Old', { classGroupIds: ['2b'] }));
    expect(words(plan([entry('New')], other, null, null))).toEqual([[null, 'New null–null']]);
    expect(words(plan([entry('New')], there(entry('Old')), null, null, false))).toEqual([[null, 'New null–null']]);
  });
});

describe('a step', () => {
  it('is the same however its properties are ordered, and whatever ids it gets', () => {
    const hours = { start: '08:00', end: '09:00' };
    const closure = { closureId: '1', kind: 'school', name: 'N', from: '2027-01-01', to: '2027-01-02', hours };
    const turned = { to: '2027-01-02', hours: { end: '09:00', start: '08:00' }, from: '2027-01-01', name: 'N' };
    const key = (after: object) => stepKey({ of: 'closure', before: null, after: after as DraftClosure }); // all that counts
    expect(key({ ...turned, kind: 'school', closureId: '2' })).toBe(key(closure));
    expect(key({ ...closure, name: 'M' })).not.toBe(key(closure));
  });
});

describe('what is known', () => {
  const closure = { file: 'f', line: 1, names: {}, subdivisions: [], country: 'IT', marks: null };
  it('reaches from the first to the last day that is about school', () => {
    const all = [
      { ...closure, kind: 'public' as const, from: '2026-01-01', to: '2030-12-25' },
      { ...closure, kind: 'school' as const, from: '2026-12-23', to: '2027-01-06' },
      { ...closure, kind: 'school' as const, from: '2027-06-11', to: '2027-06-11', marks: 'last-day' as const },
    ];
    expect(knownSpan(all)).toEqual({ from: '2026-12-23', to: '2027-06-11' });
    expect(knownSpan(all.slice(0, 1))).toBeNull();
  });
});
