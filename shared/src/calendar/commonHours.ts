import type { DayNumber } from './days.ts';
import type { SchoolYear } from './SchoolYear.ts';
import { spanOfHours, type MinuteSpan } from './span.ts';
import { isEnglish } from './subjects.ts';
import { toInstant, toWall } from './zones.ts';

/** A stretch of time, in milliseconds since 1970 or in minutes of a day; the end is not part of it. */
export interface InstantSpan {
  readonly start: number;
  readonly end: number;
}

/** A class of a school whose calendar was made ready. */
export interface ClassOfYear {
  readonly year: SchoolYear;
  readonly classGroupId: string;
  /** Whether its hours of English count as free: a lesson with others is one. */
  readonly english?: boolean;
}

/**
 * When a class is at school and has nothing (or English, where that counts): between its first and its last hour of that
 * day, or, where nothing is known of its hours at all, while bells ring. A day that is closed, or of which nothing is known, has none.
 */
export function freeSpans({ year, classGroupId, english = false }: ClassOfYear, day: DayNumber): MinuteSpan[] {
  const { open, known, closures, periods } = year.day(day);
  if (!open || !known) return [];
  const own = closures.filter(
    ({ classGroupIds }) => classGroupIds.length === 0 || classGroupIds.includes(classGroupId),
  );
  if (own.some(({ hours }) => hours === null)) return [];
  const taken = year.entries(day).filter(({ entry }) => entry.classGroupIds.includes(classGroupId));
  const busy = english ? taken.filter(({ entry }) => !isEnglish(entry.subject)) : taken;
  const there = around(year.index.byClass.has(classGroupId) ? taken : periods);
  const closed = own.flatMap(({ hours }) => (hours === null ? [] : spanOfHours(hours)));
  return there === undefined ? [] : without(there, [...busy, ...closed]);
}

/**
 * When all these classes are free together, for so many minutes at least.
 * @param day by the clocks of the first; a class far east or west is looked at on the days beside it too
 */
export function commonFreeSpans(classes: readonly ClassOfYear[], day: DayNumber, minutes: number): InstantSpan[] {
  const [first, ...others] = classes;
  if (first === undefined) return [];
  const near = (one: ClassOfYear) => [day - 1, day, day + 1].flatMap((other) => freeInstants(one, other));
  const common = others.reduce((spans, one) => meet(spans, near(one)), freeInstants(first, day));
  return common.filter(({ start, end }) => end - start >= minutes * 60_000);
}

/** The free stretches of a day as instants, less the lessons with others; one that clocks skip the edge of is left out. */
export function freeInstants(one: ClassOfYear, day: DayNumber): InstantSpan[] {
  const { timeZone, bookings } = one.year.school;
  const booked = bookings
    .filter(({ classGroupIds }) => classGroupIds.includes(one.classGroupId))
    .map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt }));
  return freeSpans(one, day).flatMap((span) => {
    const start = toInstant(day, span.start, timeZone);
    const end = toInstant(day, span.end, timeZone);
    return start === undefined || end === undefined ? [] : without({ start, end }, booked);
  });
}

/** Whether a class is free for all of a span that lies within one of its school's days. */
export function isFree(one: ClassOfYear, { start, end }: InstantSpan): boolean {
  const { day } = toWall(start, one.year.school.timeZone);
  return freeInstants(one, day).some((span) => span.start <= start && end <= span.end);
}

function around(spans: readonly MinuteSpan[]): MinuteSpan | undefined {
  if (spans.length === 0) return undefined;
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** What is left of a span. */
function without({ start, end }: InstantSpan, taken: readonly InstantSpan[]): InstantSpan[] {
  const left: InstantSpan[] = [];
  let from = start;
  for (const one of taken.toSorted((a, b) => a.start - b.start)) {
    if (one.start > from) left.push({ start: from, end: Math.min(one.start, end) });
    from = Math.max(from, one.end);
  }
  if (from < end) left.push({ start: from, end });
  return left.filter((span) => span.end > span.start);
}

const meet = (a: readonly InstantSpan[], b: readonly InstantSpan[]): InstantSpan[] =>
  a.flatMap((one) =>
    b.flatMap((other) => {
      const span = { start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) };
      return span.end > span.start ? [span] : [];
    }),
  );
