import { describe, expect, test } from 'vitest';
import { toDayNumber, toIsoDay, toWallTime } from './days.ts';
import type { SchoolCalendar } from './model.ts';
import { SchoolYear } from './SchoolYear.ts';
import { makeBells, makeClosure, makeEntry, makePeriods, makeSchool } from './testing/build.ts';

const yearOf = (some: Partial<SchoolCalendar>) => new SchoolYear(makeSchool(some));
const dayOf = (some: Partial<SchoolCalendar>, day: string) => yearOf(some).day(toDayNumber(day));
/** The names of weeks from Monday to Monday, in one word. */
function weeks(some: Partial<SchoolCalendar>, from: string, count: number): string {
  const year = yearOf(some);
  const monday = toDayNumber(from);
  return Array.from({ length: count }, (_, week) => year.day(monday + 7 * week).week ?? '-').join('');
}

describe('weeks that take turns', () => {
  const ab = (anchor: string, closuresCount: boolean) => ({
    weekPattern: { names: ['A', 'B'], anchor, closuresCount },
  });
  // Two whole weeks, and one that lacks a Friday.
  const christmas = makeClosure('2026-12-21..2027-01-01');
  const bridge = makeClosure('2026-12-07..2026-12-10');

  test.each<[string, Partial<SchoolCalendar>, string, number, string]>([
    ['no pattern', {}, '2026-11-02', 3, '---'],
    ['counting on through week 53 of 2026', ab('2026-11-02', true), '2026-12-14', 5, 'ABABA'],
    // By parity of ISO weeks, 53 and 1 would both be odd.
    ['a week 53 without school counts', { ...ab('2026-11-02', true), closures: [christmas] }, '2026-12-14', 5, 'ABABA'],
    [
      'a week 53 without school does not',
      { ...ab('2026-11-02', false), closures: [christmas] },
      '2026-12-14',
      5,
      'ABBBA',
    ],
    [
      'a week with one school day takes its turn',
      { ...ab('2026-11-30', false), closures: [bridge] },
      '2026-11-30',
      3,
      'ABA',
    ],
    ['an anchor in the middle of its week', ab('2026-11-05', true), '2026-11-02', 2, 'AB'],
    ['back before the anchor', ab('2026-11-30', true), '2026-11-02', 5, 'ABABA'],
    [
      'back before the anchor, over holidays',
      { ...ab('2027-01-11', false), closures: [christmas] },
      '2026-12-14',
      5,
      'ABBBA',
    ],
    ['an anchor in holidays', { ...ab('2026-12-23', false), closures: [christmas] }, '2026-12-14', 5, 'BAAAB'],
    [
      'three names',
      { weekPattern: { names: ['1', '2', '3'], anchor: '2026-11-02', closuresCount: true } },
      '2026-10-19',
      6,
      '231231',
    ],
    [
      'a closure of one class alone ends no week',
      {
        ...ab('2026-11-02', false),
        closures: [makeClosure('2026-11-09..2026-11-13', { classGroupIds: ['c'] })],
      },
      '2026-11-02',
      3,
      'ABA',
    ],
    [
      'nor does one of some hours',
      {
        ...ab('2026-11-02', false),
        closures: [makeClosure('2026-11-09..2026-11-13', { hours: { start: '08:00', end: '13:00' } })],
      },
      '2026-11-02',
      3,
      'ABA',
    ],
    [
      'with Saturdays, a Saturday is enough',
      {
        ...ab('2026-11-02', false),
        weekdays: [1, 2, 3, 4, 5, 6],
        closures: [makeClosure('2026-11-09..2026-11-13')],
      },
      '2026-11-02',
      3,
      'ABA',
    ],
    [
      'without Saturdays it is not',
      {
        ...ab('2026-11-02', false),
        closures: [makeClosure('2026-11-09..2026-11-13')],
      },
      '2026-11-02',
      3,
      'ABB',
    ],
  ])('%s', (_, school, from, count, expected) => {
    expect(weeks(school, from, count)).toBe(expected);
  });

  test('asked in whatever order, the same', () => {
    const school = { ...ab('2026-11-02', false), closures: [christmas] };
    const days = Array.from({ length: 60 }, (_, week) => toDayNumber('2026-03-02') + 7 * week);
    const forth = yearOf(school);
    const back = yearOf(school);
    const one = days.map((day) => forth.day(day).week).join('');
    const other = days
      .toReversed()
      .map((day) => back.day(day).week)
      .toReversed()
      .join('');
    expect(one).toBe(other);
  });
});

