import { describe, expect, test } from 'vitest';
import { toDayNumber, toIsoDay, toMinute } from './days.ts';
import { checkLesson, findAlternatives } from './checkLesson.ts';
import { findHours } from './findHours.ts';
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
import type { Wish, WishSite } from './wish.ts';
import { toInstant } from './zones.ts';

const timetable = [
  makeEntry('Tue 1 Italian', { staffIds: ['ada'] }),
  makeEntry('Tue 2 English', { staffIds: ['ada'] }),
  makeEntry('Tue 3 Music', { staffIds: ['bo'] }),
  makeEntry('Tue 4 Maths', { staffIds: ['ada'] }),
];
const here: SchoolCalendar = makeSchool({
  schoolId: 's',
  classGroups: [makeClass('c', 'r'), makeClass('d', 'q')],
  entries: timetable,
  staff: [makeStaff('ada'), makeStaff('bo'), makeStaff('cy')],
  rooms: [
    { roomId: 'r', name: 'Room', hasKit: true },
    { roomId: 'q', name: 'Other', hasKit: true },
    { roomId: 'p', name: 'Bare', hasKit: false },
  ],
});
const there = makeSchool({ schoolId: 't' });
const at = (wall: string, zone = 'Europe/Rome') =>
  toInstant(toDayNumber(wall.slice(0, 10)), toMinute(wall.slice(11)), zone) ?? Number.NaN;
/** The second hour of a Tuesday: English. */
const english = at('2026-11-24 09:00');

type Change = { school?: Partial<SchoolCalendar>; site?: Partial<WishSite>; wish?: Partial<Wish> };
function blockersOf(startsAt: number, { school = {}, site = {}, wish = {} }: Change = {}) {
  const years = [new SchoolYear({ ...here, ...school }), new SchoolYear(there)];
  const wanted = makeWish({ sites: [makeSite('s', site), makeSite('t')], minutes: 60, ...wish });
  return checkLesson(years, wanted, { startsAt });
}
const booking = (some: object) => ({
  bookingId: 'b',
  title: 'Others',
  startsAt: english,
  endsAt: english + 3_600_000,
  classGroupIds: [],
  staffIds: [],
  roomIds: [],
  ...some,
});
const absence = (some: object = {}) => ({
  absenceId: 'a',
  from: '2026-11-24',
  to: '2026-11-24',
  hours: null,
  reason: null,
  ...some,
});
const hours = (start: string, end: string) => ({ start, end });
const said = (wish: 'never' | 'rather-not', start: string, end: string, some: object = {}) => ({
  wish,
  weekdays: [2],
  start,
  end,
  from: null,
  to: null,
  ...some,
});
const only = (...staff: ReturnType<typeof makeStaff>[]): Change => ({ school: { staff }, site: { staffIds: ['ada'] } });

