import { mondayOf, toDayNumber, weekdayOf, type DayNumber, type Minute } from '@pluriclasse/shared/calendar/days';
import type { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { toInstant, toWall } from '@pluriclasse/shared/calendar/zones';
import type { CalendarEvent } from './events.ts';

/** Where a lane of a crowded moment lies: the n-th of so many. */
export interface Placed extends CalendarEvent {
  readonly lane: number;
  readonly lanes: number;
}

/** Full hours around all that is drawn; a school morning where nothing is. */
export function spanOf(events: readonly CalendarEvent[]): { from: Minute; to: Minute } {
  const timed = events.filter(({ whole }) => whole !== true);
  const from = Math.min(8 * 60, ...timed.map(({ start }) => start));
  const to = Math.max(13 * 60, ...timed.map(({ end }) => end));
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

/** Events that overlap stand beside each other; a lesson with others lies over what it takes the place of. */
export function inLanes(all: readonly CalendarEvent[]): Placed[] {
  const events = all.filter(({ kind }) => kind !== 'lesson');
  const meetings = all.filter(({ kind }) => kind === 'lesson');
  return [...lanesOfAll(events), ...lanesOfAll(meetings)];
}

function lanesOfAll(events: readonly CalendarEvent[]): Placed[] {
  const placed: Placed[] = [];
  let group: CalendarEvent[] = [];
  let until = -1;
  const flush = () => {
    placed.push(...lanesOf(group));
    group = [];
  };
  for (const event of events) {
    if (event.start >= until) flush();
    group.push(event);
    until = group.length === 1 ? event.end : Math.max(until, event.end);
  }
  flush();
  return placed;
}

function lanesOf(group: readonly CalendarEvent[]): Placed[] {
  const ends: Minute[] = [];
  const lanes = group.map((event) => {
    const free = ends.findIndex((end) => end <= event.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = event.end;
    return lane;
  });
  return group.map((event, n) => ({ ...event, lane: lanes[n] ?? 0, lanes: ends.length }));
}

/** The days of a week on which one of the schools is kept; Monday to Friday at least. */
export function daysOfWeek(monday: DayNumber, years: readonly SchoolYear[]): DayNumber[] {
  const kept = new Set([1, 2, 3, 4, 5, ...years.flatMap(({ school }) => school.weekdays)]);
  return [0, 1, 2, 3, 4, 5, 6].map((n) => monday + n).filter((day) => kept.has(weekdayOf(day)));
}

/** What another school's clocks show when the edge's show this; undefined in an hour that is skipped. */
export function otherClock(day: DayNumber, minute: Minute, edge: string, other: string): Minute | undefined {
  const instant = toInstant(day, minute, edge);
  return instant === undefined ? undefined : toWall(instant, other).minute;
}

/** The first days of the weeks that a month touches, by its first day. */
export function weeksOfMonth(first: DayNumber): DayNumber[] {
  const last = nextMonth(first, 1) - 1;
  const weeks: DayNumber[] = [];
  for (let monday = mondayOf(first); monday <= last; monday += 7) weeks.push(monday);
  return weeks;
}

const dateOf = (day: DayNumber) => new Date(day * 86_400_000);
/** The first day of the month that lies so many months on. */
export function nextMonth(day: DayNumber, months: number): DayNumber {
  const date = dateOf(day);
  return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 86_400_000);
}
/** The first of the September with which a day's school year begins. */
export function schoolYearOf(day: DayNumber): DayNumber {
  const date = dateOf(day);
  const year = date.getUTCFullYear() - (date.getUTCMonth() < 8 ? 1 : 0);
  return toDayNumber(`${year}-09-01`);
}
/** An instant within a day, to be formatted by UTC. */
export const dayInstant = (day: DayNumber): number => day * 86_400_000;
