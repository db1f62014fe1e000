import type { ProblemCode } from '@pluriclasse/shared/api/importProblems';
import type { DayNumber, Minute } from '@pluriclasse/shared/calendar/days';
import { instantOf, isUnreadable, readEventTime, wallIn, type EventTime } from './eventTime.ts';
import { expandRule, type Budget } from './expandRule.ts';
import { NamedTimes, type CalendarEvent } from './readEvent.ts';

/** One date of an event, by the school's clocks. */
export interface Occurrence {
  readonly day: DayNumber;
  /** Whole days that it takes; 1 for a lesson. */
  readonly days: number;
  /** Null: whole days. */
  readonly hours: { readonly start: Minute; readonly end: Minute } | null;
  readonly title: string;
  readonly place: string;
}
export interface Occurrences {
  readonly list: readonly Occurrence[];
  /** Whether it lies wholly before or after the days that are worked out. */
  readonly outside: boolean;
  /** Whether it goes on after them. */
  readonly endless: boolean;
  readonly problems: readonly { level: 'lose' | 'note'; code: ProblemCode; count: number }[];
}
interface Options {
  readonly timeZone: string;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly budget: Budget;
}

const MINUTES_A_DAY = 1440;
const MS_A_MINUTE = 60_000;
const LONGEST_DAYS = 370;

/** The dates of an event: of its rule, its extra dates, without those that are left out or that another event replaces. */
export function occurrencesOf(event: CalendarEvent, replacements: Replacements, options: Options): Occurrences {
  const problems: Occurrences['problems'][number][] = [];
  const told = (level: 'lose' | 'note', code: ProblemCode, count = 1) => void problems.push({ level, code, count });
  const nothing = { list: [], outside: false, endless: false, problems };
  if (event.cancelled) {
    told('note', 'cancelled');
    return nothing;
  }
  const days = wholeDaysOf(event, options.timeZone);
  if (days > LONGEST_DAYS || (days === 0 && event.length > MINUTES_A_DAY - 1)) {
    told('lose', 'too_long');
    return nothing;
  }
  const { start } = event;
  const expansion = expand(event, options);
  if (expansion === undefined) {
    told('lose', options.budget.left < 0 ? 'too_many' : 'rule_unreadable');
    return nothing;
  }
  if (!expansion.matched) told('note', 'rule_never');
  const replaced = event.replaces === null && event.uid !== null ? (replacements.get(event.uid) ?? []) : [];
  const left = new NamedTimes([...event.except, ...replaced]);
  const list: Occurrence[] = [];
  let [outside, skipped] = [false, 0];
  const starts = [...expansion.days.map((day) => ({ ...start, day, length: event.length })), ...event.extra];
  for (const { day, minute, zone, length } of starts) {
    const instant = minute === null ? undefined : instantOf({ day, minute, zone });
    if (minute !== null && instant === undefined) {
      skipped++;
      continue;
    }
    if (left.has(day, instant)) continue;
    if (--options.budget.dates < 0) break;
    const occurrence = placed({ ...event, length }, day, days, instant, options.timeZone);
    if (occurrence.day + occurrence.days - 1 < options.from || occurrence.day > options.to) outside = true;
    else list.push(occurrence);
  }
  if (options.budget.dates < 0) told('lose', 'too_many');
  if (skipped > 0) told('note', 'hour_skipped', skipped);
  return { list, outside: outside && list.length === 0, endless: expansion.endless, problems };
}

/** By UID, which occurrences of a series other events stand for, read or not. */
export type Replacements = ReadonlyMap<string, readonly EventTime[]>;

function expand(event: CalendarEvent, { from, to, budget }: Options) {
  const { start, rule } = event;
  if (rule === null) return { days: [start.day], endless: false, matched: true };
  const until =
    rule.until === null ? null : readEventTime(rule.until, {}, { floating: start.zone, definitions: new Map() });
  if (until !== null && isUnreadable(until)) {
    // The year 9999 is how some programs write `for ever`.
    if (until.problem !== 'outside_span') return undefined;
    return expandRule(rule, start.day, { from, to, isPast: () => false }, budget);
  }
  const isPast = (day: DayNumber) => until !== null && isAfter(start, day, until);
  // A day more on both sides: by the school's clocks it may be another day.
  return expandRule(rule, start.day, { from: from - 2, to: to + 2, isPast }, budget);
}

/** Whether the occurrence on a day begins after UNTIL: by instants where UNTIL has an hour, else by days. */
function isAfter(start: EventTime, day: DayNumber, until: EventTime): boolean {
  if (until.minute === null || start.minute === null) return day > until.day;
  const ends = instantOf({ ...until, minute: until.minute });
  const begins = instantOf({ ...start, day, minute: start.minute });
  return begins !== undefined && ends !== undefined ? begins > ends : day > until.day;
}

/** How many whole days it takes, from midnight to midnight by its own clocks or the school's; 0 for hours of a day. */
function wholeDaysOf({ start, length }: CalendarEvent, timeZone: string): number {
  if (start.minute === null) return Math.round(length / MINUTES_A_DAY);
  const begins = instantOf({ ...start, minute: start.minute });
  if (begins === undefined || length < MINUTES_A_DAY - 60) return 0;
  const zone = start.zone.kind === 'iana' ? start.zone.zone : 'Etc/UTC';
  for (const clocks of [timeZone, zone]) {
    const [first, last] = [wallIn(begins, clocks), wallIn(begins + length * MS_A_MINUTE, clocks)];
    if (first.minute === 0 && last.minute === 0) return last.day - first.day;
  }
  return 0;
}

function placed(
  { title, place, length, start }: CalendarEvent,
  day: DayNumber,
  days: number,
  instant: number | undefined,
  timeZone: string,
): Occurrence {
  if (instant === undefined) return { day, days, hours: null, title, place };
  const wall = wallIn(instant, timeZone);
  if (days > 0)
    return { day: wall.minute === 0 || start.zone.kind === 'fixed' ? wall.day : day, days, hours: null, title, place };
  const ends = wallIn(instant + length * MS_A_MINUTE, timeZone);
  const end = (ends.day - wall.day) * MINUTES_A_DAY + ends.minute;
  return { day: wall.day, days: 1, hours: { start: wall.minute, end }, title, place };
}
