import { describe, expect, test } from 'vitest';
import type { SchedulePattern } from './answer.ts';
import { checkLesson } from './checkLesson.ts';
import { toDayNumber, toMinute } from './days.ts';
import { findHours } from './findHours.ts';
import { WishOptions } from './findOptions.ts';
import type { SchoolCalendar } from './model.ts';
import { SchoolYear } from './SchoolYear.ts';
import {
  makeBells,
  makeClass,
  makeClosure,
  makeEntry,
  makePeriods,
  makeSchool,
  makeSite,
  makeStaff,
  makeWish,
} from './testing/build.ts';
import { makeCase } from './testing/cases.ts';
import { evaluatePattern } from './testing/evaluatePattern.ts';
import { makeWholeYear } from './testing/wholeYear.ts';
import type { Wish, WishSite } from './wish.ts';

const now = 0;
const find = (schools: SchoolCalendar[], wish: Wish) =>
  findHours(
    schools.map((school) => new SchoolYear(school)),
    wish,
    { now },
  );
const first = ({ patterns }: ReturnType<typeof find>): SchedulePattern => {
  const [pattern] = patterns;
  if (pattern === undefined) throw new Error('nothing holds');
  return pattern;
};
const lig = makeSchool({ schoolId: 's', bells: [makeBells({ periods: makePeriods('10:00-11:00') })] });

describe('across clocks', () => {
  const wish = makeWish({ from: '2026-09-14', to: '2026-12-18' });
  test('Rome and Istanbul are an hour apart in summer and two in winter: half of the lessons in each hour', () => {
    const bells = makeBells({ periods: makePeriods('11:00-12:00', '12:00-13:00') });
    const istanbul = makeSchool({ schoolId: 't', timeZone: 'Europe/Istanbul', bells: [bells] });
    const pattern = first(find([lig, istanbul], wish));
    expect(pattern.lessons).toHaveLength(14);
    expect(pattern.timeZone).toBe('Europe/Rome');
    expect(pattern.local[1]?.hours).toEqual([
      { weekday: 1, start: '11:00', end: '12:00', from: '2026-09-14', to: '2026-10-19' },
      { weekday: 1, start: '12:00', end: '13:00', from: '2026-10-26', to: '2026-12-14' },
    ]);
  });
  test('where only one hour rings in Istanbul, its clocks keep the pattern as well as Rome’s', () => {
    const bells = makeBells({ periods: makePeriods('12:00-13:00') });
    const istanbul = makeSchool({ schoolId: 't', timeZone: 'Europe/Istanbul', bells: [bells] });
    const rome = { ...lig, bells: [makeBells({ periods: makePeriods('10:00-11:00', '11:00-12:00') })] };
    const pattern = first(find([rome, istanbul], wish));
    expect(pattern).toMatchObject({ timeZone: 'Europe/Istanbul', slots: [{ start: '12:00' }] });
    expect(pattern.lessons).toHaveLength(14);
    expect(pattern.local[0]?.hours.map(({ start }) => start)).toEqual(['11:00', '10:00']);
  });
  test('Rome and New York are five hours apart for some weeks', () => {
    const bells = makeBells({ periods: makePeriods('08:00-09:00') });
    const york = makeSchool({ schoolId: 't', timeZone: 'America/New_York', bells: [bells] });
    const rome = { ...lig, bells: [makeBells({ periods: makePeriods('14:00-15:00') })] };
    const { lessons, failures } = first(find([rome, york], { ...wish, from: '2026-10-12', to: '2026-11-15' }));
    expect(lessons.map(({ sites }) => sites[0]?.day)).toEqual(['2026-10-12', '2026-10-19', '2026-11-02', '2026-11-09']);
    expect(failures.map(({ day, blockers }) => `${day} ${blockers[0]?.kind}`)).toEqual(['2026-10-26 no-bells']);
  });
  test('a Saturday in Rome is nobody’s in Apia', () => {
    const apia = makeSchool({
      schoolId: 't',
      timeZone: 'Pacific/Apia',
      bells: [makeBells({ periods: makePeriods('08:00-09:00') })],
    });
    const rome = { ...lig, bells: [makeBells({ periods: makePeriods('20:00-21:00') })] };
    const pattern = first(find([rome, apia], { ...wish, from: '2026-11-02', to: '2026-11-29' }));
    expect(pattern.local.map(({ hours }) => hours[0]?.weekday)).toEqual([1, 2]);
    expect(pattern.lessons).toHaveLength(4);
  });
});

