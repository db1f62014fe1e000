import { describe, expect, it } from 'vitest';
import { commonFreeSpans, freeSpans } from './commonHours.ts';
import { toDayNumber, toWallTime } from './days.ts';
import type { Closure, SchoolCalendar, TimetableEntry } from './model.ts';
import { SchoolYear } from './SchoolYear.ts';

const periods = ['08:00', '09:00', '10:15', '11:15', '12:15'].map((start, n) => {
  const end = ['09:00', '10:00', '11:15', '12:15', '13:15'][n] ?? '';
  return { number: n + 1, start, end };
});
const entry = (weekday: number, period: number): TimetableEntry => ({
  entryId: `${weekday}-${period}`,
  classGroupIds: ['c'],
  subject: 'Maths',
  staffIds: [],
  roomId: null,
  weekday,
  period,
  weeks: [],
  from: null,
  to: null,
});
const school = (timeZone: string, more: Partial<SchoolCalendar> = {}): SchoolCalendar => ({
  schoolId: timeZone,
  name: timeZone,
  timeZone,
  weekdays: [1, 2, 3, 4, 5],
  known: { from: null, to: null },
  bells: [{ bellScheduleId: 'b', name: 'B', periods, weekdays: [1, 2, 3, 4, 5], days: [], from: null, to: null }],
  weekPattern: null,
  closures: [],
  classGroups: [],
  entries: [],
  staff: [],
  rooms: [],
  bookings: [],
  ...more,
});
const closure = (more: Partial<Closure>): Closure => ({
  closureId: 'x',
  kind: 'exam',
  name: 'Exam',
  from: '2026-11-24',
  to: '2026-11-24',
  hours: null,
  classGroupIds: [],
  ...more,
});
const tuesday = toDayNumber('2026-11-24');
const free = (calendar: SchoolCalendar, day = tuesday) =>
  freeSpans({ year: new SchoolYear(calendar), classGroupId: 'c' }, day).map(
    ({ start, end }) => `${toWallTime(start)}–${toWallTime(end)}`,
  );

describe('when a class is free', () => {
  const busy = [entry(2, 1), entry(2, 2), entry(2, 5)];
  it.each<[string, Partial<SchoolCalendar>, string[]]>([
    ['nothing known of its hours: while bells ring', {}, ['08:00–13:15']],
    ['between its first and last hour', { entries: busy }, ['10:00–12:15']],
    ['not at all on a day without an hour', { entries: [entry(3, 1)] }, []],
    [
      'not while an exam takes some hours',
      { closures: [closure({ hours: { start: '09:00', end: '11:00' } })] },
      ['08:00–09:00', '11:00–13:15'],
    ],
    ['not on a closed day', { closures: [closure({})] }, []],
    ['not on its own trip', { closures: [closure({ kind: 'trip', classGroupIds: ['c'] })] }, []],
    [
      'on another class’s trip as always',
      { closures: [closure({ kind: 'trip', classGroupIds: ['d'] })] },
      ['08:00–13:15'],
    ],
    ['not on a weekday without school', { weekdays: [1, 3] }, []],
    ['not beyond what is known', { known: { from: null, to: '2026-11-23' } }, []],
  ])('%s', (_, more, spans) => expect(free(school('Europe/Rome', more))).toEqual(spans));
});

it('hours of English count as free where they are asked to', () => {
  const entries = [entry(2, 1), { ...entry(2, 2), subject: 'Lingua inglese' }, entry(2, 4)];
  const one = { year: new SchoolYear(school('Europe/Rome', { entries })), classGroupId: 'c' };
  const spans = (english: boolean) => freeSpans({ ...one, english }, tuesday).map(({ start, end }) => [start, end]);
  expect(spans(false)).toEqual([[600, 675]]);
  expect(spans(true)).toEqual([[540, 675]]);
});

it('free together means at the same instants, not at the same hours', () => {
  const rome = {
    year: new SchoolYear(school('Europe/Rome', { entries: [entry(2, 1), entry(2, 5)] })),
    classGroupId: 'c',
  };
  const cluj = { year: new SchoolYear(school('Europe/Bucharest')), classGroupId: 'c' };
  const spans = commonFreeSpans([rome, cluj], tuesday, 30).map((span) => [
    new Date(span.start).toISOString().slice(11, 16),
    new Date(span.end).toISOString().slice(11, 16),
  ]);
  // Rome is free from 9:00 to 12:15 by its clocks, Cluj until 13:15 by its own: 12:15 in Rome.
  expect(spans).toEqual([['08:00', '11:15']]);
  expect(commonFreeSpans([rome, cluj], tuesday, 200)).toEqual([]);
});
