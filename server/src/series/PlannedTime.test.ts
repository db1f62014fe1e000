import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import {
  makeBells,
  makeEntry,
  makePeriods,
  makeSchool,
  makeStaff,
  makeWish,
} from '@pluriclasse/shared/calendar/testing/build';
import { toInstant } from '@pluriclasse/shared/calendar/zones';
import { describe, expect, test } from 'vitest';
import { PlannedTime } from './PlannedTime.ts';

const at = (day: string, minute: number, zone: string) => toInstant(toDayNumber(day), minute, zone) ?? Number.NaN;
const time = (some: Parameters<typeof makeSchool>[0]) =>
  new PlannedTime(
    ['s', 't'].map((schoolId) => makeSchool({ ...some, schoolId })),
    0,
  );
const kinds = (result: ReturnType<PlannedTime['check']>) =>
  'held' in result ? 'held' : result.blockers.map(({ kind }) => kind);

describe('a lesson that was agreed', () => {
  test('far east is asked by the day of its schools: the first of a timetable, whose teacher is away', () => {
    const monday = '2027-02-01';
    const timeZone = 'Pacific/Auckland';
    const absence = { absenceId: 'a', from: monday, to: monday, hours: null, reason: null };
    const entries = ['Mon 1 English', 'Mon 2 English'].map((text) =>
      makeEntry(text, { staffIds: ['x'], from: monday }),
    );
    const staff = (absences: (typeof absence)[]) => [makeStaff('x', { absences })];
    const startsAt = at(monday, 480, timeZone);
    const check = (absences: (typeof absence)[]) =>
      kinds(time({ timeZone, entries, staff: staff(absences) }).check(makeWish(), { startsAt }));
    expect(check([])).toBe('held');
    expect(check([absence])).toEqual(['teacher-away', 'teacher-away']);
  });

  test('in an hour that comes twice is refused with a reason', () => {
    const bells = [makeBells({ periods: makePeriods('02:00-03:00', '03:00-05:00') })];
    const first = at('2026-10-25', 120, 'Europe/Rome');
    const planned = time({ weekdays: [7], bells });
    const wish = makeWish({ minutes: 30 });
    expect(kinds(planned.check(wish, { startsAt: first }))).toBe('held');
    expect(kinds(planned.check(wish, { startsAt: first + 3_600_000 }))).toEqual(['clocks']);
    expect(planned.evaluate(wish, [first + 3_600_000]).refused[0]?.blockers[0]?.kind).toBe('clocks');
  });
});
