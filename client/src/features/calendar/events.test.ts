import { toDayNumber, toIsoDay, toWallTime } from '@pluriclasse/shared/calendar/days';
import type {
  Absence,
  Availability,
  AvailabilityWish,
  Booking,
  CalendarStaff,
  Closure,
  SchoolCalendar,
  TimetableEntry,
} from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { toInstant } from '@pluriclasse/shared/calendar/zones';
import { describe, expect, it } from 'vitest';
import { closedBy, eventsOf } from './events.ts';
import { countHindrances, heldWeeks } from './holding.ts';
import type { Side } from './side.ts';

const tuesday = toDayNumber('2026-11-24');
const edge = { day: tuesday, timeZone: 'Europe/Rome' };

const entry = (more: Partial<TimetableEntry>): TimetableEntry => ({
  entryId: 'e',
  classGroupIds: ['c'],
  subject: 'Maths',
  staffIds: ['t'],
  roomId: null,
  weekday: 2,
  period: 1,
  weeks: [],
  from: null,
  to: null,
  ...more,
});
const school = (more: Partial<SchoolCalendar> = {}): SchoolCalendar => ({
  schoolId: 's',
  name: 'Valea Mică',
  timeZone: 'Europe/Bucharest',
  weekdays: [1, 2, 3, 4, 5],
  known: { from: null, to: null },
  bells: [
    {
      bellScheduleId: 'b',
      name: 'B',
      periods: [
        { number: 1, start: '09:00', end: '09:50' },
        { number: 2, start: '10:00', end: '10:50' },
        { number: 3, start: '11:00', end: '11:50' },
      ],
      weekdays: [1, 2, 3, 4, 5],
      days: [],
      from: null,
      to: null,
    },
  ],
  weekPattern: null,
  closures: [],
  classGroups: [{ classGroupId: 'c', name: 'Class 4', grades: [4], level: null, roomId: null }],
  entries: [entry({}), entry({ entryId: 'd', period: 3, classGroupIds: ['d'], staffIds: ['u'], roomId: 'r' })],
  staff: [],
  rooms: [],
  bookings: [],
  ...more,
});
const at = (time: number) => toInstant(tuesday, time, 'Europe/Rome') ?? 0;
const booking: Booking = {
  bookingId: 'l',
  title: 'Rivers',
  startsAt: at(600),
  endsAt: at(650),
  classGroupIds: ['c'],
  staffIds: ['t'],
  roomIds: ['r'],
};
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
const hours = (wish: AvailabilityWish, weekdays: number[]): Availability => {
  return { wish, weekdays, start: '09:00', end: '09:30', from: null, to: null };
};
const person = (away: Pick<Absence, 'from' | 'to' | 'hours'>[], availability: Availability[] = []): CalendarStaff => ({
  staffId: 't',
  name: 'Ana',
  availability,
  absences: away.map((one) => ({ absenceId: 'a', reason: null, ...one })),
});
const side = (of: Side['of'], id: string): Side => ({ schoolId: 's', of, id });
const shown = (calendar: SchoolCalendar, of: Side) =>
  eventsOf({ year: new SchoolYear(calendar), side: of }, [], edge).map(
    ({ start, end, title }) => `${toWallTime(start)}–${toWallTime(end)} ${title}`,
  );