describe('weeks that take turns', () => {
  const timetable = [makeEntry('Tue 1 English', { weeks: ['A'] }), makeEntry('Tue 1 Maths', { weeks: ['B'] })];
  const school = (closuresCount: boolean): SchoolCalendar => ({
    ...lig,
    weekPattern: { names: ['A', 'B'], anchor: '2026-12-07', closuresCount },
    closures: [makeClosure('2026-12-28..2027-01-01')],
    entries: timetable,
  });
  const wish = makeWish({ cadence: { everyWeeks: 2, perWeek: 1 }, from: '2026-12-07', to: '2027-01-31' });
  const days = (closuresCount: boolean) =>
    first(find([school(closuresCount), { ...lig, schoolId: 't' }], wish)).lessons.map(({ sites }) => sites[0]?.day);
  test('every second week goes on through week 53 where holidays count', () => {
    expect(days(true)).toEqual(['2026-12-08', '2026-12-22', '2027-01-05', '2027-01-19']);
  });
  test('where they don’t, what was A before is B after: A B A (B) B A B A', () => {
    expect(days(false)).toEqual(['2026-12-08', '2026-12-22']);
  });
});

describe('who leads', () => {
  const hours = (staffIds: string[], days: { from?: string; to?: string }) =>
    ['Mon 1', 'Mon 2', 'Mon 3'].map((hour) =>
      makeEntry(`${hour} English`, { entryId: `${staffIds.join()} ${hour}`, staffIds, ...days }),
    );
  const until = { to: '2026-11-15' };
  const since = { from: '2026-11-16' };
  const staff = [makeStaff('x'), makeStaff('y')];
  const wish = makeWish({ from: '2026-11-02', to: '2026-11-29' });
  const days = ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'];
  const away = { absenceId: 'a', from: '2026-11-23', to: '2026-11-23', hours: null, reason: null };
  test.each<[string, SchoolCalendar['entries'], Partial<WishSite>, SchoolCalendar['staff'], string[]]>([
    ['who teaches the class', hours(['x'], {}), {}, staff, ['x', 'x', 'x', 'x']],
    ['who came for the other', [...hours(['x'], until), ...hours(['y'], since)], {}, staff, ['x', 'x', 'y', 'y']],
    [
      'one of two, then who is left',
      [...hours(['x', 'y'], until), ...hours(['y'], since)],
      {},
      staff,
      ['y', 'y', 'y', 'y'],
    ],
    [
      'nobody where it is not known who came',
      [...hours(['x'], until), ...hours([], since)],
      {},
      staff,
      ['x', 'x', '', ''],
    ],
    [
      'who is named, whoever has the hours',
      [...hours(['x'], until), ...hours(['y'], since)],
      { staffIds: ['x'] },
      staff,
      ['x', 'x', 'x', 'x'],
    ],
    [
      'not who has left, where the other is away',
      [...hours(['x'], until), ...hours(['y'], since)],
      {},
      [makeStaff('x'), makeStaff('y', { absences: [away] })],
      ['x', 'x', 'y', 'teacher-away y'],
    ],
    [
      'two together, each while there',
      [...hours(['x', 'y'], until), ...hours(['y'], since)],
      { teachersNeeded: 2 },
      staff,
      ['x+y', 'x+y', 'teacher-away null', 'teacher-away null'],
    ],
  ])('%s', (_, entries, site, members, expected) => {
    const school = makeSchool({ entries, staff: members, weekdays: [1] });
    const { lessons, failures } = first(
      find([school, makeSchool({ schoolId: 't' })], { ...wish, sites: [makeSite('s', site), makeSite('t')] }),
    );
    const told = new Map([
      ...lessons.map(({ sites }) => [sites[0]?.day, sites[0]?.staffIds.toSorted().join('+')] as const),
      ...failures.map(({ day, blockers: [of] }) => [day, `${of?.kind} ${of?.staffId}`] as const),
    ]);
    expect(days.map((day) => told.get(day))).toEqual(expected);
  });
  test('a colleague who comes for good in November can help out before', () => {
    const gone = { ...away, from: '2026-11-02', to: '2026-11-02' };
    const entries = [...hours(['x'], until), ...hours(['y'], since)];
    const school = makeSchool({
      entries,
      staff: [makeStaff('x', { absences: [gone] }), makeStaff('y')],
      weekdays: [1],
    });
    const { relaxations } = first(find([school, makeSchool({ schoolId: 't', weekdays: [1] })], wish));
    expect(relaxations).toMatchObject([
      { gain: 1, what: { kind: 'other-teacher', staffId: 'y', days: ['2026-11-02'] } },
    ]);
  });
});

