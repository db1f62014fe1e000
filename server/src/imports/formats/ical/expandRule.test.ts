import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { expandRule } from './expandRule.ts';
import { readRule } from './properties.ts';

const window = { from: toDayNumber('2026-01-01'), to: toDayNumber('2029-12-31') };

function days(text: string, first: string, until?: string): string[] | undefined {
  const rule = readRule(text);
  if (rule === undefined) return undefined;
  const isPast = (day: number) => until !== undefined && day > toDayNumber(until);
  return expandRule(rule, toDayNumber(first), { ...window, isPast }, { left: 100_000, dates: 0 })?.days.map(toIsoDay);
}

describe('a rule', () => {
  it.each([
    ['FREQ=WEEKLY;COUNT=3', '2026-10-19', '2026-10-19 2026-10-26 2026-11-02'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU;COUNT=4', '2026-10-19', '2026-10-19 2026-10-22 2026-11-02 2026-11-05'],
    ['FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1;COUNT=3', '2026-10-02', '2026-10-02 2026-11-06 2026-12-04'],
    ['FREQ=MONTHLY;BYDAY=-1SU;COUNT=2', '2026-10-25', '2026-10-25 2026-11-29'],
    ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', '2026-10-31', '2026-10-31 2026-12-31 2027-01-31'],
    ['FREQ=YEARLY;COUNT=2', '2028-02-29', '2028-02-29'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=2', '2026-03-29', '2026-03-29 2027-03-28'],
    ['FREQ=YEARLY;BYDAY=20MO;COUNT=2', '2026-05-18', '2026-05-18 2027-05-17'],
    ['FREQ=YEARLY;BYYEARDAY=-1;COUNT=2', '2026-12-31', '2026-12-31 2027-12-31'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=3', '2026-12-30', '2026-12-30 2027-01-02 2027-01-05'],
  ])('%s from %s', (rule, first, expected) => {
    expect(days(rule, first)?.join(' ')).toBe(expected);
  });

  it('never gives a day that there is not', () => {
    expect(days('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01')).toEqual(['2026-01-01']);
  });

  it.each(['FREQ=FOO', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=WEEKLY;COUNT=-3', 'FREQ=WEEKLY;INTERVAL=0', 'COUNT=3', ''])(
    'is refused as %s',
    (rule) => {
      expect(days(rule, '2026-10-19')).toBeUndefined();
    },
  );

  it('ends with the window, however far it would go, and begins where the window does', () => {
    expect(days('FREQ=DAILY;COUNT=999999999', '2026-10-19')?.length).toBe(window.to - toDayNumber('2026-10-19') + 1);
    expect(days('FREQ=WEEKLY', '1990-01-01')?.[1]).toBe('2025-12-22');
    expect(days('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9', '1601-01-01')).toBeUndefined();
  });

  it('agrees with another library wherever that one is right', () => {
    const rules = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].flatMap((frequency) =>
      ['', ';INTERVAL=2', ';INTERVAL=3'].flatMap((interval) =>
        [
          '',
          ';BYDAY=MO,WE,FR',
          ';BYMONTH=1,9,10',
          frequency === 'MONTHLY' ? ';BYDAY=2TU,-1FR' : ';BYDAY=SA',
          frequency === 'MONTHLY' ? ';BYMONTHDAY=1,15' : '',
        ].map((by) => `FREQ=${frequency}${interval}${by};COUNT=12`),
      ),
    );
    let compared = 0;
    for (const rule of new Set(rules)) {
      // Every second month from January never is October, although the library says so.
      if (/MONTHLY;INTERVAL.*BYMONTH=/.test(rule)) continue;
      for (const first of ['2026-01-05', '2026-09-14', '2026-10-02']) {
        const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(first));
        const theirs = Array.from({ length: 12 }, () => iterator.next()?.toString().slice(0, 10));
        // A first day that the rule itself does not give counts for us (RFC 5545 §3.8.5.3) and not for the library.
        if (theirs[0] !== first || (theirs[11] ?? '9') > '2029-12-31') continue;
        expect([rule, days(rule, first)]).toEqual([rule, theirs]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(60);
  });
});