describe('whether school is kept', () => {
  test.each<[string, Partial<SchoolCalendar>, string, boolean, string[]]>([
    ['a Tuesday', {}, '2026-11-24', true, []],
    ['a Saturday', {}, '2026-11-28', false, []],
    ['a Saturday where there is school', { weekdays: [1, 2, 3, 4, 5, 6] }, '2026-11-28', true, []],
    [
      'the first day of a closure',
      { closures: [makeClosure('2026-12-23..2027-01-06')] },
      '2026-12-23',
      false,
      ['Closed'],
    ],
    ['its last', { closures: [makeClosure('2026-12-23..2027-01-06')] }, '2027-01-06', false, ['Closed']],
    ['the day after', { closures: [makeClosure('2026-12-23..2027-01-06')] }, '2027-01-07', true, []],
    [
      'an exam of one class',
      { closures: [makeClosure('2026-11-24', { kind: 'exam', classGroupIds: ['c'] })] },
      '2026-11-24',
      true,
      ['Closed'],
    ],
    [
      'an exam in the morning',
      {
        closures: [makeClosure('2026-11-24', { kind: 'exam', hours: { start: '08:00', end: '10:00' } })],
      },
      '2026-11-24',
      true,
      ['Closed'],
    ],
    [
      'an exam week of the whole school',
      { closures: [makeClosure('2026-11-23..2026-11-27', { kind: 'exam' })] },
      '2026-11-27',
      false,
      ['Closed'],
    ],
  ])('%s', (_, school, day, open, closures) => {
    const found = dayOf(school, day);
    expect(found.open).toBe(open);
    expect(found.closures.map(({ name }) => name)).toEqual(closures);
    expect(found.shut !== null).toBe(!open && closures.length > 0);
  });

  test.each<[string | null, string | null, string, boolean]>([
    [null, null, '2199-12-31', true],
    ['2026-09-14', '2027-06-10', '2026-09-13', false],
    ['2026-09-14', '2027-06-10', '2026-09-14', true],
    ['2026-09-14', '2027-06-10', '2027-06-10', true],
    ['2026-09-14', '2027-06-10', '2027-06-11', false],
    ['2026-09-14', null, '2030-01-01', true],
  ])('closures known from %s to %s: %s is known: %s', (from, to, day, known) => {
    expect(dayOf({ known: { from, to } }, day).known).toBe(known);
  });
});

describe('bells', () => {
  const usual = makeBells({ bellScheduleId: 'usual', weekdays: [1, 2, 3, 4, 5], from: '2026-09-14' });
  const winter = makeBells({
    bellScheduleId: 'winter',
    weekdays: [1, 2, 3, 4, 5],
    from: '2026-11-02',
    to: '2027-02-26',
  });
  const friday = makeBells({ bellScheduleId: 'friday', weekdays: [5], from: '2026-09-14' });
  const short = makeBells({
    bellScheduleId: 'short',
    days: ['2026-12-22', '2026-12-23'],
    weekdays: [],
    periods: makePeriods('08:00-08:40', '08:40-09:20', '09:20-10:00'),
  });

  test.each<[string, string | undefined]>([
    ['2026-09-11', undefined],
    ['2026-09-14', 'usual'],
    ['2026-09-18', 'friday'],
    ['2026-10-30', 'friday'],
    ['2026-11-02', 'winter'],
    // Its `from` is later than the Friday's.
    ['2026-11-06', 'winter'],
    ['2026-12-22', 'short'],
    ['2026-12-24', 'winter'],
    ['2027-02-26', 'winter'],
    ['2027-03-01', 'usual'],
    ['2027-03-06', undefined],
  ])('on %s: %s', (day, expected) => {
    expect(dayOf({ bells: [short, usual, winter, friday] }, day).bells?.bellScheduleId).toBe(expected);
  });

  test('a short day that is out of its validity does not ring', () => {
    expect(dayOf({ bells: [usual, { ...short, to: '2026-12-22' }] }, '2026-12-23').bells?.bellScheduleId).toBe('usual');
  });
  test('an open beginning yields to one with a day', () => {
    const open = makeBells({ bellScheduleId: 'open' });
    expect(dayOf({ bells: [usual, open] }, '2026-09-15').bells?.bellScheduleId).toBe('usual');
  });
});

describe('entries of a day', () => {
  const school: Partial<SchoolCalendar> = {
    bells: [
      makeBells(),
      makeBells({ bellScheduleId: 'short', days: ['2026-12-22'], periods: makePeriods('08:00-08:40', '08:40-09:20') }),
    ],
    weekPattern: { names: ['A', 'B'], anchor: '2026-11-23', closuresCount: true },
    closures: [makeClosure('2026-12-08', { kind: 'public' })],
    entries: [
      makeEntry('Tue 1 Italian'),
      makeEntry('Tue 2 Music', { weeks: ['A'] }),
      makeEntry('Tue 2 Art', { weeks: ['B'] }),
      makeEntry('Tue 3 English', { to: '2026-12-31' }),
      makeEntry('Wed 1 Maths'),
      makeEntry('Tue 9 Swimming'),
    ],
  };
  test.each<[string, string[]]>([
    ['2026-11-24', ['08:00-09:00 Italian', '09:00-10:00 Music', '10:00-10:50 English']],
    ['2026-12-01', ['08:00-09:00 Italian', '09:00-10:00 Art', '10:00-10:50 English']],
    // Of a closed day what would have been.
    ['2026-12-08', ['08:00-09:00 Italian', '09:00-10:00 Music', '10:00-10:50 English']],
    ['2026-12-22', ['08:00-08:40 Italian', '08:40-09:20 Music']],
    ['2027-01-05', ['08:00-09:00 Italian', '09:00-10:00 Music']],
    ['2026-11-25', ['08:00-09:00 Maths']],
    ['2026-11-28', []],
  ])('on %s', (day, expected) => {
    const found = yearOf(school).entries(toDayNumber(day));
    expect(found.map(({ entry, start, end }) => `${toWallTime(start)}-${toWallTime(end)} ${entry.subject}`)).toEqual(
      expected,
    );
  });

  test('an entry of named weeks does not take place where no weeks have names', () => {
    const year = yearOf({ entries: [makeEntry('Tue 2 Music', { weeks: ['A'] })] });
    expect(year.entries(toDayNumber('2026-11-24'))).toEqual([]);
  });
});

test('days of a year follow each other', () => {
  const year = yearOf({});
  const first = toDayNumber('2026-09-01');
  for (let day = first; day < first + 365; day++) {
    expect(year.day(day).weekday).toBe(((new Date(`${toIsoDay(day)}T12:00Z`).getUTCDay() + 6) % 7) + 1);
  }
});
