import { describe, expect, test } from 'vitest';
import { toDayNumber, toIsoDay, toMinute, toWallTime } from './days.ts';
import { isZone, steadyOffset, toInstant, toWall } from './zones.ts';

const instantOf = (wall: string, zone: string) => {
  const instant = toInstant(toDayNumber(wall.slice(0, 10)), toMinute(wall.slice(11)), zone);
  return instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 16);
};
const wallOf = (instant: string, zone: string) => {
  const { day, minute } = toWall(Date.parse(`${instant}Z`), zone);
  return `${toIsoDay(day)} ${toWallTime(minute)}`;
};

describe('what the clocks show', () => {
  test.each<[string, string, string]>([
    ['Europe/Rome', '2026-01-13 10:00', '2026-01-13T09:00'],
    ['Europe/Rome', '2026-07-14 10:00', '2026-07-14T08:00'],
    // The last Sundays of March and October.
    ['Europe/Rome', '2026-03-29 01:59', '2026-03-29T00:59'],
    ['Europe/Rome', '2026-03-29 03:00', '2026-03-29T01:00'],
    ['Europe/Rome', '2026-10-25 01:59', '2026-10-24T23:59'],
    ['Europe/Rome', '2026-10-25 03:00', '2026-10-25T02:00'],
    ['Europe/Rome', '2027-03-28 03:00', '2027-03-28T01:00'],
    ['Europe/Rome', '2027-10-31 03:00', '2027-10-31T02:00'],
    ['Europe/Bucharest', '2026-03-29 04:00', '2026-03-29T01:00'],
    ['Europe/Bucharest', '2026-10-25 02:59', '2026-10-24T23:59'],
    ['Europe/Bucharest', '2026-01-13 11:00', '2026-01-13T09:00'],
    // Has kept summer time since 2016.
    ['Europe/Istanbul', '2026-01-13 12:00', '2026-01-13T09:00'],
    ['Europe/Istanbul', '2026-07-14 11:00', '2026-07-14T08:00'],
    ['Europe/Istanbul', '2015-11-08 04:00', '2015-11-08T02:00'],
    // The second Sunday of March, the first of November.
    ['America/New_York', '2026-03-08 03:00', '2026-03-08T07:00'],
    ['America/New_York', '2026-03-10 10:00', '2026-03-10T14:00'],
    ['America/New_York', '2026-11-01 00:59', '2026-11-01T04:59'],
    ['America/New_York', '2026-11-01 02:00', '2026-11-01T07:00'],
    ['America/New_York', '2026-11-03 23:59', '2026-11-04T04:59'],
    // Went from one side of the date line to the other.
    ['Pacific/Apia', '2011-12-29 23:59', '2011-12-30T09:59'],
    ['Pacific/Apia', '2011-12-31 00:00', '2011-12-30T10:00'],
    ['Pacific/Apia', '2026-11-24 09:00', '2026-11-23T20:00'],
    // Half an hour.
    ['Australia/Lord_Howe', '2026-04-05 01:29', '2026-04-04T14:29'],
    ['Australia/Lord_Howe', '2026-04-05 02:00', '2026-04-04T15:30'],
    ['Australia/Lord_Howe', '2026-10-04 01:59', '2026-10-03T15:29'],
    ['Australia/Lord_Howe', '2026-10-04 02:30', '2026-10-03T15:30'],
    // Clocks change in the evening of the day before Sunday.
    ['America/Nuuk', '2026-03-28 22:59', '2026-03-29T00:59'],
    ['America/Nuuk', '2026-03-29 00:00', '2026-03-29T01:00'],
    ['America/Santiago', '2026-09-05 23:59', '2026-09-06T03:59'],
    ['America/Santiago', '2026-09-06 01:00', '2026-09-06T04:00'],
    // Summer time pauses for Ramadan.
    ['Africa/Casablanca', '2026-02-16 10:00', '2026-02-16T10:00'],
    ['Africa/Casablanca', '2026-03-23 10:00', '2026-03-23T09:00'],
    ['Asia/Kathmandu', '2026-11-24 10:00', '2026-11-24T04:15'],
  ])('%s %s is %s', (zone, wall, instant) => {
    expect(instantOf(wall, zone)).toBe(instant);
    expect(wallOf(instant, zone)).toBe(wall);
  });

  test.each<[string, string]>([
    ['Europe/Rome', '2026-03-29 02:00'],
    ['Europe/Rome', '2026-03-29 02:59'],
    ['Europe/Bucharest', '2026-03-29 03:30'],
    ['America/New_York', '2026-03-08 02:30'],
    ['Pacific/Apia', '2011-12-30 00:00'],
    ['Pacific/Apia', '2011-12-30 12:00'],
    ['Pacific/Apia', '2011-12-30 23:59'],
    ['Australia/Lord_Howe', '2026-10-04 02:15'],
    ['America/Nuuk', '2026-03-28 23:30'],
    ['America/Santiago', '2026-09-06 00:30'],
  ])('clocks of %s skip %s', (zone, wall) => {
    expect(instantOf(wall, zone)).toBeUndefined();
  });

  test.each<[string, string, string, string]>([
    ['Europe/Rome', '2026-10-25 02:30', '2026-10-25T00:30', '2026-10-25T01:30'],
    ['Europe/Bucharest', '2026-10-25 03:00', '2026-10-25T00:00', '2026-10-25T01:00'],
    ['America/New_York', '2026-11-01 01:15', '2026-11-01T05:15', '2026-11-01T06:15'],
    ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45', '2026-04-04T15:15'],
    ['America/Nuuk', '2026-10-24 23:30', '2026-10-25T00:30', '2026-10-25T01:30'],
    ['America/Santiago', '2026-04-04 23:30', '2026-04-05T02:30', '2026-04-05T03:30'],
  ])('%s comes to %s twice: the first is meant', (zone, wall, first, second) => {
    expect(instantOf(wall, zone)).toBe(first);
    expect(wallOf(first, zone)).toBe(wall);
    expect(wallOf(second, zone)).toBe(wall);
  });
});

