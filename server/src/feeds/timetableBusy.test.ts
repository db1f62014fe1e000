import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { makeClass, makeClosure, makeEntry, makeSchool, makeStaff } from '@pluriclasse/shared/calendar/testing/build';
import { expect, it } from 'vitest';
import { timetableBusy, type Occupied } from './timetableBusy.ts';

/** Tuesday 24 November 2026 in Rome; of the bells the first hour is 8 to 9, the third 10:00 to 10:50. */
const day = Date.UTC(2026, 10, 23, 23);
const span = { from: day, to: day + 24 * 3_600_000 - 1 };
const ofClass: Occupied = { of: 'class', id: 'c' };
const ofStaff: Occupied = { of: 'staff', id: 'ada' };
const ofRoom: Occupied = { of: 'room', id: 'hall' };

/** In UTC. */
const hours = (school: Partial<SchoolCalendar>, who: Occupied, within = span) =>
  timetableBusy(makeSchool(school), who, within).map(({ from, to }) =>
    [from, to].map((at) => new Date(at).toISOString().slice(11, 16)).join('-'),
  );

const english = makeEntry('Tue 1 English', { staffIds: ['ada'] });
const music = makeEntry('Tue 3 Music', { classGroupIds: ['c', 'd'], roomId: 'hall' });

it.each<[string, Occupied, Partial<SchoolCalendar>, string[]]>([
  ['a class by its lessons', ofClass, { entries: [english, music] }, ['07:00-08:00', '09:00-09:50']],
  ['a teacher by the own ones', ofStaff, { entries: [english, music] }, ['07:00-08:00']],
  ['a room by what is there', ofRoom, { entries: [english, music] }, ['09:00-09:50']],
  [
    'a room by the class that is always there',
    ofRoom,
    { entries: [english], classGroups: [makeClass('c', 'hall')] },
    ['07:00-08:00'],
  ],
  [
    'not the room that a class has left for another',
    { of: 'room', id: 'own' },
    { entries: [music], classGroups: [makeClass('c', 'own')] },
    [],
  ],
  ['nobody else', { of: 'class', id: 'd' }, { entries: [english] }, []],
  ['nothing of another weekday', ofClass, { entries: [makeEntry('Wed 1 English')] }, []],
  ['nothing on a day without school', ofClass, { entries: [english], closures: [makeClosure('2026-11-24')] }, []],
  [
    'what a closure of some hours leaves',
    ofClass,
    { entries: [english, music], closures: [makeClosure('2026-11-24', { hours: { start: '08:30', end: '09:30' } })] },
    ['09:00-09:50'],
  ],
  [
    'not a class that is on a trip',
    ofClass,
    { entries: [music], closures: [makeClosure('2026-11-24', { classGroupIds: ['c'] })] },
    [],
  ],
  [
    'but the room where the other class still is',
    ofRoom,
    { entries: [music], closures: [makeClosure('2026-11-24', { classGroupIds: ['c'] })] },
    ['09:00-09:50'],
  ],
  [
    'not the room whose classes are all on a trip',
    ofRoom,
    { entries: [music], closures: [makeClosure('2026-11-24', { classGroupIds: ['c', 'd'] })] },
    [],
  ],
  [
    'a teacher who is away',
    ofStaff,
    {
      entries: [english],
      staff: [
        makeStaff('ada', {
          absences: [
            {
              absenceId: '1',
              from: '2026-11-20',
              to: '2026-11-24',
              hours: { start: '12:00', end: '14:00' },
              reason: null,
            },
            { absenceId: '2', from: '2026-11-25', to: '2026-11-26', hours: null, reason: null },
          ],
        }),
      ],
    },
    ['07:00-08:00', '11:00-13:00'],
  ],
])('takes %s', (_, who, school, expected) => expect(hours(school, who)).toEqual(expected));

it('follows the clocks of the school', () => {
  // Saturday to Monday around the end of summer time, and Istanbul, which has none.
  const within = { from: Date.UTC(2026, 9, 23), to: Date.UTC(2026, 9, 27) };
  const entries = [makeEntry('Fri 1 English'), makeEntry('Mon 1 English')];
  expect(hours({ entries }, ofClass, within)).toEqual(['06:00-07:00', '07:00-08:00']);
  expect(hours({ entries, timeZone: 'Europe/Istanbul' }, ofClass, within)).toEqual(['05:00-06:00', '05:00-06:00']);
});

it('is away all day from midnight to midnight', () => {
  const absences = [{ absenceId: '1', from: '2026-10-25', to: '2026-10-25', hours: null, reason: null }];
  const school = makeSchool({ staff: [makeStaff('ada', { absences })] });
  const within = { from: Date.UTC(2026, 9, 20), to: Date.UTC(2026, 9, 30) };
  // 25 hours: the clocks are set back.
  expect(timetableBusy(school, ofStaff, within)).toEqual([
    { from: Date.UTC(2026, 9, 24, 22), to: Date.UTC(2026, 9, 25, 23), tentative: false },
  ]);
});
