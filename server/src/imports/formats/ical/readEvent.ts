import type { ProblemCode } from '@pluriclasse/shared/api/importProblems';
import type { DayNumber } from '@pluriclasse/shared/calendar/days';
import type { Component } from './components.ts';
import { instantOf, isUnreadable, readDuration, readEventTime, type Clocks, type EventTime } from './eventTime.ts';
import { readProperty, readRule, type Property, type Rule } from './properties.ts';

/** An event of a calendar, with what matters of it to a school. */
export interface CalendarEvent {
  readonly line: number;
  readonly uid: string | null;
  readonly sequence: number;
  readonly title: string;
  readonly place: string;
  readonly description: string;
  readonly start: EventTime;
  /** Minutes; whole days for events of whole days. */
  readonly length: number;
  readonly rule: Rule | null;
  /** RDATE, with the length of a period where it is one. */
  readonly extra: readonly (EventTime & { readonly length: number })[];
  readonly except: readonly EventTime[];
  /** Which occurrence of its series it stands for. */
  readonly replaces: EventTime | null;
  readonly cancelled: boolean;
}
export interface EventProblem {
  readonly problem: ProblemCode;
  readonly line: number;
  readonly text: string;
  readonly uid: string | null;
  /** An occurrence that can't be read takes the place of the one in its series all the same. */
  readonly replaces: EventTime | null;
}

const MINUTES_A_DAY = 1440;
const MOST_DATES = 2000;

/** Reads an event whole, or says why not: the first thing in it that would make its hour or day doubtful. */
export function readEvent(component: Component, clocks: Clocks): CalendarEvent | EventProblem {
  const properties = component.lines.map((line) => ({ line, property: readProperty(line) }));
  const of = (name: string): Property | undefined =>
    properties.find(({ property }) => property?.name === name)?.property;
  const all = (name: string) => properties.flatMap(({ property }) => (property?.name === name ? [property] : []));
  const uid = of('UID')?.text.trim() || null;
  const title = of('SUMMARY')?.text ?? '';
  const moved = of('RECURRENCE-ID');
  const replaced = moved && readTime(moved, clocks);
  const replaces = replaced === undefined || isUnreadable(replaced) ? null : replaced;
  const fail = (problem: ProblemCode, at?: Property): EventProblem => {
    const text = at ? [title, at.line.text].filter(Boolean).join(' · ') : title || component.name;
    return { problem, line: at?.line.line ?? component.line, text, uid, replaces };
  };

  const begins = of('DTSTART');
  if (begins === undefined) {
    const broken = properties.find(({ property, line }) => property === undefined && /^DTSTART/i.test(line.text));
    return broken ? { ...fail('unreadable_line'), line: broken.line.line, text: broken.line.text } : fail('no_start');
  }
  const start = readTime(begins, clocks);
  if (isUnreadable(start)) return fail(start.problem, begins);
  if (replaced && isUnreadable(replaced)) return fail(replaced.problem, moved);
  const length = lengthOf(start, of('DTEND'), of('DURATION'), clocks);
  if (typeof length !== 'number') return fail(length.problem, length.at ?? begins);
  const rules = all('RRULE');
  const rule = rules[0] ? readRule(rules[0].raw) : null;
  if (rule === undefined || rules.length > 1 || all('EXRULE').length > 0) return fail('rule_unreadable', rules[0]);
  if (rule && ['SECONDLY', 'MINUTELY', 'HOURLY'].includes(rule.frequency)) return fail('rule_too_frequent', rules[0]);
  if (rule && !atOwnHour(rule, start)) return fail('rule_unreadable', rules[0]);
  const extra = timesOf(all('RDATE'), length, clocks);
  const except = timesOf(all('EXDATE'), length, clocks);
  const wrong = [extra, except].find(isWrong);
  if (wrong) return fail(wrong.problem, wrong.at);
  return {
    line: component.line,
    uid,
    sequence: Number(of('SEQUENCE')?.raw) || 0,
    title,
    place: of('LOCATION')?.text ?? '',
    description: of('DESCRIPTION')?.text ?? '',
    start,
    length,
    rule,
    extra: isWrong(extra) ? [] : extra,
    except: isWrong(except) ? [] : except,
    replaces,
    cancelled: of('STATUS')?.text.trim().toUpperCase() === 'CANCELLED',
  };
}

