import { toDayNumber, toIsoDay, weekdayOf, type DayNumber } from '@pluriclasse/shared/calendar/days';
import type { Rule } from './properties.ts';

const MOST_DAYS = 5000;

/** What bounds the work on a whole file: days that may still be looked at. */
export interface Budget {
  left: number;
  /** Dates that may still be given. */
  dates: number;
}

export interface Expansion {
  /** In order, each once; the first day always among them (RFC 5545 §3.8.5.3). */
  readonly days: readonly DayNumber[];
  /** Whether it goes on after the last day that was asked for. */
  readonly endless: boolean;
  /** Whether the rule itself, the first day aside, ever gave one. */
  readonly matched: boolean;
}

/**
 * The days of a rule that is daily or slower, from its first day to `to`. Ours, since libraries' iterators give 1 March
 * for 30 February or never come back; here the work is bounded.
 * @param isPast whether the rule's own UNTIL lies before a day
 * @returns undefined for a rule that is not understood, or once the budget is used up
 */
export function expandRule(
  rule: Rule,
  first: DayNumber,
  { from, to, isPast }: { from: DayNumber; to: DayNumber; isPast: (day: DayNumber) => boolean },
  budget: Budget,
): Expansion | undefined {
  const periods = periodsOf(rule, first);
  if (periods === undefined || rule.byWeekNo.length > 0 || (rule.bySetPos.length > 0 && !hasSet(rule)))
    return undefined;
  const days: DayNumber[] = [first];
  // Without a count, what lies before the window need not be looked at.
  const skipped = rule.count === null ? periods.indexBefore(from) : 0;
  let matched = skipped > 0;
  for (let index = skipped; ; index += rule.interval) {
    const { start, length } = periods.at(index);
    if (start > to || days.length > MOST_DAYS) return done(true);
    if ((budget.left -= length) < 0) return undefined;
    for (const day of pick(daysIn(rule, first, start, length), rule.bySetPos)) {
      if (day < first) continue;
      if (isPast(day)) return done(false);
      matched = true;
      if (day === first) continue;
      if (rule.count !== null && days.length >= rule.count) return done(false);
      if (day > to) return done(true);
      days.push(day);
    }
  }

  function done(endless: boolean): Expansion {
    return { days, endless, matched };
  }
}

interface Periods {
  /** A period's first day and how many it has; the one of the rule's first day is 0. */
  at(index: number): { start: DayNumber; length: number };
  /** An index of the rule's steps that lies before a day. */
  indexBefore(day: DayNumber): number;
}

function periodsOf(rule: Rule, first: DayNumber): Periods | undefined {
  const step = (days: number, day: DayNumber) =>
    Math.max(0, Math.floor((day - first) / (days * rule.interval)) - 1) * rule.interval;
  const [year = 0, month = 0] = toIsoDay(first).split('-').map(Number);
  const monthAt = (index: number) => {
    const at = year * 12 + (month - 1) + index;
    const begin = (of: number) => dayOf(Math.floor(of / 12), (of % 12) + 1, 1);
    return { start: begin(at), length: begin(at + 1) - begin(at) };
  };
  switch (rule.frequency) {
    case 'DAILY':
      return { at: (index) => ({ start: first + index, length: 1 }), indexBefore: (day) => step(1, day) };
    case 'WEEKLY': {
      const week = first - ((weekdayOf(first) - rule.weekStart + 7) % 7);
      return { at: (index) => ({ start: week + index * 7, length: 7 }), indexBefore: (day) => step(7, day) };
    }
    case 'MONTHLY':
      return { at: monthAt, indexBefore: (day) => step(31, day) };
    case 'YEARLY':
      return {
        at: (index) => {
          const start = dayOf(year + index, 1, 1);
          return { start, length: dayOf(year + index + 1, 1, 1) - start };
        },
        indexBefore: (day) => step(366, day),
      };
    case 'SECONDLY':
    case 'MINUTELY':
    case 'HOURLY':
      return undefined;
  }
}

const hasSet = ({ byDay, byMonth, byMonthDay, byYearDay }: Rule) =>
  byDay.length + byMonth.length + byMonthDay.length + byYearDay.length > 0;

function daysIn(rule: Rule, first: DayNumber, start: DayNumber, length: number): DayNumber[] {
  const [, firstMonth = 0, firstDate = 0] = toIsoDay(first).split('-').map(Number);
  const { frequency } = rule;
  const plain = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length === 0;
  const weekdays =
    frequency === 'WEEKLY' && rule.byDay.length === 0 ? [{ nth: 0, weekday: weekdayOf(first) }] : rule.byDay;
  const dates = plain && (frequency === 'MONTHLY' || frequency === 'YEARLY') ? [firstDate] : rule.byMonthDay;
  const months = plain && frequency === 'YEARLY' && rule.byMonth.length === 0 ? [firstMonth] : rule.byMonth;
  const found: DayNumber[] = [];
  for (let day = start; day < start + length; day++) {
    const [year = 0, month = 0, date = 0] = toIsoDay(day).split('-').map(Number);
    if (months.length > 0 && !months.includes(month)) continue;
    const monthStart = day - date + 1;
    const monthLength = (month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)) - monthStart;
    if (dates.length > 0 && !dates.includes(date) && !dates.includes(date - monthLength - 1)) continue;
    if (rule.byYearDay.length > 0) {
      const yearStart = dayOf(year, 1, 1);
      const nth = day - yearStart + 1;
      const yearLength = dayOf(year + 1, 1, 1) - yearStart;
      if (!rule.byYearDay.includes(nth) && !rule.byYearDay.includes(nth - yearLength - 1)) continue;
    }
    const ofYear = frequency === 'YEARLY' && rule.byMonth.length === 0;
    const within = ofYear ? { start, length } : { start: monthStart, length: monthLength };
    const counts = frequency === 'MONTHLY' || frequency === 'YEARLY';
    if (weekdays.length > 0 && !weekdays.some((one) => isNth(one, day, counts ? within : undefined))) continue;
    found.push(day);
  }
  return found;
}

/** Whether a day is a weekday, or the nth of that weekday in a month or year. */
function isNth(
  { nth, weekday }: { nth: number; weekday: number },
  day: DayNumber,
  within: { start: DayNumber; length: number } | undefined,
): boolean {
  if (weekdayOf(day) !== weekday) return false;
  if (nth === 0 || within === undefined) return true;
  const at = day - within.start;
  return nth > 0 ? Math.floor(at / 7) + 1 === nth : Math.floor((within.length - 1 - at) / 7) + 1 === -nth;
}

function pick(days: DayNumber[], positions: readonly number[]): DayNumber[] {
  if (positions.length === 0) return days;
  const picked = positions.map((position) => days.at(position > 0 ? position - 1 : position));
  return Array.from(new Set(picked.filter((day) => day !== undefined))).sort((a, b) => a - b);
}

const dayOf = (year: number, month: number, date: number): DayNumber =>
  toDayNumber(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
