import type { DayNumber, Minute } from './days.ts';

const MS_A_DAY = 86_400_000;
const MS_A_MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
const changes = new Map<string, Map<number, number>>();

/** Where a zone's clocks stand at an instant. */
export interface Wall {
  readonly day: DayNumber;
  readonly minute: Minute;
}

/** Whether the runtime knows a zone by that IANA name. */
export function isZone(zone: string): boolean {
  if (formats.has(zone)) return true;
  try {
    // Not kept: names come in as many spellings as somebody cares to send.
    newFormat(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant, in milliseconds since 1970, at which the clocks of a zone show a day and a minute. Of an hour that comes
 * twice the first. Independent of the host's own zone.
 * @returns undefined for an hour that clocks skip that day
 * @throws RangeError for an unknown zone
 */
export function toInstant(day: DayNumber, minute: Minute, zone: string): number | undefined {
  const wall = day * MS_A_DAY + minute * MS_A_MINUTE;
  // West of Greenwich a day ends up to twelve hours after UTC's, so the offset after it is read two days on.
  const before = offsetOf(wall - MS_A_DAY, zone);
  const after = offsetOf(wall + 2 * MS_A_DAY, zone);
  if (before === after) return wall - before;
  // Near a change: only these two offsets can hold; the larger gives the earlier instant.
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (offsetAt(wall - offset, zone) === offset) return wall - offset;
  }
  return undefined;
}

/** What the clocks of a zone show at an instant; seconds are dropped. @throws RangeError for an unknown zone */
export function toWall(instant: number, zone: string): Wall {
  const wall = instant + offsetAt(instant, zone);
  const day = Math.floor(wall / MS_A_DAY);
  return { day, minute: Math.floor((wall - day * MS_A_DAY) / MS_A_MINUTE) };
}

/**
 * The offset, in minutes, that a zone keeps from the day before a day (by UTC) until two days after it: long enough for
 * whatever begins on that day by the clocks of any zone.
 * @returns undefined when its clocks are changed meanwhile
 */
export function steadyOffset(day: DayNumber, zone: string): number | undefined {
  const first = offsetAtDay(day - 1, zone);
  for (let at = day; at <= day + 2; at++) if (offsetAtDay(at, zone) !== first) return undefined;
  return first;
}

/** By how many minutes a zone's clocks are ahead of UTC at the beginning of a day by UTC. */
export const offsetAtDay = (day: DayNumber, zone: string): number => offsetOf(day * MS_A_DAY, zone) / MS_A_MINUTE;

/** The offset at an instant. On the day of a change, of which a day has one, it is found once when that is. */
function offsetAt(instant: number, zone: string): number {
  const day = Math.floor(instant / MS_A_DAY);
  const before = offsetOf(instant, zone);
  const after = offsetOf(instant + MS_A_DAY, zone);
  if (before === after) return before;
  let ofZone = changes.get(zone);
  if (ofZone === undefined) changes.set(zone, (ofZone = new Map<number, number>()));
  let change = ofZone.get(day);
  if (change === undefined) ofZone.set(day, (change = findChange(day * MS_A_DAY, before, zone)));
  return instant < change ? before : after;
}

/** The second of a day at which an offset is no more. */
function findChange(from: number, before: number, zone: string): number {
  let low = from;
  for (let high = from + MS_A_DAY; high - low > 1000;) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (readOffset(middle, zone) === before) low = middle;
    else high = middle;
  }
  return low + 1000;
}

/** The offset at the beginning of an instant's day by UTC. Read once a day and zone, since reading is slow. */
function offsetOf(instant: number, zone: string): number {
  const day = Math.floor(instant / MS_A_DAY);
  let ofZone = offsets.get(zone);
  if (ofZone === undefined) offsets.set(zone, (ofZone = new Map<number, number>()));
  let offset = ofZone.get(day);
  if (offset === undefined) ofZone.set(day, (offset = readOffset(day * MS_A_DAY, zone)));
  return offset;
}

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant. */
function readOffset(instant: number, zone: string): number {
  const parts = format(zone).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(instant / 1000) * 1000;
}

function format(timeZone: string): Intl.DateTimeFormat {
  let known = formats.get(timeZone);
  if (known === undefined) formats.set(timeZone, (known = newFormat(timeZone)));
  return known;
}

const newFormat = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