interface Wrong {
  readonly problem: ProblemCode;
  readonly at?: Property | undefined;
}
const isWrong = (value: object): value is Wrong => 'problem' in value;

const readTime = ({ raw, params }: Property, clocks: Clocks) => readEventTime(raw, params, clocks);

/** A rule may repeat the hour of the start, as some programs do, but not add others. */
function atOwnHour({ byHour, byMinute, bySecond }: Rule, { minute }: EventTime): boolean {
  const is = (values: readonly number[], own: number) =>
    values.length === 0 || (values.length === 1 && values[0] === own);
  if (minute === null) return byHour.length + byMinute.length + bySecond.length === 0;
  return is(byHour, Math.floor(minute / 60)) && is(byMinute, minute % 60) && bySecond.length <= 1;
}

function lengthOf(
  start: EventTime,
  end: Property | undefined,
  duration: Property | undefined,
  clocks: Clocks,
): number | Wrong {
  if (end) {
    const ends = readTime(end, clocks);
    if (isUnreadable(ends)) return { problem: ends.problem, at: end };
    const length = minutesBetween(start, ends);
    // A day that ends on itself is meant as one day, although DTEND is the day after (RFC 5545 §3.6.1).
    if (start.minute === null && length === 0) return MINUTES_A_DAY;
    if (length === undefined) return { problem: 'bad_time', at: end };
    return length > 0 ? length : { problem: 'ends_before_start', at: end };
  }
  if (duration) {
    const length = readDuration(duration.raw);
    if (length === undefined)
      return { problem: /P\d{5,}|P[1-9]\d\d\d/.test(duration.raw) ? 'too_long' : 'bad_time', at: duration };
    return length > 0 ? length : { problem: 'ends_before_start', at: duration };
  }
  return start.minute === null ? MINUTES_A_DAY : { problem: 'ends_before_start' };
}

/** Undefined when one is a day and the other an hour, or an hour is skipped by the clocks. */
function minutesBetween(start: EventTime, end: EventTime): number | undefined {
  if (start.minute === null || end.minute === null) {
    return start.minute === end.minute ? (end.day - start.day) * MINUTES_A_DAY : undefined;
  }
  const [begins, ends] = [instantOf({ ...start, minute: start.minute }), instantOf({ ...end, minute: end.minute })];
  return begins === undefined || ends === undefined ? undefined : Math.round((ends - begins) / 60_000);
}

function timesOf(
  properties: readonly Property[],
  usual: number,
  clocks: Clocks,
): (EventTime & { length: number })[] | Wrong {
  const times: (EventTime & { length: number })[] = [];
  for (const property of properties) {
    for (const value of property.raw.split(',')) {
      const [raw = '', until] = value.split('/').map((part) => part.trim());
      if (raw === '') continue;
      const time = readEventTime(raw, property.params, clocks);
      if (isUnreadable(time)) return { problem: time.problem, at: property };
      const length = until === undefined ? usual : periodLength(time, until, property, clocks);
      if (length === undefined || length <= 0) return { problem: 'bad_time', at: property };
      if (times.length < MOST_DATES) times.push({ ...time, length });
    }
  }
  return times;
}

/** A period ends at a time or after a duration. */
function periodLength(start: EventTime, until: string, { params }: Property, clocks: Clocks): number | undefined {
  if (until.startsWith('P')) return readDuration(until);
  const end = readEventTime(until, params, clocks);
  return isUnreadable(end) ? undefined : minutesBetween(start, end);
}

/** Times that EXDATE or RECURRENCE-ID name: their instants, or their days where only those are said. */
export class NamedTimes {
  readonly #days = new Set<DayNumber>();
  readonly #allDays = new Set<DayNumber>();
  readonly #instants = new Set<number>();

  constructor(times: readonly EventTime[]) {
    for (const { day, minute, zone } of times) {
      this.#allDays.add(day);
      const instant = minute === null ? undefined : instantOf({ day, minute, zone });
      if (instant === undefined) this.#days.add(day);
      else this.#instants.add(instant);
    }
  }

  /** @param instant undefined for whole days, of which any time on the day is meant */
  has(day: DayNumber, instant: number | undefined): boolean {
    if (instant === undefined) return this.#allDays.has(day);
    return this.#days.has(day) || this.#instants.has(instant);
  }
}