describe('what people could change', () => {
  const classes = [makeClass('c', 'r'), makeClass('d', 'q')];
  const timetable = [makeEntry('Tue 1 Maths', { staffIds: ['ada'] }), makeEntry('Wed 1 Art'), makeEntry('Wed 3 Art')];
  const school: SchoolCalendar = {
    ...lig,
    bells: [makeBells({ periods: makePeriods('10:00-11:00', '11:00-12:00', '12:00-13:00') })],
    weekdays: [2, 3],
    classGroups: classes,
    entries: [...timetable, makeEntry('Tue 2 English', { staffIds: ['ada'] })],
    staff: [makeStaff('ada'), makeStaff('bo')],
  };
  const other = { ...lig, schoolId: 't', weekdays: [2] };
  const wish = makeWish({ from: '2026-11-03', to: '2026-12-18' });
  test('maths goes from the first hour of Tuesday to the second of Wednesday: seven lessons more', () => {
    const early = { ...school, entries: [...school.entries, makeEntry('Tue 1 Choir', { classGroupIds: ['d'] })] };
    const withBoth = {
      ...early,
      entries: early.entries.with(0, makeEntry('Tue 1 Maths', { staffIds: ['ada'], weeks: [] })),
    };
    const free = { ...withBoth, entries: [...withBoth.entries, makeEntry('Tue 1 English', { entryId: 'split' })] };
    const { patterns, nearly = [] } = find([free, other], wish);
    expect(patterns).toEqual([]);
    expect(nearly[0]?.relaxations).toContainEqual({
      gain: 7,
      cost: 300,
      schoolId: 's',
      what: {
        kind: 'move-entry',
        entryId: 'c Tue 1 Maths',
        classGroupId: 'c',
        subject: 'Maths',
        from: { weekday: 2, period: 1 },
        to: { weekday: 3, period: 2 },
      },
    });
    expect(nearly[0]?.relaxations).toContainEqual({
      gain: 7,
      cost: 800,
      schoolId: 's',
      what: { kind: 'displace-subject', classGroupId: 'c', subject: 'Maths' },
    });
  });
  test('forbidden hours are told with their reason', () => {
    const forbidden = [{ schoolId: 's', weekdays: [2], start: '10:00', end: '10:30', why: 'Bus' }];
    const { nearly = [] } = find([{ ...school, entries: [] }, other], { ...wish, forbidden });
    expect(nearly[0]?.relaxations).toContainEqual({
      gain: 7,
      cost: 400,
      schoolId: 's',
      what: { kind: 'allow-hours', why: 'Bus' },
    });
  });
  test('a colleague leads on days when the teacher is away', () => {
    const ill = { absenceId: 'a', from: '2026-11-10', to: '2026-11-17', hours: null, reason: null };
    const away = { ...school, entries: [], staff: [makeStaff('ada', { absences: [ill] }), makeStaff('bo')] };
    const sites = [makeSite('s', { staffIds: ['ada'] }), makeSite('t')];
    const pattern = first(find([away, other], { ...wish, sites }));
    expect(pattern.lessons).toHaveLength(5);
    expect(pattern.relaxations).toEqual([
      {
        gain: 2,
        cost: 200,
        schoolId: 's',
        what: { kind: 'other-teacher', staffId: 'bo', days: ['2026-11-10', '2026-11-17'] },
      },
    ]);
    expect(pattern.failures.map(({ relaxation }) => relaxation)).toEqual([0, 0]);
  });
  test('a holiday can only be avoided', () => {
    const open = { ...other, weekdays: [1, 2, 3, 4, 5] };
    const closed = { ...lig, closures: [makeClosure('2026-12-08', { kind: 'public', name: 'Immacolata' })] };
    const { patterns } = find([closed, open], {
      ...wish,
      preferred: [{ schoolId: 's', weekdays: [2], start: '10:00', end: '11:00', why: null }],
    });
    const tuesday = patterns.find(({ slots }) => slots[0]?.weekday === 2);
    expect(tuesday?.failures.map(({ blockers }) => blockers[0]?.name)).toEqual(['Immacolata']);
    expect(tuesday?.relaxations.map(({ what, gain }) => [what.kind, gain])).toEqual([['other-hours', 1]]);
  });
});

test('on weekdays without any hour it says why', () => {
  const saturdays = { ...lig, schoolId: 't', weekdays: [2, 6] };
  expect(find([{ ...lig, weekdays: [1, 2] }, saturdays], makeWish()).without).toMatchObject([
    { weekday: 1, blockers: [{ kind: 'weekday', schoolId: 't' }] },
    { weekday: 6, blockers: [{ kind: 'weekday', schoolId: 's' }] },
  ]);
});

