import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import type { SchoolCalendar, TimetableEntry } from '@pluriclasse/shared/calendar/model';
import type { ScheduleRequest, Wish } from '@pluriclasse/shared/calendar/wish';
import { seededRandom } from '../../../support/board/seededRandom.ts';
import { countries, type Country } from './countries.ts';

const SUBJECTS = [
  'Language',
  'Maths',
  'English',
  'Science',
  'History',
  'Geography',
  'Art',
  'Music',
  'Sport',
  'Religion',
];
/** How often each comes up in a week's draw. */
const WEIGHTS = [7, 6, 3, 2, 2, 2, 2, 2, 2, 1];
const DISPLACEABLE = SUBJECTS.filter((subject) => subject !== 'Language' && subject !== 'Religion');

interface Draw {
  /** From 0 to 1. */
  readonly next: () => number;
  /** From `from` to `to`, both included. */
  readonly int: (from: number, to: number) => number;
  readonly one: <T>(of: readonly T[]) => T;
}

/**
 * A network of small schools in six countries with everything that makes hours hard to find: two or three classes, one
 * to four teachers, one or two kits, bells that differ, Saturdays, A/B weeks, holidays; and wishes of two or three
 * classes each. The same for the same seed.
 */
export function inventNetwork(options: {
  seed: number;
  schools: number;
  wishes: number;
  /** Schools in each wish, at least and at most. */
  sites?: readonly [number, number];
}): ScheduleRequest {
  const next = seededRandom(options.seed);
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const draw: Draw = { next, int, one: (of) => of[int(0, of.length - 1)]! };
  const schools = Array.from({ length: options.schools }, (_, number) => inventSchool(draw, number));
  const wishes = Array.from({ length: options.wishes }, (_, number) =>
    inventWish(draw, number, schools, options.sites ?? [2, 3]),
  );
  return { version: 1, now: Date.UTC(2026, 7, 24), seed: options.seed, limit: 50, schools, wishes };
}

function inventSchool(draw: Draw, number: number): SchoolCalendar {
  const country = draw.one(countries);
  const schoolId = `school${number}`;
  const weekdays = country.saturdays && draw.next() < 0.25 ? [1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5];
  const classGroups = Array.from({ length: draw.int(2, 3) }, (_, at) => ({
    classGroupId: `${schoolId}-class${at}`,
    name: `Class ${at + 1}`,
    grades: [at + 1, at + 3],
    level: 'A1',
    roomId: `${schoolId}-room${at}`,
  }));
  const staff = Array.from({ length: draw.int(1, 4) }, (_, at) => ({
    staffId: `${schoolId}-teacher${at}`,
    name: `Teacher ${at + 1}`,
    availability:
      draw.next() < 0.4
        ? [
            {
              wish: draw.one(['never', 'rather-not', 'gladly'] as const),
              weekdays: [draw.int(1, 5)],
              start: '08:00',
              end: draw.one(['11:00', '14:00']),
              from: null,
              to: null,
            },
          ]
        : [],
    absences: [],
  }));
  const alternates = draw.next() < 0.15;
  const periods = inventPeriods(draw, country);
  return {
    schoolId,
    name: `School ${number}`,
    timeZone: country.timeZone,
    weekdays,
    known: { from: country.from, to: country.to },
    bells: [
      { bellScheduleId: `${schoolId}-bells`, name: 'Every day', periods, weekdays, days: [], from: null, to: null },
    ],
    weekPattern: alternates ? { names: ['A', 'B'], anchor: country.from, closuresCount: draw.next() < 0.5 } : null,
    closures: inventClosures(draw, country, schoolId),
    classGroups,
    entries: classGroups.flatMap(({ classGroupId, roomId }, at) =>
      weekdays.flatMap((weekday) =>
        periods.map(({ number: period }): TimetableEntry => ({
          entryId: `${classGroupId}-${weekday}-${period}`,
          classGroupIds: [classGroupId],
          subject: weighted(draw),
          // Each class has its teacher, who is free when somebody from elsewhere teaches, of whom nothing is known.
          staffIds: draw.next() < 0.85 ? staff.slice(at, at + 1).map(({ staffId }) => staffId) : [],
          roomId,
          weekday,
          period,
          weeks: alternates && draw.next() < 0.2 ? [draw.one(['A', 'B'])] : [],
          from: null,
          to: null,
        })),
      ),
    ),
    staff,
    rooms: [
      ...classGroups.map(({ roomId, name }) => ({ roomId, name, hasKit: false })),
      ...Array.from({ length: draw.int(1, 2) }, (_, at) => ({
        roomId: `${schoolId}-kit${at}`,
        name: `Kit ${at + 1}`,
        hasKit: true,
      })),
    ],
    bookings: [],
  };
}

function inventPeriods(draw: Draw, { firstBell, periods }: Country) {
  const length = draw.one([50, 55, 60]);
  const breakAfter = draw.int(2, 3);
  let at = Math.round(draw.int(...firstBell) / 5) * 5;
  return Array.from({ length: periods }, (_, index) => {
    const start = at;
    at += length + (index + 1 === breakAfter ? 20 : 0);
    return { number: index + 1, start: clock(start), end: clock(start + length) };
  });
}

function inventClosures(draw: Draw, { holidays, from }: Country, schoolId: string) {
  const own = Array.from({ length: draw.int(1, 4) }, (_, at) => {
    const day = toIsoDay(toDayNumber(from) + draw.int(10, 260));
    return [day, day, at === 0 ? 'municipal' : 'trip'] as const;
  });
  return [...holidays, ...own].map(([first, last, kind], at) => ({
    closureId: `${schoolId}-closure${at}`,
    kind,
    name: kind,
    from: first,
    to: last,
    hours: null,
    classGroupIds: [],
  }));
}

function inventWish(
  draw: Draw,
  number: number,
  schools: readonly SchoolCalendar[],
  sites: readonly [number, number],
): Wish {
  const chosen = new Set<SchoolCalendar>();
  const count = draw.int(...sites);
  while (chosen.size < count) chosen.add(draw.one(schools));
  return {
    wishId: `wish${number}`,
    sites: [...chosen].map((school) => ({
      schoolId: school.schoolId,
      classGroupIds: [draw.one(school.classGroups.slice(0, school.staff.length)).classGroupId],
      staffIds: school.staff.map(({ staffId }) => staffId),
      teachersNeeded: 1,
      roomIds: school.rooms.flatMap(({ roomId, hasKit }) => (hasKit ? [roomId] : [])),
      mayDisplace: DISPLACEABLE,
    })),
    minutes: draw.one([40, 45, 50]),
    bufferBefore: 5,
    bufferAfter: 5,
    cadence: { everyWeeks: draw.next() < 0.2 ? 2 : 1, perWeek: 1 },
    from: '2026-09-21',
    to: '2027-06-04',
    noticeHours: 48,
    forbidden: [],
    preferred: [],
  };
}

function weighted(draw: Draw): string {
  let left = draw.next() * WEIGHTS.reduce((sum, weight) => sum + weight, 0);
  return SUBJECTS.find((_, at) => (left -= WEIGHTS[at]!) < 0) ?? 'Language';
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
