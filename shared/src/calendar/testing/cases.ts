import { toIsoDay, toDayNumber, toWallTime } from '../days.ts';
import type { Availability, BellSchedule, SchoolCalendar, TimetableEntry } from '../model.ts';
import type { Wish, WishHours, WishSite } from '../wish.ts';
import { toInstant } from '../zones.ts';
import { makeBells, makeClass, makeClosure, makeSchool, makeSite, makeStaff, makeWish } from './build.ts';
import { Random } from './random.ts';

export interface SmallCase {
  readonly schools: SchoolCalendar[];
  readonly wish: Wish;
  readonly now: number;
}

const zones = [
  ...Array.from({ length: 6 }, () => 'Europe/Rome'),
  'Europe/Bucharest',
  'Europe/Bucharest',
  'Europe/Istanbul',
  'Europe/London',
  'Atlantic/Azores',
];
/** Around changes of clocks, a week 53, and any time. */
const begins = [
  '2026-03-16',
  '2026-03-23',
  '2026-10-14',
  '2026-10-19',
  '2026-12-14',
  '2026-12-21',
  '2026-11-03',
  '2027-02-01',
];
const subjects = ['English', 'english', 'Inglese', 'Maths', 'Music', 'Art', 'Art'];
const weeks = [[], [], [], ['A'], ['B']];

/** A small case in which every rule has a say now and then; the same for the same seed. */
export function makeCase(seed: number): SmallCase {
  const random = new Random(seed);
  const from = toDayNumber(random.one(begins)) + random.whole(0, 3);
  const to = from + random.whole(9, 20);
  const span = { from, to };
  const schools = Array.from({ length: random.chance(0.25) ? 3 : 2 }, (_, place) =>
    makeSmallSchool(random, `s${place}`, span),
  );
  const wish = makeSmallWish(random, schools, span);
  const now = toInstant(from + random.whole(-5, 1), random.whole(0, 1439), 'UTC') ?? 0;
  return { schools, wish, now };
}

interface Days {
  readonly from: number;
  readonly to: number;
}

const someDay = (random: Random, { from, to }: Days) => random.whole(from, to);
const maybe = <T>(random: Random, of: number, value: T): T | null => (random.chance(of) ? value : null);

function someHours(random: Random) {
  const start = random.whole(15, 26) * 30;
  return { start: toWallTime(start), end: toWallTime(start + random.one([20, 45, 60, 90, 120])) };
}

function makeSmallSchool(random: Random, schoolId: string, span: Days): SchoolCalendar {
  const classes = ['c', 'd'].map((id) => `${schoolId}${id}`);
  const staff = ['t', 'u', 'v'].map((id) => `${schoolId}${id}`);
  const rooms = ['q', 'r'].map((id) => `${schoolId}${id}`);
  const weekdays = random.chance(0.25) ? [1, 2, 3, 4, 5, 6] : random.chance(0.1) ? [1, 2, 4] : [1, 2, 3, 4, 5];
  const bells = [makeSmallBells(random, 'usual', weekdays, {})];
  if (random.chance(0.25))
    bells.push(makeSmallBells(random, 'later', weekdays, { from: toIsoDay(someDay(random, span)) }));
  if (random.chance(0.25)) bells.push(makeSmallBells(random, 'short', [], { days: [toIsoDay(someDay(random, span))] }));
  const named = random.chance(0.3);
  const takesTurns = random.chance(0.4);
  const density = random.one([0.75, 0.9, 1]);
  const entries = classes.flatMap((classGroupId) =>
    weekdays.flatMap((weekday) =>
      [1, 2, 3, 4, 5].flatMap((period) =>
        random.chance(density) && !(named && classGroupId.endsWith('d'))
          ? makeSmallEntries(random, { classGroupId, classes, weekday, period, staff, rooms, span, takesTurns })
          : [],
      ),
    ),
  );
  const closures = Array.from({ length: random.whole(0, 2) }, () => {
    const day = someDay(random, span);
    return makeClosure(`${toIsoDay(day)}..${toIsoDay(day + random.one([0, 0, 0, 1, 2, 6]))}`, {
      kind: random.one(['public', 'regional', 'municipal', 'school', 'exam', 'trip']),
      hours: maybe(random, 0.35, someHours(random)),
      classGroupIds: random.chance(0.35) ? [random.one(classes)] : [],
    });
  });
  const timeZone = random.one(zones);
  return makeSchool({
    schoolId,
    timeZone,
    weekdays,
    known: { from: maybe(random, 0.05, toIsoDay(span.from + 2)), to: maybe(random, 0.1, toIsoDay(span.to - 3)) },
    bells,
    weekPattern: takesTurns
      ? { names: ['A', 'B'], anchor: toIsoDay(span.from + random.whole(-20, 20)), closuresCount: random.chance(0.5) }
      : null,
    closures: closures.map((closure, place) => ({ ...closure, closureId: `${schoolId}x${place}` })),
    classGroups: classes.map((id, place) =>
      makeClass(id, maybe(random, 0.8, random.chance(0.08) ? random.one(rooms) : (rooms[place] ?? null))),
    ),
    entries: (random.chance(0.3) ? handedOver(random, entries, staff, span) : entries).map((entry, place) => ({
      ...entry,
      entryId: `${schoolId}e${place}`,
    })),
    staff: staff.map((staffId) =>
      makeStaff(staffId, {
        availability: Array.from({ length: random.whole(0, 2) }, (): Availability => ({
          wish: random.one(['never', 'rather-not', 'gladly']),
          weekdays: random.some([1, 2, 3, 4, 5, 6], 0.4),
          ...someHours(random),
          from: maybe(random, 0.2, toIsoDay(someDay(random, span))),
          to: null,
        })),
        absences: random.chance(0.3)
          ? [
              {
                absenceId: `${staffId}a`,
                from: toIsoDay(span.from + 2),
                to: toIsoDay(someDay(random, { from: span.from + 2, to: span.to })),
                hours: maybe(random, 0.4, someHours(random)),
                reason: null,
              },
            ]
          : [],
      }),
    ),
    rooms: random.chance(0.8)
      ? rooms.map((roomId, place) => ({ roomId, name: roomId, hasKit: random.chance(place === 0 ? 0.97 : 0.7) }))
      : [],
    bookings: Array.from({ length: random.whole(0, 3) }, (_, place) => {
      const startsAt =
        toInstant(someDay(random, span), random.whole(90, 150) * 5 + random.one([0, 0, 0, 3]), timeZone) ?? 0;
      return {
        bookingId: `${schoolId}b${place}`,
        title: 'Booked',
        startsAt,
        endsAt: startsAt + random.one([20, 60, 95]) * 60_000,
        classGroupIds: random.some(classes, 0.4),
        staffIds: random.some(staff, 0.4),
        roomIds: random.some(rooms, 0.4),
      };
    }),
  });
}

