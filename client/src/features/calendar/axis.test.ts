import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { describe, expect, it } from 'vitest';
import { inLanes, nextMonth, otherClock, schoolYearOf, spanOf, weeksOfMonth } from './axis.ts';
import type { CalendarEvent } from './events.ts';

const event = (start: number, end: number): CalendarEvent => ({
  key: `${start}-${end}`,
  kind: 'entry',
  start,
  end,
  title: 'Maths',
});

describe('lanes', () => {
  it.each<[string, CalendarEvent[], [lane: number, lanes: number][]]>([
    ['none', [], []],
    [
      'one after the other share a lane',
      [event(480, 540), event(540, 600)],
      [
        [0, 1],
        [0, 1],
      ],
    ],
    [
      'two at once stand side by side',
      [event(480, 540), event(500, 560)],
      [
        [0, 2],
        [1, 2],
      ],
    ],
    [
      'a freed lane is used again',
      [event(480, 520), event(480, 600), event(530, 560), event(600, 660)],
      [
        [0, 2],
        [1, 2],
        [0, 2],
        [0, 1],
      ],
    ],
    [
      'a lesson with others lies over what it takes the place of',
      [event(480, 540), { ...event(485, 535), kind: 'lesson' }],
      [
        [0, 1],
        [0, 1],
      ],
    ],
  ])('%s', (_, events, lanes) => expect(inLanes(events).map((one) => [one.lane, one.lanes])).toEqual(lanes));
});

it('draws full hours, and a school morning at least', () => {
  expect(spanOf([])).toEqual({ from: 480, to: 780 });
  expect(spanOf([event(475, 530), event(900, 925)])).toEqual({ from: 420, to: 960 });
});

it.each([
  ['2026-09-01', '2026-09-01'],
  ['2026-08-31', '2025-09-01'],
  ['2027-01-15', '2026-09-01'],
])('the school year of %s begins on %s', (day, begin) => expect(toIsoDay(schoolYearOf(toDayNumber(day)))).toBe(begin));

it('a month is the weeks that it touches', () => {
  const weeks = weeksOfMonth(toDayNumber('2026-11-01')).map(toIsoDay);
  expect(weeks).toEqual(['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30']);
  expect(toIsoDay(nextMonth(toDayNumber('2026-01-31'), 1))).toBe('2026-02-01');
});

it('clocks elsewhere change by season', () => {
  const of = (day: string) => otherClock(toDayNumber(day), 600, 'Europe/Rome', 'Europe/Istanbul');
  expect([of('2026-11-24'), of('2027-04-13')]).toEqual([720, 660]);
});
