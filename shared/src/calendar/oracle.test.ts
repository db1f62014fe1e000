import { describe, expect, test } from 'vitest';
import type { Relaxation, SchedulePattern } from './answer.ts';
import { toMinute } from './days.ts';
import { findHours } from './findHours.ts';
import { SchoolYear } from './SchoolYear.ts';
import { makeCase, type SmallCase } from './testing/cases.ts';
import { isoOf, numberOf } from './testing/oracle/facts.ts';
import { Oracle, type OraclePattern, type OracleSeries } from './testing/oracle/oracle.ts';
import { supposing } from './testing/oracle/suppose.ts';

const CASES = 560;
const AT_ONCE = 40;
/** What was seen over all cases, so that the cases are known to be worth something. */
const seen = {
  nearly: 0,
  compared: 0,
  empty: 0,
  tooMany: 0,
  patterns: 0,
  failures: 0,
  relaxations: new Map<string, number>(),
};

const patternOf = ({ timeZone, slots, phase }: SchedulePattern): OraclePattern => ({
  zone: timeZone,
  slots: slots.map(({ weekday, start }) => ({ weekday, minute: toMinute(start) })),
  phase,
});

/** A series as an answer tells it. */
function told({ lessons, value }: SchedulePattern) {
  return {
    value,
    lessons: lessons.map(({ startsAt, sites }) => ({
      startsAt,
      sites: sites.map(({ day, start, staffIds, displaced }) => ({
        day,
        start: toMinute(start),
        staffIds,
        displaced: displaced.map(({ entryId }) => entryId).toSorted(),
      })),
    })),
  };
}

function naive(oracle: Oracle, { lessons, value }: OracleSeries) {
  return {
    value,
    lessons: lessons.map(({ startsAt, sites }, at) => ({
      startsAt,
      sites: sites.map(({ iso, start, displaced }, place) => ({
        day: iso,
        start,
        staffIds: oracle.leaders(lessons, place)[at],
        displaced: displaced.toSorted(),
      })),
    })),
  };
}

function checkPattern({ schools, wish, now }: SmallCase, oracle: Oracle, pattern: SchedulePattern): void {
  const series = oracle.series(patternOf(pattern));
  expect(told(pattern)).toEqual(naive(oracle, series));
  expect(pattern.lessons.length + pattern.failures.length).toBe(series.dates);
  const worth = pattern.lessons.length * 500 * wish.sites.length;
  expect(pattern.costs.reduce((sum, { amount }) => sum + amount, 0)).toBe(worth - pattern.value);
  for (const [at, { sites }] of pattern.lessons.entries()) {
    sites.forEach(({ roomId }, place) => {
      const rooms = series.lessons[at]?.sites[place]?.rooms ?? null;
      expect(rooms === null ? roomId === null : rooms.includes(roomId ?? '')).toBe(true);
    });
  }
  for (const { startsAt, blockers } of pattern.failures) {
    expect(blockers.length).toBeGreaterThan(0);
    expect(startsAt === null ? null : oracle.lesson(startsAt)).toBeNull();
  }
  for (const relaxation of pattern.relaxations) checkRelaxation({ schools, wish, now }, pattern, relaxation);
  seen.patterns++;
  seen.failures += pattern.failures.length;
}

function checkRelaxation({ schools, wish, now }: SmallCase, pattern: SchedulePattern, relaxation: Relaxation): void {
  const { what, gain } = relaxation;
  const world = supposing(schools, wish, now, relaxation);
  seen.relaxations.set(what.kind, (seen.relaxations.get(what.kind) ?? 0) + 1);
  if (what.kind === 'other-hours') {
    const zone = pattern.timeZone;
    const dayOf = (instant: number) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
    const days = [...pattern.lessons.map(({ startsAt }) => startsAt), ...what.moves.map(({ to }) => to)].map(dayOf);
    expect(new Set(days).size).toBeGreaterThanOrEqual(
      new Set(pattern.lessons.map(({ startsAt }) => dayOf(startsAt))).size + gain,
    );
    expect(what.moves).toHaveLength(gain);
    for (const { from, to } of what.moves) {
      expect(world.lesson(to)).not.toBeNull();
      const monday = (instant: number) => {
        const day = numberOf(dayOf(instant));
        return isoOf(day - ((new Date(day * 86_400_000).getUTCDay() + 6) % 7));
      };
      expect(monday(to)).toBe(monday(from));
    }
    return;
  }
  expect({ what, gain }).toEqual({
    what,
    gain: world.series(patternOf(pattern)).lessons.length - pattern.lessons.length,
  });
}

function checkCase(seed: number): void {
  const small = makeCase(seed);
  const { schools, wish, now } = small;
  const oracle = new Oracle(schools, wish, now);
  const years = schools.map((school) => new SchoolYear(school));
  const { patterns, nearly = [] } = findHours(years, wish, { now, limit: 4 });
  for (const pattern of [...patterns, ...nearly]) checkPattern(small, oracle, pattern);
  expect(nearly.filter(({ lessons, relaxations }) => lessons.length > 0 || relaxations.length === 0)).toEqual([]);
  seen.nearly += nearly.length;
  const best = oracle.best();
  if (best === undefined) seen.tooMany++;
  else seen.compared++;
  if (best === null) seen.empty++;
  const of = (one: { value: number; lessons: readonly unknown[] } | null | undefined) =>
    one ? { value: one.value, lessons: one.lessons.length } : null;
  // Where there are too many to try them all, the search is only held to what it says.
  expect(of(patterns[0])).toEqual(of(best === undefined ? patterns[0] : best));
}

/** What went wrong, by seed. */
function faults(first: number): string[] {
  return Array.from({ length: AT_ONCE }, (_, at) => first + at).flatMap((seed) => {
    try {
      checkCase(seed);
      return [];
    } catch (error) {
      return `seed ${seed}: ${String(error)}`;
    }
  });
}

describe('the search against one that tries every minute of every hour', () => {
  test.each(Array.from({ length: CASES / AT_ONCE }, (_, at) => at * AT_ONCE))(
    'the same best pattern, lessons that break no rule and changes that gain what they say: from seed %i',
    (first) => {
      expect(faults(first)).toEqual([]);
    },
    120_000,
  );

  test('and the cases ask for all of it', () => {
    expect(seen.compared).toBeGreaterThanOrEqual(500);
    expect(seen.empty).toBeLessThan(CASES / 3);
    expect(seen.patterns).toBeGreaterThan(CASES);
    expect(seen.nearly).toBeGreaterThan(CASES / 4);
    const kinds = [
      'move-entry',
      'allow-hours',
      'displace-subject',
      'ask-teacher',
      'other-teacher',
      'other-room',
      'other-hours',
    ];
    expect(kinds.filter((kind) => (seen.relaxations.get(kind) ?? 0) === 0)).toEqual([]);
  });
});