/** Somebody leaves and another has the hours from then on; or a new timetable says of nobody what they teach. */
function handedOver(random: Random, entries: TimetableEntry[], staff: string[], span: Days): TimetableEntry[] {
  const namesNobody = random.chance(0.3);
  const leaves = namesNobody ? staff : [random.one(staff)];
  const follow = namesNobody ? [] : [random.one(staff)];
  const day = someDay(random, span);
  const [until, since] = [toIsoDay(day), toIsoDay(day + 1)];
  return entries.flatMap((entry) => {
    const { from, to } = entry;
    if (
      !entry.staffIds.some((id) => leaves.includes(id)) ||
      (to !== null && to <= until) ||
      (from !== null && from >= since)
    ) {
      return [entry];
    }
    return [
      { ...entry, to: until },
      { ...entry, from: since, staffIds: follow },
    ];
  });
}

function makeSmallBells(
  random: Random,
  bellScheduleId: string,
  weekdays: number[],
  some: Partial<BellSchedule>,
): BellSchedule {
  let at = random.one([480, 482, 495, 510, 540]);
  const length = bellScheduleId === 'short' ? 30 : random.one([45, 50, 60]);
  const periods = Array.from({ length: bellScheduleId === 'short' ? 3 : 5 }, (_, place) => {
    const start = at;
    at += length + random.one([0, 0, 10, 25]);
    return { number: place + 1, start: toWallTime(start), end: toWallTime(start + length) };
  });
  return makeBells({ bellScheduleId, weekdays, periods, ...some });
}

function makeSmallEntries(
  random: Random,
  of: {
    classGroupId: string;
    classes: string[];
    weekday: number;
    period: number;
    staff: string[];
    rooms: string[];
    span: Days;
    takesTurns: boolean;
  },
): TimetableEntry[] {
  const make = (own: string[]): TimetableEntry => ({
    entryId: '',
    classGroupIds: random.chance(0.06) ? of.classes : [of.classGroupId],
    subject: random.one(subjects),
    staffIds: [random.one(of.staff)],
    roomId: random.chance(0.04) ? random.one(of.rooms) : null,
    weekday: of.weekday,
    period: of.period,
    weeks: own,
    from: maybe(random, 0.03, toIsoDay(someDay(random, of.span))),
    to: maybe(random, 0.03, toIsoDay(someDay(random, of.span))),
  });
  const own = of.takesTurns ? random.one(weeks) : [];
  return own[0] === 'A' ? [make(['A']), make(['B'])] : [make(own)];
}

function makeSmallWish(random: Random, schools: readonly SchoolCalendar[], span: Days): Wish {
  const perWeek = random.one([1, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
  const hours = (): WishHours => ({
    schoolId: maybe(random, 0.6, random.one(schools).schoolId),
    weekdays: [1, 2, 3, 4, 5, 6].filter(() => random.chance(0.5)).concat(7),
    ...someHours(random),
    why: random.one(['Bus', 'Gym', null]),
  });
  return makeWish({
    sites: schools.map(({ schoolId, classGroups, staff, rooms }): WishSite => {
      const ids = staff.map(({ staffId }) => staffId);
      return makeSite(schoolId, {
        classGroupIds: random.chance(0.15) ? classGroups.map((of) => of.classGroupId) : [`${schoolId}c`],
        staffIds: random.chance(0.65) ? [] : [random.one(ids), ...random.some(ids, 0.5)],
        teachersNeeded: random.chance(0.07) ? 2 : 1,
        roomIds: random.chance(0.25)
          ? random.some(
              rooms.map(({ roomId }) => roomId),
              0.6,
            )
          : [],
        mayDisplace: random.some(['MATHS', 'Music', 'art'], 0.85),
      });
    }),
    minutes: perWeek > 1 ? random.one([45, 60]) : random.one([20, 30, 40, 45, 50, 60, 75]),
    bufferBefore: random.one([0, 0, 5, 10]),
    bufferAfter: random.one([0, 0, 5]),
    cadence: { everyWeeks: random.one([1, 1, 1, 2, 3]), perWeek },
    from: toIsoDay(span.from),
    to: toIsoDay(span.to),
    noticeHours: random.one([0, 0, 24, 48]),
    forbidden: Array.from({ length: random.one([0, 0, 1, 2]) }, hours),
    preferred: random.chance(0.3) ? [hours()] : [],
  });
}
