import { expect, test } from 'vitest';
import { answerRequest } from './answerRequest.ts';
import { checkRequest } from './checkRequest.ts';
import type { SchoolCalendar } from './model.ts';
import {
  makeBells,
  makeClosure,
  makeEntry,
  makePeriods,
  makeSchool,
  makeSite,
  makeStaff,
  makeWish,
} from './testing/build.ts';
import { makeWholeYear } from './testing/wholeYear.ts';
import { ScheduleRequest, type Wish } from './wish.ts';

const request = (school: Partial<SchoolCalendar> = {}, wish: Partial<Wish> = {}): ScheduleRequest =>
  ScheduleRequest.parse({
    version: 1,
    now: 0,
    schools: [makeSchool({ schoolId: 's', ...school }), makeSchool({ schoolId: 't' })],
    wishes: [makeWish(wish)],
  });
const never = { wish: 'never' as const, weekdays: [1], start: '10:00', end: '09:00', from: null, to: null };
const booking = {
  bookingId: 'b',
  title: 'Others',
  startsAt: Date.UTC(2026, 8, 15, 8),
  endsAt: Date.UTC(2026, 8, 15, 9),
  classGroupIds: ['c'],
  staffIds: [],
  roomIds: [],
};
const weekPattern = { names: ['A', 'B'], anchor: '2026-09-14', closuresCount: true };
const hours = { schoolId: null, weekdays: [1], start: '10:00', end: '11:00', why: null };

test.each<[string, ScheduleRequest, string | undefined]>([
  ['nothing', request(), undefined],
  ['known from after to', request({ known: { from: '2026-02-01', to: '2026-01-01' } }), 'schools[0].known: from'],
  [
    'bells twice',
    request({ bells: [makeBells(), makeBells()] }),
    'schools[0].bells[1].bellScheduleId: "b" is there twice',
  ],
  [
    'a period backwards',
    request({ bells: [makeBells({ periods: makePeriods('09:00-08:00') })] }),
    'schools[0].bells[0].periods[0]: 09:00 is not before 08:00',
  ],
  [
    'a closure backwards',
    request({ closures: [makeClosure('2026-02-02..2026-02-01')] }),
    'schools[0].closures[0]: from',
  ],
  [
    'a closure of unknown classes',
    request({ closures: [makeClosure('2026-02-02', { classGroupIds: ['x'] })] }),
    'schools[0].closures[0].classGroupIds[0]: there is no class "x"',
  ],
  [
    'an entry of an unknown teacher',
    request({ entries: [makeEntry('Mon 1 Art', { staffIds: ['x'] })] }),
    'schools[0].entries[0].staffIds[0]: there is no member of staff "x"',
  ],
  [
    'an entry in an unknown room',
    request({ entries: [makeEntry('Mon 1 Art', { roomId: 'x' })] }),
    'schools[0].entries[0].roomId: there is no room "x"',
  ],
  [
    'an entry in weeks of the week pattern, and in all',
    request({ weekPattern, entries: [makeEntry('Mon 1 Art', { weeks: ['B'] }), makeEntry('Mon 2 Art')] }),
    undefined,
  ],
  [
    'an entry in weeks of another name',
    request({ weekPattern, entries: [makeEntry('Mon 1 Art', { weeks: ['A', 'b'] })] }),
    'schools[0].entries[0].weeks[1]: there is no week "b"',
  ],
  [
    'an entry in weeks where none take turns',
    request({ entries: [makeEntry('Mon 1 Art', { weeks: ['A'] })] }),
    'schools[0].entries[0].weeks[0]: there is no week "A"',
  ],
  [
    'an entry of a period without bells',
    request({ entries: [makeEntry('Mon 9 Art')] }),
    'schools[0].entries[0].period: there are no bells for period 9',
  ],
  ['a booking', request({ bookings: [booking] }), undefined],
  [
    'a booking backwards',
    request({ bookings: [{ ...booking, endsAt: booking.startsAt }] }),
    'schools[0].bookings[0]: it ends before it begins',
  ],
  [
    'a booking of an unknown class',
    request({ bookings: [{ ...booking, classGroupIds: ['c', 'x'] }] }),
    'schools[0].bookings[0].classGroupIds[1]: there is no class "x"',
  ],
  [
    'a booking of an unknown teacher',
    request({ bookings: [{ ...booking, staffIds: ['x'] }] }),
    'schools[0].bookings[0].staffIds[0]: there is no member of staff "x"',
  ],
  [
    'a booking of an unknown room',
    request({ bookings: [{ ...booking, roomIds: ['x'] }] }),
    'schools[0].bookings[0].roomIds[0]: there is no room "x"',
  ],
  [
    'a booking in microseconds',
    request({ bookings: [{ ...booking, startsAt: booking.startsAt * 1000, endsAt: booking.endsAt * 1000 }] }),
    'schools[0].bookings[0].startsAt: it is after 2199',
  ],
  [
    'a booking without end',
    request({ bookings: [{ ...booking, endsAt: Number.MAX_SAFE_INTEGER }] }),
    'schools[0].bookings[0].endsAt: it is after 2199',
  ],
  ['a now in microseconds', { ...request(), now: booking.startsAt * 1000 }, 'now: it is after 2199'],
  [
    'never, backwards',
    request({ staff: [makeStaff('a', { availability: [never] })] }),
    'schools[0].staff[0].availability[0]: 10:00 is not before 09:00',
  ],
  [
    'a wish of one school twice',
    request({}, { sites: [makeSite('s'), makeSite('s')] }),
    'wishes[0].sites[1].schoolId: "s" is there twice',
  ],
  [
    'more teachers than are named',
    request(
      { staff: [makeStaff('a')] },
      { sites: [makeSite('s', { staffIds: ['a'], teachersNeeded: 2 }), makeSite('t')] },
    ),
    'wishes[0].sites[0]: 2 teachers are needed',
  ],
  [
    'hours of an unknown school',
    request({}, { preferred: [{ ...hours, schoolId: 'x' }] }),
    'wishes[0].preferred[0].schoolId: there is no school "x"',
  ],
  [
    'hours backwards',
    request({}, { forbidden: [{ ...hours, end: '09:00' }] }),
    'wishes[0].forbidden[0]: 10:00 is not before 09:00',
  ],
])('%s', (_, given, fault) => {
  const found = checkRequest(given);
  expect(found === undefined ? undefined : found.slice(0, fault?.length)).toBe(fault);
});

test('several wishes for one class: what the plan gives them never meets', () => {
  const { schools, wish } = makeWholeYear(1, ['Europe/Rome', 'Europe/Bucharest']);
  const wishes = ['a', 'b', 'c'].map((wishId) => ({ ...wish, wishId }));
  const {
    wishes: answers,
    value,
    bound,
  } = answerRequest({ version: 1, now: Date.parse('2025-09-01'), seed: 1, limit: 5, schools, wishes });
  const chosen = answers.map(({ patterns, chosen: id }) => patterns.find(({ patternId }) => patternId === id));
  const lessons = chosen.flatMap((pattern) => pattern?.lessons ?? []).toSorted((a, b) => a.startsAt - b.startsAt);
  expect(chosen.filter(Boolean).length).toBeGreaterThan(1);
  expect(lessons.filter(({ endsAt }, at) => endsAt > (lessons[at + 1]?.startsAt ?? Infinity))).toEqual([]);
  expect(chosen.reduce((sum, pattern) => sum + (pattern?.value ?? 0), 0)).toBe(value);
  expect(bound).toBeGreaterThanOrEqual(value);
  expect(answers.every(({ patterns }) => patterns.length <= 5)).toBe(true);
});
