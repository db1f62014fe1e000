import type { PlannedHour, PlannedWish } from '@pluriclasse/shared/api/plans';
import { toDayNumber, toMinute, weekdayOf, type Minute, type Weekday } from '@pluriclasse/shared/calendar/days';
import { toInstant, toWall } from '@pluriclasse/shared/calendar/zones';

/** One hour of a week, by the clocks that one looks at. */
export interface WeekHour {
  readonly weekday: Weekday;
  readonly start: Minute;
}
export interface WeekCell {
  readonly wishId: string;
  readonly start: Minute;
}
/** A week as a grid: the hours that have anything in them and those between, by day who has what in them. */
export interface WeekGrid {
  readonly weekdays: readonly Weekday[];
  readonly hours: readonly number[];
  readonly at: (weekday: Weekday, hour: number) => readonly WeekCell[];
}

/**
 * When a planned hour is by the clocks of a zone, as of its first lesson: where clocks change on different days it is
 * another later.
 * @param zones of the schools
 */
export function hoursIn(hour: PlannedHour, zone: string, zones: ReadonlyMap<string, string>): WeekHour[] {
  const { local, timeZone } = hour;
  const anchor = local.find(({ schoolId }) => zones.get(schoolId) === timeZone) ?? local[0];
  const own = anchor && zones.get(anchor.schoolId);
  if (anchor === undefined || own === undefined) return [];
  const firsts = new Map(anchor.hours.toReversed().map((one) => [one.weekday, one]));
  return [...firsts.values()].flatMap(({ from, start }) => {
    const instant = toInstant(toDayNumber(from), toMinute(start), own);
    if (instant === undefined) return [];
    const wall = toWall(instant, zone);
    return [{ weekday: weekdayOf(wall.day), start: wall.minute }];
  });
}

/** Who sits where in the week. From Monday to Friday at least. */
export function weekOf(rows: readonly PlannedWish[], zone: string, zones: ReadonlyMap<string, string>): WeekGrid {
  const cells = new Map<string, WeekCell[]>();
  let [first, last, lastDay] = [24, -1, 5];
  for (const { wishId, hour } of rows) {
    for (const { weekday, start } of hour ? hoursIn(hour, zone, zones) : []) {
      const of = Math.floor(start / 60);
      [first, last, lastDay] = [Math.min(first, of), Math.max(last, of), Math.max(lastDay, weekday)];
      const key = `${weekday} ${of}`;
      cells.set(key, [...(cells.get(key) ?? []), { wishId, start }]);
    }
  }
  for (const cell of cells.values()) cell.sort((a, b) => a.start - b.start);
  return {
    weekdays: Array.from({ length: lastDay }, (_, n) => n + 1),
    hours: Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n),
    at: (weekday, hour) => cells.get(`${weekday} ${hour}`) ?? [],
  };
}
