import { toIsoDay, toDayNumber, toWallTime } from '../days.ts';
import type { SchoolCalendar, TimetableEntry } from '../model.ts';
import type { Wish } from '../wish.ts';
import { makeBells, makeClass, makeClosure, makeSchool, makeSite, makeStaff, makeWish } from './build.ts';
import { Random } from './random.ts';

const subjects = ['Italian', 'Maths', 'Science', 'History', 'Music', 'Art', 'Gym', 'Religion', 'Geography'];

/** Schools as they are: full timetables of a year, holidays, week patterns here and there, teachers with wishes. */
export function makeWholeYear(seed: number, zones: readonly string[]): { schools: SchoolCalendar[]; wish: Wish } {
  const random = new Random(seed);
  const schools = zones.map((timeZone, place) => makeYearSchool(random, `s${place}`, timeZone));
  const sites = schools.map(({ schoolId }) =>
    makeSite(schoolId, {
      classGroupIds: [`${schoolId}c0`],
      mayDisplace: ['Music', 'Art', 'Gym', 'Science', 'History'],
    }),
  );
  const wish = makeWish({ sites, from: '2025-09-15', to: '2026-06-06', minutes: 50, bufferBefore: 5, bufferAfter: 5 });
  return { schools, wish };
}

function makeYearSchool(random: Random, schoolId: string, timeZone: string): SchoolCalendar {
  const length = random.one([50, 55, 60]);
  const first = random.one([475, 480, 490, 495, 510]);
  const periods = Array.from({ length: 6 }, (_, place) => {
    const start = first + place * length + (place > 2 ? random.one([10, 15, 20]) : 0);
    return { number: place + 1, start: toWallTime(start), end: toWallTime(start + length) };
  }).filter((period, place, all) => place === 0 || (all[place - 1]?.end ?? '') <= period.start);
  const weekdays = random.chance(0.3) ? [1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5];
  const classes = Array.from({ length: 5 }, (_, place) => makeClass(`${schoolId}c${place}`, `${schoolId}r${place}`));
  const staff = Array.from({ length: 9 }, (_, place) => `${schoolId}t${place}`);
  const entries: TimetableEntry[] = classes.flatMap(({ classGroupId }, ofClass) =>
    weekdays.flatMap((weekday) =>
      periods.map(({ number }): TimetableEntry => {
        const english = (weekday * 3 + number + ofClass) % 7 === 0;
        return {
          entryId: `${classGroupId} ${weekday} ${number}`,
          classGroupIds: [classGroupId],
          subject: english ? 'English' : random.one(subjects),
          staffIds: [english ? (staff[8] ?? '') : (staff[(ofClass + number) % 8] ?? '')],
          roomId: null,
          weekday,
          period: number,
          weeks: [],
          from: null,
          to: null,
        };
      }),
    ),
  );
  const days = Array.from({ length: 12 }, () => toIsoDay(toDayNumber('2025-09-15') + random.whole(0, 260)));
  return makeSchool({
    schoolId,
    timeZone,
    weekdays,
    bells: [makeBells({ periods, weekdays })],
    weekPattern: random.chance(0.3)
      ? { names: ['A', 'B'], anchor: '2025-09-15', closuresCount: random.chance(0.5) }
      : null,
    closures: [
      makeClosure('2025-12-23..2026-01-06'),
      makeClosure('2026-04-02..2026-04-07'),
      ...days.map((day) => makeClosure(day)),
    ],
    classGroups: classes,
    entries,
    staff: staff.map((staffId, place) =>
      makeStaff(staffId, {
        availability: [
          {
            wish: random.one(['never', 'rather-not', 'gladly'] as const),
            weekdays: [random.whole(1, 5)],
            start: '08:00',
            end: '11:00',
            from: null,
            to: null,
          },
        ],
        absences:
          place % 3 === 0
            ? [{ absenceId: `${staffId}a`, from: '2026-02-02', to: '2026-02-13', hours: null, reason: null }]
            : [],
      }),
    ),
    rooms: classes.map(({ classGroupId, roomId }, place) => ({
      roomId: roomId ?? classGroupId,
      name: `Room ${place}`,
      hasKit: place < 2,
    })),
  });
}
