import * as z from 'zod/mini';

/** A day without a zone, as `2026-11-24`; years 1970 to 2199. */
export const IsoDay = z.string().check(
  z.regex(/^(19[7-9]\d|2[01]\d\d)-\d\d-\d\d$/),
  z.refine((text) => isDay(text), 'no such day'),
);
export type IsoDay = z.infer<typeof IsoDay>;

/** What a clock on the wall shows, `00:00` to `24:00` (the end of a day). */
export const WallTime = z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/));
export type WallTime = z.infer<typeof WallTime>;

/** ISO 8601: Monday is 1, Sunday 7. */
export const Weekday = z.int().check(z.gte(1), z.lte(7));
export type Weekday = z.infer<typeof Weekday>;

/** Days since 1970-01-01 of the Gregorian calendar: what dates are computed with. No zone, no clock. */
export type DayNumber = number;
/** Minutes since midnight on the wall, 0 to 1440. */
export type Minute = number;

const MS_A_DAY = 86_400_000;
const EPOCH_WEEKDAY = 4; // 1970-01-01 was a Thursday

/** Reads a day, known to be one: `IsoDay` has parsed it. NaN for what is none. */
export const toDayNumber = (day: string): DayNumber => Math.round(Date.parse(`${day}T00:00:00Z`) / MS_A_DAY);

/** Writes a day number as `2026-11-24`. */
export const toIsoDay = (day: DayNumber): IsoDay => new Date(day * MS_A_DAY).toISOString().slice(0, 10);

/** ISO weekday, Monday 1 to Sunday 7. */
export const weekdayOf = (day: DayNumber): Weekday => ((((day + EPOCH_WEEKDAY - 1) % 7) + 7) % 7) + 1;

/** The Monday of the day's week. */
export const mondayOf = (day: DayNumber): DayNumber => day - weekdayOf(day) + 1;

/** Reads `10:25` as minutes since midnight. */
export const toMinute = (time: string): Minute => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Writes minutes since midnight as `10:25`. */
export const toWallTime = (minute: Minute): WallTime =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Whether a text that looks like a day is one: 2026-02-30 is not. */
function isDay(text: string): boolean {
  const day = toDayNumber(text);
  return !Number.isNaN(day) && toIsoDay(day) === text;
}