test.each(['Europe/Rome', 'America/Nuuk', 'America/Havana', 'Pacific/Apia', 'Australia/Lord_Howe', 'Pacific/Chatham'])(
  'half-hours of three weeks around every change in %s: the same as Intl shows, and back to the first of its kind',
  (zone) => {
    const intl = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    const changes = ['2011-12-30', '2026-03-08', '2026-03-29', '2026-04-05', '2026-09-27', '2026-10-04', '2026-10-25'];
    for (const change of changes) {
      const middle = Date.parse(`${change}T00:00Z`);
      const seen = new Set<string>();
      for (let instant = middle - 10 * 86_400_000; instant < middle + 10 * 86_400_000; instant += 1_800_000) {
        const { day, minute } = toWall(instant, zone);
        const text = `${toIsoDay(day)} ${toWallTime(minute)}`;
        if (text !== intl.format(instant)) throw new Error(`${text} is not ${intl.format(instant)}`);
        const back = toInstant(day, minute, zone);
        if (seen.has(text) ? back === undefined || back >= instant : back !== instant) {
          throw new Error(`${text} went to ${String(back)}, not ${instant}`);
        }
        seen.add(text);
      }
    }
    expect(isZone(zone)).toBe(true);
  },
);

test.each<[string, string, number | undefined]>([
  ['Europe/Rome', '2026-11-24', 60],
  ['Europe/Rome', '2026-07-14', 120],
  ['Europe/Rome', '2026-03-28', undefined],
  ['Europe/Rome', '2026-03-29', undefined],
  ['Europe/Rome', '2026-03-30', undefined],
  ['Europe/Rome', '2026-03-27', 60],
  ['Europe/Rome', '2026-03-31', 120],
  ['Pacific/Apia', '2026-11-24', 780],
])('%s near %s keeps %s minutes', (zone, day, offset) => {
  expect(steadyOffset(toDayNumber(day), zone)).toBe(offset);
});

test.each<[string, boolean]>([
  ['Europe/Rome', true],
  ['UTC', true],
  ['Europe/Roma', false],
  ['W. Europe Standard Time', false],
  ['', false],
  ['../etc', false],
])('%s is a zone: %s', (zone, is) => {
  expect(isZone(zone)).toBe(is);
});

test('clocks of no zone are asked in vain', () => {
  expect(() => toWall(0, 'Europe/Roma')).toThrow(RangeError);
});
