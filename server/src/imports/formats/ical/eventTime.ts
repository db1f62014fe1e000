import { IsoDay, toDayNumber, type DayNumber, type Minute } from '@pluriclasse/shared/calendar/days';
import { toInstant, toWall, type Wall } from '@pluriclasse/shared/calendar/zones';
import type { ProblemCode } from '@pluriclasse/shared/api/importProblems';
import type { Property } from './properties.ts';
import { resolveZone, type Zone, type ZoneDefinition } from './zones/resolveZone.ts';

const MS_A_MINUTE = 60_000;
const MINUTES_A_DAY = 1440;

/** A day, or a day and minute by the clocks of a zone. Seconds are dropped. */
export interface EventTime {
  readonly day: DayNumber;
  /** Null: the whole day. */
  readonly minute: Minute | null;
  readonly zone: Zone;
}
export interface Unreadable {
  readonly problem: ProblemCode;
}
/** Whose clocks a time without a zone means, and what the file says of its zones. */
export interface Clocks {
  readonly floating: Zone;
  readonly definitions: ReadonlyMap<string, ZoneDefinition>;
}

export const isUnreadable = (value: object): value is Unreadable => 'problem' in value;

const shape = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?(Z?))?$/;

/** Reads one value of DTSTART, EXDATE and the like, strictly: an offset that is overlooked would shift the hour. */
export function readEventTime(raw: string, params: Property['params'], clocks: Clocks): EventTime | Unreadable {
  const [, year, month, date, hour, minute, utc] = shape.exec(raw) ?? [];
  const day = IsoDay.safeParse(`${year}-${month}-${date}`);
  if (year !== undefined && Number(year) > 2199) return { problem: 'outside_span' };
  if (!day.success) return { problem: hour === undefined ? 'bad_day' : 'bad_time' };
  const dayNumber = toDayNumber(day.data);
  if (hour === undefined) return { day: dayNumber, minute: null, zone: clocks.floating };
  if (Number(hour) > 23 || Number(minute) > 59) return { problem: 'bad_time' };
  const zone = zoneOf(utc === 'Z', params['tzid'], clocks);
  if (zone.kind === 'refused') return { problem: zone.code };
  return { day: dayNumber, minute: Number(hour) * 60 + Number(minute), zone };
}

function zoneOf(utc: boolean, tzid: string | undefined, { floating, definitions }: Clocks) {
  if (utc) return { kind: 'fixed', minutes: 0 } as const;
  return tzid === undefined || tzid.trim() === '' ? floating : resolveZone(tzid, definitions);
}

/** Milliseconds since 1970; undefined for an hour that the clocks skip. Of an hour that comes twice, the first. */
export function instantOf({ day, minute, zone }: { day: DayNumber; minute: Minute; zone: Zone }): number | undefined {
  if (zone.kind === 'iana') return toInstant(day, minute, zone.zone);
  return (day * MINUTES_A_DAY + minute - zone.minutes) * MS_A_MINUTE;
}

const QUARTER = 15 * MS_A_MINUTE;
const MOST_KEPT = 50_000;
const offsets = new Map<string, Map<number, number>>();

/**
 * What the clocks of an IANA zone show then. Asking the runtime is slow, and clocks change at full quarters only: its
 * answer is kept for the quarter of an hour.
 */
export function wallIn(instant: number, zone: string): Wall {
  const quarter = Math.floor(instant / QUARTER);
  let ofZone = offsets.get(zone);
  if (ofZone === undefined || ofZone.size > MOST_KEPT) offsets.set(zone, (ofZone = new Map<number, number>()));
  let ahead = ofZone.get(quarter);
  if (ahead === undefined) {
    const { day, minute } = toWall(instant, zone);
    ahead = day * MINUTES_A_DAY + minute - Math.floor(instant / MS_A_MINUTE);
    ofZone.set(quarter, ahead);
  }
  const wall = Math.floor(instant / MS_A_MINUTE) + ahead;
  const day = Math.floor(wall / MINUTES_A_DAY);
  return { day, minute: wall - day * MINUTES_A_DAY };
}

/** Minutes of `PT50M`, `P1D`, `P2W`; undefined for what is none, negative or longer than a year. */
export function readDuration(raw: string): number | undefined {
  const [whole, , weeks, days, hours, minutes] =
    /^(\+?)P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,8}S)?)?$/.exec(raw) ?? [];
  if (whole === undefined) return undefined;
  const all =
    (Number(weeks ?? 0) * 7 + Number(days ?? 0)) * MINUTES_A_DAY + Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return all <= 366 * MINUTES_A_DAY ? all : undefined;
}
