import type { DayNumber, Minute } from './days.ts';

const MS_A_DAY = 86_400_000;
const MS_A_MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

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
    if (readOffset(wall - offset, zone) === offset) return wall - offset;
  }
  return undefined;
}

/** What the clocks of a zone show at an instant; seconds are dropped. @throws RangeError for an unknown zone */
export function toWall(instant: number, zone: string): Wall {
  const before = offsetOf(instant, zone);
  const wall = instant + (before === offsetOf(instant + MS_A_DAY, zone) ? before : readOffset(instant, zone));
  const day = Math.floor(wall / MS_A_DAY);
  return { day, minute: Math.floor((wall - day * MS_A_DAY) / MS_A_MINUTE) };
}

/**
 * The offset, in minutes, that a zone keeps from two days before a day (by UTC) until three days after it.
 * @returns undefined when its clocks are changed meanwhile
 */
export function steadyOffset(day: DayNumber, zone: string): number | undefined {
  const first = offsetOf((day - 2) * MS_A_DAY, zone);
  for (let at = day - 1; at <= day + 3; at++) if (offsetOf(at * MS_A_DAY, zone) !== first) return undefined;
  return first / MS_A_MINUTE;
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