describe('what stands in a column, by the clocks of the edge', () => {
  const booked = { bookings: [booking] };
  it.each<[string, Partial<SchoolCalendar>, Side, string[]]>([
    ['a class has its own hours', {}, side('class', 'c'), ['08:00–08:50 Maths']],
    ['a person those that he or she gives', {}, side('staff', 't'), ['08:00–08:50 Maths · Class 4']],
    ['a room what takes place in it', {}, side('room', 'r'), ['10:00–10:50 Maths']],
    [
      'and what its classes do that are always there',
      { classGroups: [{ classGroupId: 'c', name: 'Class 4', grades: [4], level: null, roomId: 'home' }] },
      side('room', 'home'),
      ['08:00–08:50 Maths · Class 4'],
    ],
    ['a school all of it', {}, side('school', 's'), ['08:00–08:50 Maths · Class 4', '10:00–10:50 Maths']],
    ['lessons with others claim their room', booked, side('room', 'r'), ['10:00–10:50 Maths', '10:00–10:50 Rivers']],
    ['nothing on a closed day', { closures: [closure({})] }, side('class', 'c'), []],
    [
      'some hours of an exam',
      { closures: [closure({ hours: { start: '10:00', end: '11:30' } })] },
      side('class', 'c'),
      ['08:00–08:50 Maths', '09:00–10:30 Exam'],
    ],
    [
      'a trip of another class is not shown',
      { closures: [closure({ kind: 'trip', classGroupIds: ['d'], hours: { start: '10:00', end: '11:30' } })] },
      side('class', 'c'),
      ['08:00–08:50 Maths'],
    ],
    [
      'what others have is taken, without a class either',
      { entries: [entry({ subject: '', classGroupIds: ['other'] })] },
      side('staff', 't'),
      ['08:00–08:50 '],
    ],
    ['and is not a school’s', { entries: [entry({ subject: '', classGroupIds: ['other'] })] }, side('school', 's'), []],
    [
      'a person’s hours away and those that can never be, while bells ring; no wishes',
      {
        entries: [],
        staff: [
          person(
            [{ from: '2026-11-20', to: '2026-11-24', hours: { start: '10:30', end: '20:00' } }],
            [hours('never', [2]), hours('gladly', [2]), hours('never', [3])],
          ),
        ],
      },
      side('staff', 't'),
      ['08:00–08:30 ', '09:30–10:50 '],
    ],
    [
      'nothing of who is away all day',
      { staff: [person([{ from: '2026-11-24', to: '2026-11-24', hours: null }])] },
      side('staff', 't'),
      [],
    ],
  ])('%s', (_, more, of, events) => expect(shown(school(more), of)).toEqual(events));

  it.each<[string, Side, SchoolCalendar['staff'], string | undefined]>([
    [
      'who is away, without a word',
      side('staff', 't'),
      [person([{ from: '2026-11-24', to: '2026-11-24', hours: null }])],
      '',
    ],
    [
      'nobody on another day',
      side('staff', 't'),
      [person([{ from: '2026-11-25', to: '2026-11-25', hours: null }])],
      undefined,
    ],
    [
      'not the class of who is away',
      side('class', 'c'),
      [person([{ from: '2026-11-24', to: '2026-11-24', hours: null }])],
      undefined,
    ],
  ])('a whole day takes %s', (_, of, staff, name) => {
    expect(closedBy(new SchoolYear(school({ staff })), of, tuesday)?.name).toBe(name);
  });
});

describe('how often an hour holds', () => {
  const rome = school({ schoolId: 'r', timeZone: 'Europe/Rome', entries: [] });
  const classes = (cluj: SchoolCalendar) => [
    { year: new SchoolYear(rome), classGroupId: 'x' },
    { year: new SchoolYear(cluj), classGroupId: 'c' },
  ];
  const weeks = (cluj: SchoolCalendar) =>
    heldWeeks(classes(cluj), tuesday, tuesday + 21, { start: 9 * 60 + 50, end: 10 * 60 + 40 });

  it('says whom what hinders, a closed school first', () => {
    const free = school({ entries: [entry({ period: 1 }), entry({ entryId: 'z', period: 3, from: '2026-12-15' })] });
    const found = weeks({
      ...free,
      closures: [closure({ from: '2026-12-01', to: '2026-12-01', name: 'National Day' })],
    });
    expect(found.map(({ day, hindrance }) => [toIsoDay(day), hindrance?.why, hindrance?.name])).toEqual([
      // Class 4 has gone home: its only hour is the first.
      ['2026-11-24', 'busy', undefined],
      ['2026-12-01', 'closed', 'National Day'],
      ['2026-12-08', 'busy', undefined],
      ['2026-12-15', 'busy', 'Maths'],
    ]);
    expect(countHindrances(found)[0]).toMatchObject({ count: 2, hindrance: { who: 1, why: 'busy' } });
  });

  it('holds where both are free, and not beyond what is known', () => {
    const open = school({ entries: [], known: { from: null, to: '2026-12-10' } });
    const edge = (found: ReturnType<typeof weeks>) => found.map(({ hindrance }) => hindrance?.why);
    expect(edge(weeks(open))).toEqual([undefined, undefined, undefined, 'unknown']);
  });
});