describe('what stands against the English hour of a Tuesday', () => {
  test.each<[string, Change, string[]]>([
    ['nothing', {}, []],
    ['a day beyond what is known', { school: { known: { from: null, to: '2026-11-23' } } }, ['unknown']],
    ['no school on Tuesdays', { school: { weekdays: [1, 3] } }, ['weekday']],
    ['a public holiday', { school: { closures: [makeClosure('2026-11-24', { kind: 'public' })] } }, ['public']],
    [
      'the patron, in a holiday',
      {
        school: {
          closures: [
            makeClosure('2026-11-24', { kind: 'municipal' }),
            makeClosure('2026-11-20..2026-11-30', { kind: 'regional' }),
          ],
        },
      },
      ['regional', 'municipal'],
    ],
    [
      'an exam of the class',
      { school: { closures: [makeClosure('2026-11-24', { kind: 'exam', classGroupIds: ['c'] })] } },
      ['exam'],
    ],
    [
      'an exam of another class',
      { school: { closures: [makeClosure('2026-11-24', { kind: 'exam', classGroupIds: ['d'] })] } },
      [],
    ],
    [
      'an exam until then',
      { school: { closures: [makeClosure('2026-11-24', { kind: 'exam', hours: hours('08:00', '09:00') })] } },
      [],
    ],
    [
      'an exam into it',
      { school: { closures: [makeClosure('2026-11-24', { kind: 'exam', hours: hours('08:00', '09:01') })] } },
      ['exam'],
    ],
    [
      'a trip of the class that afternoon',
      {
        school: {
          closures: [makeClosure('2026-11-24', { kind: 'trip', hours: hours('10:00', '24:00'), classGroupIds: ['c'] })],
        },
      },
      [],
    ],
    ['no bells that day', { school: { bells: [makeBells({ weekdays: [1] })] } }, ['no-bells']],
    [
      'a short day',
      {
        school: {
          bells: [
            makeBells(),
            makeBells({
              bellScheduleId: 'x',
              days: ['2026-11-24'],
              periods: makePeriods('08:00-08:30', '08:30-09:00'),
            }),
          ],
        },
      },
      ['no-bells', 'not-there'],
    ],
    [
      'hours forbidden everywhere',
      { wish: { forbidden: [{ schoolId: null, weekdays: [2], ...hours('09:59', '12:00'), why: 'Bus' }] } },
      ['forbidden', 'forbidden'],
    ],
    [
      'hours forbidden here',
      { wish: { forbidden: [{ schoolId: 's', weekdays: [2], ...hours('08:00', '09:01'), why: 'Bus' }] } },
      ['forbidden'],
    ],
    [
      'hours forbidden until then',
      { wish: { forbidden: [{ schoolId: 's', weekdays: [2], ...hours('08:00', '09:00'), why: 'Bus' }] } },
      [],
    ],
    [
      'hours forbidden on Mondays',
      { wish: { forbidden: [{ schoolId: 's', weekdays: [1], ...hours('08:00', '12:00'), why: 'Bus' }] } },
      [],
    ],
    ['the class booked', { school: { bookings: [booking({ classGroupIds: ['c'] })] } }, ['class-booked']],
    [
      'the class booked just before',
      { school: { bookings: [booking({ classGroupIds: ['c'], startsAt: english - 3_600_000, endsAt: english })] } },
      [],
    ],
    ['another class booked', { school: { bookings: [booking({ classGroupIds: ['d'] })] } }, []],
    // ada and bo may lead: one is enough.
    ['a teacher away', { school: { staff: [makeStaff('ada', { absences: [absence()] }), makeStaff('bo')] } }, []],
    ['the only one away', only(makeStaff('ada', { absences: [absence()] })), ['teacher-away']],
    ['away until then', only(makeStaff('ada', { absences: [absence({ hours: hours('00:00', '09:00') })] })), []],
    [
      'away until then, but needed before',
      {
        ...only(makeStaff('ada', { absences: [absence({ hours: hours('00:00', '09:00') })] })),
        wish: { bufferBefore: 5 },
      },
      ['teacher-away'],
    ],
    ['never then', only(makeStaff('ada', { availability: [said('never', '09:30', '10:00')] })), ['teacher-never']],
    [
      'never then, last year',
      only(makeStaff('ada', { availability: [said('never', '09:30', '10:00', { to: '2026-06-30' })] })),
      [],
    ],
    ['rather not then', only(makeStaff('ada', { availability: [said('rather-not', '09:00', '10:00')] })), []],
    [
      'teaches others',
      {
        school: { entries: [...timetable, makeEntry('Tue 2 Maths', { classGroupIds: ['d'], staffIds: ['ada'] })] },
        site: { staffIds: ['ada'] },
      },
      ['teacher-teaches'],
    ],
    [
      'teaches others the hour after, and is needed after',
      {
        school: { entries: [...timetable, makeEntry('Tue 3 Maths', { classGroupIds: ['d'], staffIds: ['ada'] })] },
        site: { staffIds: ['ada'] },
        wish: { bufferAfter: 5 },
      },
      ['teacher-teaches'],
    ],
    ['has the class itself the hour before', { site: { staffIds: ['ada'] }, wish: { bufferBefore: 10 } }, []],
    [
      'the hour is also another class’s',
      {
        school: {
          entries: timetable.with(1, makeEntry('Tue 2 English', { classGroupIds: ['c', 'd'], staffIds: ['ada'] })),
        },
        site: { staffIds: ['ada'] },
      },
      ['teacher-teaches', 'room-taken'],
    ],
    [
      'and that one takes part',
      {
        school: {
          entries: [
            ...timetable.with(1, makeEntry('Tue 2 English', { classGroupIds: ['c', 'd'], staffIds: ['ada'] })),
            makeEntry('Tue 3 Music', { classGroupIds: ['d'] }),
          ],
        },
        site: { staffIds: ['ada'], classGroupIds: ['c', 'd'] },
      },
      [],
    ],
    [
      'booked',
      { ...only(makeStaff('ada')), school: { bookings: [booking({ staffIds: ['ada'] })] } },
      ['teacher-booked'],
    ],
    ['two teachers needed', { site: { teachersNeeded: 2 } }, []],
    ['three teachers needed of two', { site: { teachersNeeded: 3 } }, ['teacher-away']],
    [
      'another class in the room',
      {
        school: { entries: [...timetable, makeEntry('Tue 2 Art', { classGroupIds: ['d'], roomId: 'r' })] },
      },
      ['room-taken'],
    ],
    [
      'another class in the room, another will do',
      {
        school: { entries: [...timetable, makeEntry('Tue 2 Art', { classGroupIds: ['d'], roomId: 'r' })] },
        site: { roomIds: ['r', 'q'] },
      },
      [],
    ],
    ['the room booked', { school: { bookings: [booking({ roomIds: ['r'] })] } }, ['room-taken']],
    [
      'the room booked just after, and needed then',
      {
        school: { bookings: [booking({ roomIds: ['r'], startsAt: english + 3_600_000, endsAt: english + 7_200_000 })] },
        wish: { bufferAfter: 1 },
      },
      ['room-taken'],
    ],
    ['a room without a kit', { site: { roomIds: ['p'] } }, ['no-kit']],
    ['no rooms known', { school: { rooms: [] } }, []],
    [
      'another class comes later',
      {
        site: { classGroupIds: ['c', 'd'] },
        school: { entries: [...timetable, makeEntry('Tue 3 Art', { classGroupIds: ['d'] })] },
      },
      ['not-there'],
    ],
    ['another class of which nothing is known', { site: { classGroupIds: ['c', 'd'] } }, []],
  ])('%s', (_, change, expected) => {
    expect(blockersOf(english, change).map(({ kind }) => kind)).toEqual(expected);
  });

  test.each<[string, string, Change, string[]]>([
    ['Italian', '2026-11-24 08:00', {}, ['subject']],
    ['Italian, which may be taken', '2026-11-24 08:00', { site: { mayDisplace: ['italian'] } }, []],
    ['Italian and English', '2026-11-24 08:30', { site: { mayDisplace: ['ITALIAN'] } }, []],
    ['English and Music', '2026-11-24 09:30', {}, ['subject']],
    ['after the class has gone', '2026-11-24 12:00', {}, ['not-there']],
    ['before the bells, here and there', '2026-11-24 07:55', {}, ['no-bells', 'no-bells', 'not-there', 'subject']],
    ['after the bells', '2026-11-24 12:30', {}, ['no-bells', 'no-bells', 'not-there']],
    ['a day without entries', '2026-11-25 09:00', {}, ['not-there']],
  ])('%s', (_, wall, change, expected) => {
    expect(blockersOf(at(wall), change).map(({ kind }) => kind)).toEqual(expected);
  });

  test('a break alone is no lesson', () => {
    const [blocker] = blockersOf(at('2026-11-24 10:50'), { wish: { minutes: 20 } });
    expect(blocker?.kind).toBe('no-bells');
  });
  test('says who and what', () => {
    const [blocker] = blockersOf(at('2026-11-24 08:00'));
    expect(blocker).toEqual({
      kind: 'subject',
      schoolId: 's',
      classGroupId: 'c',
      staffId: null,
      roomId: null,
      entryId: 'c Tue 1 Italian',
      name: 'Italian',
    });
  });
  test('an agreed lesson asks only for who and where was agreed', () => {
    const years = [
      new SchoolYear({ ...here, staff: [makeStaff('ada', { absences: [absence()] })] }),
      new SchoolYear(there),
    ];
    const wish = makeWish();
    const sites = (staffId: string, roomId: string) => [{ schoolId: 's', staffIds: [staffId], roomId }];
    const kinds = (staffId: string, roomId: string) =>
      checkLesson(years, wish, { startsAt: english, sites: sites(staffId, roomId) }).map(({ kind }) => kind);
    expect(kinds('bo', 'r')).toEqual([]);
    expect(kinds('ada', 'r')).toEqual(['teacher-away']);
    expect(kinds('bo', 'p')).toEqual(['no-kit']);
  });
  test.each([
    ['Pacific/Auckland', '08:00'],
    ['America/Los_Angeles', '20:00'],
  ])('in %s the day asked is the school’s, whose timetable begins or ends on it', (timeZone, start) => {
    const day = '2027-02-01';
    const away = { absences: [absence({ from: day, to: day })] };
    const asked = (valid: { from?: string; to?: string }) => {
      const entries = ['1', '3'].map((period) => makeEntry(`Mon ${period} English`, { staffIds: ['x'], ...valid }));
      const bells = [makeBells({ periods: makePeriods('08:00-09:00', '12:00-13:00', '20:00-21:00') })];
      const school = makeSchool({ timeZone, bells, entries, staff: [makeStaff('x', away)] });
      const years = ['s', 't'].map((schoolId) => new SchoolYear({ ...school, schoolId }));
      return checkLesson(years, makeWish(), { startsAt: at(`${day} ${start}`, timeZone) });
    };
    const kinds = ['s', 't'].map((schoolId) => [schoolId, 'teacher-away', 'x']);
    for (const valid of [{}, { from: day }, { to: day }]) {
      expect(asked(valid).map(({ schoolId, kind, staffId }) => [schoolId, kind, staffId])).toEqual(kinds);
    }
  });
  test('its own booking does not stand in its way', () => {
    const years = [new SchoolYear({ ...here, bookings: [booking({ classGroupIds: ['c'] })] }), new SchoolYear(there)];
    expect(checkLesson(years, makeWish(), { startsAt: english })).toHaveLength(1);
    expect(checkLesson(years, makeWish(), { startsAt: english }, { except: new Set(['b']) })).toEqual([]);
  });
  test('a booking of ten thousand years takes no longer than one of a day', () => {
    const endless = booking({ classGroupIds: ['c'], startsAt: 0, endsAt: Number.MAX_SAFE_INTEGER });
    const years = [new SchoolYear({ ...here, bookings: [endless] }), new SchoolYear(there)];
    const kinds = (startsAt: number) => checkLesson(years, makeWish(), { startsAt }).map(({ kind }) => kind);
    expect(kinds(english)).toEqual(['class-booked']);
    expect(kinds(at('2190-11-23 09:00'))).toEqual(['class-booked']);
  });
});

