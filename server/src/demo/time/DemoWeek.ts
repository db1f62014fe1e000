import { mondayOf, toDayNumber, toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import type { Availability, ClosureKind, WeekPattern } from '@pluriclasse/shared/calendar/model';

/** A school's time in the demo: invented, but for the days that whole countries are off. */
export interface DemoWeek {
  /** Of a school of the network. */
  readonly key: string;
  readonly weekdays: readonly number[];
  readonly weekPattern: (firstDay: DayNumber) => WeekPattern | null;
  readonly bells: readonly DemoBells[];
  readonly classes: readonly DemoGrid[];
  /** Days off in the school year that begins in that autumn. */
  readonly closures: (year: number) => readonly DemoClosure[];
  readonly hours: readonly DemoHours[];
  readonly absences: readonly DemoAbsence[];
}

interface DemoBells {
  readonly name: string;
  readonly weekdays: readonly number[];
  /** `08:00-08:55`, the first hour first. */
  readonly periods: readonly string[];
}
interface DemoGrid {
  /** Of the school. */
  readonly name: string;
  /** Null: where the class always is. */
  readonly room: string | null;
  /**
   * Monday first, each day's hours in order as `Subject XY`, with the initials of who teaches. What takes turns by weeks
   * is written `A Subject XY / B Subject XY`.
   */
  readonly days: readonly (readonly string[])[];
}
export interface DemoClosure {
  readonly kind: ClosureKind;
  readonly name: string;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly hours?: { readonly start: string; readonly end: string };
  /** Names of classes; left out: the whole school. */
  readonly classes?: readonly string[];
  /** Brought by a file, and nobody has vouched for it yet. */
  readonly open?: true;
}
interface DemoHours extends Pick<Availability, 'wish' | 'start' | 'end'> {
  /** Initials. */
  readonly who: string;
  readonly weekdays: readonly number[];
}
interface DemoAbsence {
  readonly who: string;
  /** How many weeks after the demo is first started, and on which weekdays of that week. */
  readonly week: number;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** `on(2026, '12-08')` */
export const on = (year: number, monthAndDay: string): DayNumber => toDayNumber(`${year}-${monthAndDay}`);

export const off = (kind: ClosureKind, name: string, from: DayNumber, to: DayNumber = from): DemoClosure => ({
  kind,
  name,
  from,
  to,
});

/** The first weekday of that number on or after a day. */
export function firstFrom(day: DayNumber, weekday: number): DayNumber {
  const found = mondayOf(day) + weekday - 1;
  return found < day ? found + 7 : found;
}

/** The year in whose autumn the school year of a day began; summer belongs to the coming one. */
export function schoolYearOf(day: DayNumber): number {
  const [year = '', month = ''] = toIsoDay(day).split('-');
  return Number(month) >= 7 ? Number(year) : Number(year) - 1;
}