describe('whatever the case', () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed + 5000);
  const faults = (wrong: (seed: number) => boolean) => seeds.filter(wrong);
  const yearsOf = (schools: readonly SchoolCalendar[]) => schools.map((school) => new SchoolYear(school));

  test('a pattern by itself is what it is among others, but for what people could change', () => {
    const wrong = (seed: number) => {
      const { schools, wish, now: at } = makeCase(seed);
      return findHours(yearsOf(schools), wish, { now: at }).patterns.some((pattern) => {
        const slots = pattern.slots.map(({ weekday, start }) => ({ weekday, start: toMinute(start) }));
        const spec = { timeZone: pattern.timeZone, slots, phase: pattern.phase };
        const alone = evaluatePattern(yearsOf(schools), wish, spec, { now: at });
        const bare = {
          ...pattern,
          relaxations: [],
          failures: pattern.failures.map((of) => ({ ...of, relaxation: null })),
        };
        return JSON.stringify(alone) !== JSON.stringify(bare);
      });
    };
    expect(faults(wrong)).toEqual([]);
  }, 60_000);

  test('every lesson passes the check by itself, with its teachers and rooms; every failure but for notice does not', () => {
    const wrong = (seed: number) => {
      const { schools, wish, now: at } = makeCase(seed);
      const years = yearsOf(schools);
      return findHours(years, wish, { now: at }).patterns.some(
        ({ lessons, failures }) =>
          lessons.some((lesson) => checkLesson(years, wish, lesson).length > 0) ||
          failures.some(({ startsAt, blockers }) => {
            const others = blockers.filter(({ kind }) => kind !== 'notice');
            return (
              startsAt !== null && JSON.stringify(checkLesson(years, wish, { startsAt })) !== JSON.stringify(others)
            );
          }),
      );
    };
    expect(faults(wrong)).toEqual([]);
  }, 60_000);

  test('one more closed day never gives a lesson more to any pattern', () => {
    const wrong = (seed: number) => {
      const { schools, wish, now: at } = makeCase(seed);
      const [one, ...others] = schools;
      if (one === undefined || one.weekPattern !== null) return false;
      const day = findHours(yearsOf(schools), wish, { now: at }).patterns[0]?.lessons[0]?.sites[0]?.day;
      if (day === undefined) return false;
      const closed = { ...one, closures: [...one.closures, makeClosure(day, { closureId: 'more' })] };
      const before = new WishOptions(yearsOf(schools), wish, { now: at }).options;
      const after = new WishOptions(yearsOf([closed, ...others]), wish, { now: at }).options;
      const lessons = new Map(before.map(({ optionId, lessons: count }) => [optionId, count]));
      return after.some(({ optionId, lessons: count }) => count > (lessons.get(optionId) ?? Infinity));
    };
    expect(faults(wrong)).toEqual([]);
  }, 60_000);

  test('what options claim is in order, without overlap, and what their lessons need', () => {
    const wrong = (seed: number) => {
      const { schools, wish, now: at } = makeCase(seed);
      const options = new WishOptions(yearsOf(schools), wish, { now: at });
      return options.options.some(({ optionId, claims, lessons, value }) => {
        const pattern = options.describe(optionId);
        const disordered = claims.some(({ hours }) => hours.some((hour, place) => hour < (hours[place - 1] ?? hour)));
        const before = wish.bufferBefore * 60_000;
        const unclaimed = pattern.lessons.some(({ startsAt, sites }) =>
          sites.some(({ schoolId, staffIds, roomId }) => {
            const needed = [
              ...staffIds.map((id) => `${schoolId} staff ${id}`),
              ...(roomId === null ? [] : [`${schoolId} room ${roomId}`]),
            ];
            return needed.some(
              (resource) => !claims.find((claim) => claim.resource === resource)?.hours.includes(startsAt - before),
            );
          }),
        );
        return disordered || unclaimed || pattern.lessons.length !== lessons || pattern.value !== value;
      });
    };
    expect(faults(wrong)).toEqual([]);
  }, 60_000);

  test('no two patterns shown are shifts of one hour', () => {
    const wrong = (seed: number) => {
      const { schools, wish, now: at } = makeCase(seed);
      const { patterns } = findHours(yearsOf(schools), wish, { now: at });
      return patterns.some((a, place) =>
        patterns.slice(place + 1).some((b) => {
          const common = a.lessons.filter((one) =>
            b.lessons.some(({ startsAt, endsAt }) => startsAt < one.endsAt && endsAt > one.startsAt),
          );
          return common.length * 2 > Math.min(a.lessons.length, b.lessons.length);
        }),
      );
    };
    expect(faults(wrong)).toEqual([]);
  }, 60_000);
});

test('a whole year of five schools is answered', () => {
  const zones = ['Europe/Rome', 'Europe/Bucharest', 'Europe/Paris', 'Europe/Madrid', 'Europe/Rome'];
  const { schools, wish } = makeWholeYear(1, zones);
  const { patterns, tried } = find(schools, wish);
  expect(tried).toBeGreaterThan(1000);
  expect(patterns[0]?.lessons.length).toBeGreaterThan(20);
  expect(patterns[0]?.lessons.every(({ sites }) => sites.length === 5)).toBe(true);
  expect(toDayNumber(wish.to) - toDayNumber(wish.from)).toBeGreaterThan(250);
});