describe('other hours for one lesson', () => {
  const now = at('2026-11-01 08:00');
  const walls = (found: ReturnType<typeof findAlternatives>) =>
    found.map(({ sites }) => `${sites[0]?.day ?? ''} ${sites[0]?.start ?? ''}`);
  const years = [
    new SchoolYear({
      ...here,
      entries: [...timetable, ...timetable.map((entry) => ({ ...entry, entryId: `t${entry.entryId}`, weekday: 4 }))],
    }),
    new SchoolYear(there),
  ];
  test('of the same week first, one a day', () => {
    expect(walls(findAlternatives(years, makeWish(), { startsAt: english }, { now }))).toEqual([
      '2026-11-26 09:00',
      '2026-12-01 09:00',
      '2026-12-03 09:00',
    ]);
  });
  test('none on days of the series, nor without notice', () => {
    const taken = [english, at('2026-12-01 09:00')];
    const wish = makeWish({ noticeHours: 48 });
    const options = { now: at('2026-11-25 08:00'), taken, count: 2, order: 'soonest' as const };
    expect(walls(findAlternatives(years, wish, { startsAt: english }, options))).toEqual([
      '2026-12-03 09:00',
      '2026-12-08 09:00',
    ]);
  });
});

test('notice counts from now', () => {
  const years = [new SchoolYear(here), new SchoolYear(there)];
  const wish = makeWish({ from: '2026-11-23', to: '2026-12-06', noticeHours: 24 });
  const lessons = (now: number) =>
    findHours(years, wish, { now }).patterns[0]?.lessons.map(({ startsAt }) =>
      toIsoDay(Math.floor(startsAt / 86_400_000)),
    );
  expect(lessons(english - 24 * 3_600_000)).toEqual(['2026-11-24', '2026-12-01']);
  expect(lessons(english - 24 * 3_600_000 + 1)).toEqual(['2026-12-01']);
});
