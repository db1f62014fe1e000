import type { Closure, SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { describe, expect, it } from 'vitest';
import { commonWeeks, comparedWeeks } from './commonWeeks.ts';

const closure = (from: string, to: string): Closure => {
  return { closureId: from, kind: 'regional', name: 'Holidays', from, to, hours: null, classGroupIds: [] };
};
const school = (timeZone: string, closures: Closure[], more: Partial<SchoolCalendar> = {}): SchoolCalendar => ({
  schoolId: timeZone,
  name: timeZone,
  timeZone,
  weekdays: [1, 2, 3, 4, 5],
  known: { from: null, to: null },
  bells: [],
  weekPattern: null,
  closures,
  classGroups: [],
  entries: [],
  staff: [],
  rooms: [],
  bookings: [],
  ...more,
});
/** A Wednesday. */
const now = Date.UTC(2026, 8, 16, 10);
const christmas = closure('2026-12-21', '2027-01-03');

describe('weeks in which both keep school', () => {
  it.each([
    ['the same holidays', [christmas], [christmas], comparedWeeks - 2],
    ['different ones', [christmas], [closure('2027-02-08', '2027-02-21')], comparedWeeks - 4],
    ['a day is enough', [closure('2026-12-21', '2026-12-24')], [christmas], comparedWeeks - 2],
    [
      'days of one week, but not the same',
      [closure('2026-10-05', '2026-10-07')],
      [closure('2026-10-08', '2026-10-09')],
      39,
    ],
    [
      'one day that neither has closed',
      [closure('2026-10-05', '2026-10-07')],
      [closure('2026-10-08', '2026-10-08')],
      40,
    ],
  ])('%s', (_, mine, theirs, expected) => {
    const found = commonWeeks(school('Europe/Rome', mine), school('Europe/Bucharest', theirs), now);
    expect(found).toBe(expected);
  });

  it('are not counted beyond what is known', () => {
    const known = school('Europe/Rome', [christmas], { known: { from: null, to: '2026-10-04' } });
    expect(commonWeeks(known, school('Europe/Madrid', [christmas]), now)).toBe(3);
  });

  it('are not known where nothing is', () => {
    expect(commonWeeks(school('Europe/Rome', []), school('Europe/Madrid', [christmas]), now)).toBeNull();
  });
});
