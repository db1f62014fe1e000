import type { DayNumber, Minute } from './days.ts';
import { offsetAtDay, steadyOffset, toInstant, toWall } from './zones.ts';

const MS_A_MINUTE = 60_000;
const MINUTES_A_DAY = 1440;

/** Where a lesson begins by the clocks of a school. */
export interface LocalStart {
  readonly day: DayNumber;
  readonly minute: Minute;
}

/** Further apart, the days of a pattern by the one's clocks are not those by the other's. */
const NEAR_MINUTES = 360;

/**
 * Zones whose clocks can keep a pattern, one of each behaviour, in the order given. Rome and Bucharest change on the same
 * days, so an hour that keeps by one keeps by the other; Istanbul does not change, so it is worth a try of its own.
 *
 * @param from first and last day of the pattern
 */
export function anchorZones(zones: readonly string[], from: DayNumber, to: DayNumber): string[] {
  const found: string[] = [];
  for (const zone of zones) if (!found.some((known) => isAlike(known, zone, from, to))) found.push(zone);
  return found;
}

function isAlike(one: string, other: string, from: DayNumber, to: DayNumber): boolean {
  if (one === other) return true;
  const apart = offsetAtDay(from - 1, one) - offsetAtDay(from - 1, other);
  if (Math.abs(apart) > NEAR_MINUTES) return false;
  for (let day = from; day <= to + 2; day++) {
    if (offsetAtDay(day, one) - offsetAtDay(day, other) !== apart) return false;
  }
  return true;
}

/** From the clocks of one zone to those of others. */
export class Clocks {
  readonly zone: string;
  readonly #zones: readonly string[];
  /** By day of the zone: its offset, and by how many minutes the others are ahead of it; null near a change. */
  readonly #steady = new Map<DayNumber, { readonly offset: number; readonly ahead: readonly number[] } | null>();

  constructor(zone: string, zones: readonly string[]) {
    this.zone = zone;
    this.#zones = zones;
  }

  /** By how many minutes the others are ahead on a day; null near a change of somebody's clocks. */
  ahead(day: DayNumber): readonly number[] | null {
    return this.#at(day)?.ahead ?? null;
  }

  /** @returns undefined for an hour that clocks skip that day */
  instant(day: DayNumber, minute: Minute): number | undefined {
    const steady = this.#at(day);
    if (steady) return (day * MINUTES_A_DAY + minute - steady.offset) * MS_A_MINUTE;
    return toInstant(day, minute, this.zone);
  }

  #at(day: DayNumber) {
    let known = this.#steady.get(day);
    if (known === undefined) this.#steady.set(day, (known = this.#read(day)));
    return known;
  }

  #read(day: DayNumber) {
    const offset = steadyOffset(day, this.zone);
    const others = this.#zones.map((zone) => steadyOffset(day, zone));
    if (offset === undefined) return null;
    const ahead = others.flatMap((other) => (other === undefined ? [] : [other - offset]));
    return ahead.length === others.length ? { offset, ahead } : null;
  }
}

/**
 * Where a lesson begins by the clocks of a zone.
 * @returns null when these clocks are changed while it lasts: no school keeps such an hour
 */
export function localStart(startsAt: number, minutes: number, zone: string): LocalStart | null {
  const start = toWall(startsAt, zone);
  const end = toWall(startsAt + minutes * MS_A_MINUTE, zone);
  const lasts = (end.day - start.day) * MINUTES_A_DAY + end.minute - start.minute;
  return lasts === minutes ? start : null;
}
