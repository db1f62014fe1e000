import ICAL from 'ical.js';
import type { ContentLine } from './contentLines.ts';

/** A property of an event, taken apart. */
export interface Property {
  readonly name: string;
  /** By name in small letters. */
  readonly params: Readonly<Record<string, string>>;
  /** As it stands in the file: for days and hours, of which the library reads more into than there is. */
  readonly raw: string;
  /** Without escapes. */
  readonly text: string;
  readonly line: ContentLine;
}

/** Reads a property; undefined for what is none. */
export function readProperty(line: ContentLine): Property | undefined {
  // Exchange leaves a zone's shown name unquoted, although there is a colon in it.
  const text = line.text.replace(/;TZID=([^":;]*:[^":;]*):(?=[^:]*$)/i, (_, zone: string) => `;TZID="${zone}":`);
  try {
    // The library's jCal (RFC 7265): name, parameters, type, values.
    const [name, params, , ...values] = ICAL.parse.property(text) as [string, Record<string, unknown>, ...unknown[]];
    return {
      name: name.toUpperCase(),
      // A parameter after an empty one keeps the semicolon before its name.
      params: Object.fromEntries(
        Object.entries(params).map(([key, value]) => [key.replace(/^;+/, ''), typeof value === 'string' ? value : '']),
      ),
      raw: text.slice(text.lastIndexOf(':') + 1).trim(),
      text: values.filter((value) => typeof value === 'string').join(', '),
      line,
    };
  } catch {
    return undefined;
  }
}

/** What a weekly or other rule says (RFC 5545 §3.3.10), in the library's words. Undefined when it can't be read. */
export function readRule(raw: string): Rule | undefined {
  try {
    const rule = ICAL.Recur.fromString(raw);
    const all: Readonly<Record<string, unknown>> = rule.parts;
    const parts = (name: string): unknown[] => {
      const part = all[name];
      return part === undefined ? [] : Array.isArray(part) ? part : [part];
    };
    const numbers = (name: string) => parts(name).map(Number);
    const days = parts('BYDAY').map((day) => readByDay(String(day)));
    if (days.includes(undefined) || counted.some((name) => numbers(name).some((one) => !Number.isInteger(one)))) {
      return undefined;
    }
    // The library takes 0 for 1.
    const interval = Number(/(?:^|;)INTERVAL=([^;]*)/i.exec(raw)?.[1] ?? 1);
    const count = rule.count ?? null;
    if (!Number.isInteger(interval) || interval < 1 || interval > 1000 || (count !== null && !(count > 0))) {
      return undefined;
    }
    return {
      frequency: rule.freq as Frequency, // fromString refuses any other
      interval,
      count,
      until: /(?:^|;)UNTIL=([^;]+)/i.exec(raw)?.[1]?.trim() ?? null,
      // The library counts weekdays from Sunday as 1; ISO from Monday.
      weekStart: ((rule.wkst + 5) % 7) + 1,
      byDay: days.filter((day) => day !== undefined),
      byMonth: numbers('BYMONTH'),
      byMonthDay: numbers('BYMONTHDAY'),
      byYearDay: numbers('BYYEARDAY'),
      bySetPos: numbers('BYSETPOS'),
      byWeekNo: numbers('BYWEEKNO'),
      byHour: numbers('BYHOUR'),
      byMinute: numbers('BYMINUTE'),
      bySecond: numbers('BYSECOND'),
    };
  } catch {
    return undefined;
  }
}

const counted = ['BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYSETPOS', 'BYHOUR', 'BYMINUTE', 'BYSECOND', 'BYWEEKNO'];

export type Frequency = 'SECONDLY' | 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
export interface ByDay {
  /** The how manieth of the month or year, from the end when negative; 0: every. */
  readonly nth: number;
  /** ISO, Monday 1. */
  readonly weekday: number;
}
export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: string | null;
  readonly weekStart: number;
  readonly byDay: readonly ByDay[];
  readonly byMonth: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly bySetPos: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly byHour: readonly number[];
  readonly byMinute: readonly number[];
  readonly bySecond: readonly number[];
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function readByDay(text: string): ByDay | undefined {
  const [, nth = '', name = ''] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/i.exec(text) ?? [];
  return name === '' ? undefined : { nth: Number(nth), weekday: weekdays.indexOf(name.toUpperCase()) + 1 };
}
