import {
  toDayNumber,
  toMinute,
  toWallTime,
  type DayNumber,
  type Minute,
  type Weekday,
} from '@pluriclasse/shared/calendar/days';
import type { Availability, AvailabilityWish, SchoolCalendar } from '@pluriclasse/shared/calendar/model';

/** Minutes of a cell. */
export const step = 30;
const earliest: Minute = 7 * 60;
const latest: Minute = 18 * 60;

/** A week in half hours: by weekday and the cell's first minute. What is missing is "as it comes". */
export type WishCells = ReadonlyMap<string, AvailabilityWish>;

export const cellKey = (weekday: Weekday, minute: Minute): string => `${weekday}:${minute}`;

/** The half hours that a school's day has: some around its bells. */
export function halfHours({ bells }: Pick<SchoolCalendar, 'bells'>, availability: readonly Availability[]): Minute[] {
  const begins = [...bells.flatMap(({ periods }) => periods), ...availability].map(({ start }) => toMinute(start));
  const ends = [...bells.flatMap(({ periods }) => periods), ...availability].map(({ end }) => toMinute(end));
  const first = Math.floor(Math.min(earliest, ...begins) / step) * step;
  const last = Math.ceil(Math.max(latest, ...ends) / step) * step;
  return Array.from({ length: (last - first) / step }, (_, n) => first + n * step);
}

/** Whether a wish holds on a day, or will. */
const holds = ({ from, to }: Availability, day: DayNumber) =>
  (from === null || toDayNumber(from) <= day) && (to === null || day <= toDayNumber(to));

/** Where wishes overlap the graver one is shown. */
const gravity: readonly AvailabilityWish[] = ['gladly', 'rather-not', 'never'];

/** The wishes that hold on a day, as cells; one counts for a cell when it covers its middle. */
export function toCells(availability: readonly Availability[], minutes: readonly Minute[], day: DayNumber): WishCells {
  const cells = new Map<string, AvailabilityWish>();
  for (const wish of gravity) {
    for (const one of availability.filter((all) => all.wish === wish && holds(all, day))) {
      const covered = minutes.filter((minute) => {
        const middle = minute + step / 2;
        return toMinute(one.start) <= middle && middle < toMinute(one.end);
      });
      for (const weekday of one.weekdays) for (const minute of covered) cells.set(cellKey(weekday, minute), wish);
    }
  }
  return cells;
}

/**
 * The wishes that painted cells mean. A weekday that nobody touched keeps what it had, to the minute; wishes of other times
 * of the year stay. What is new holds as long as what was there, if that is one span, else always.
 */
export function fromCells(
  before: readonly Availability[],
  painted: WishCells,
  minutes: readonly Minute[],
  day: DayNumber,
): Availability[] {
  const had = toCells(before, minutes, day);
  const weekdays: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
  const isTouched = (weekday: Weekday) =>
    minutes.some((minute) => had.get(cellKey(weekday, minute)) !== painted.get(cellKey(weekday, minute)));
  const touched = weekdays.filter(isTouched);
  if (touched.length === 0) return [...before];
  const now = before.filter((one) => holds(one, day));
  const spans = new Set(now.map(({ from, to }) => `${from} ${to}`));
  const [first] = now;
  const span = spans.size === 1 && first ? { from: first.from, to: first.to } : { from: null, to: null };
  const kept = before.flatMap((one) => {
    if (!holds(one, day)) return [one];
    const left = one.weekdays.filter((weekday) => !touched.includes(weekday));
    return left.length > 0 ? [{ ...one, weekdays: left }] : [];
  });
  return [
    ...kept,
    ...merged(touched.flatMap((weekday) => runsOf(weekday, painted, minutes))).map((one) => ({ ...one, ...span })),
  ];
}

type Run = Pick<Availability, 'wish' | 'weekdays' | 'start' | 'end'>;

function runsOf(weekday: Weekday, cells: WishCells, minutes: readonly Minute[]): Run[] {
  const runs: Run[] = [];
  for (const minute of minutes) {
    const wish = cells.get(cellKey(weekday, minute));
    const last = runs.at(-1);
    if (wish === undefined) continue;
    if (last && last.wish === wish && toMinute(last.end) === minute) last.end = toWallTime(minute + step);
    else runs.push({ wish, weekdays: [weekday], start: toWallTime(minute), end: toWallTime(minute + step) });
  }
  return runs;
}

/** The same hours of several weekdays are one wish. */
function merged(runs: readonly Run[]): Run[] {
  const found = new Map<string, Run>();
  for (const run of runs) {
    const key = `${run.wish} ${run.start} ${run.end}`;
    const other = found.get(key);
    found.set(key, other ? { ...other, weekdays: [...other.weekdays, ...run.weekdays] } : run);
  }
  return [...found.values()];
}
