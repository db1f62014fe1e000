import { toDayNumber, toIsoDay, type DayNumber, type IsoDay, type Weekday } from '@pluriclasse/shared/calendar/days';
import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';

/** Whose week is looked at. */
export interface View {
  readonly kind: 'class' | 'staff' | 'room';
  readonly id: string;
}

/** A cell of the weekly grid. */
export interface Spot {
  readonly weekday: Weekday;
  readonly period: number;
}

/** First and last day, both included; null: open. */
export interface Span {
  readonly from: IsoDay | null;
  readonly to: IsoDay | null;
}

/** What painting has to know of the school. */
export interface Ground {
  /** The day whose weekly hours are shown. */
  readonly day: DayNumber;
  /** Names of the week pattern; empty without one. */
  readonly weekNames: readonly string[];
  /** How long new hours hold. */
  readonly span: Span;
  /** Where a class always is. */
  readonly homes: ReadonlyMap<string, string | null>;
}

export type Entries = readonly TimetableEntry[];

export const spotKey = ({ weekday, period }: Spot): string => `${weekday}:${period}`;

/** Whether an entry holds on a day, whatever its weekday. */
export const holdsOn = ({ from, to }: Span, day: DayNumber): boolean =>
  (from === null || toDayNumber(from) <= day) && (to === null || day <= toDayNumber(to));

const startOf = ({ from }: Span): number => (from === null ? -Infinity : toDayNumber(from));
const endOf = ({ to }: Span): number => (to === null ? Infinity : toDayNumber(to));

export const spansMeet = (a: Span, b: Span): boolean => startOf(a) <= endOf(b) && startOf(b) <= endOf(a);

/** Whether two lists of week names have a week in common; empty means every week. */
export const weeksMeet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((name) => b.includes(name));

/** The weeks of `a` that are not in `b`, in the pattern's order. Empty lists mean every week; undefined means none left. */
export function weeksWithout(
  a: readonly string[],
  b: readonly string[],
  names: readonly string[],
): string[] | undefined {
  if (b.length === 0) return undefined;
  const left = (a.length === 0 ? names : a).filter((name) => !b.includes(name));
  return left.length === 0 ? undefined : left;
}

/** The room in which an entry takes place: its own, else where its only class always is. */
export function roomOf(entry: TimetableEntry, homes: Ground['homes']): string | null {
  const [only] = entry.classGroupIds;
  return entry.roomId ?? (entry.classGroupIds.length === 1 && only !== undefined ? (homes.get(only) ?? null) : null);
}

export function isIn(entry: TimetableEntry, view: View, homes: Ground['homes']): boolean {
  switch (view.kind) {
    case 'class':
      return entry.classGroupIds.includes(view.id);
    case 'staff':
      return entry.staffIds.includes(view.id);
    case 'room':
      return roomOf(entry, homes) === view.id;
  }
}

export const isAt = (entry: TimetableEntry, spot: Spot): boolean =>
  entry.weekday === spot.weekday && entry.period === spot.period;

/** What a view shows in a cell, in the order of the weeks. */
export function entriesAt(entries: Entries, view: View, spot: Spot, ground: Ground): TimetableEntry[] {
  const turn = ({ weeks }: TimetableEntry) => (weeks[0] === undefined ? -1 : ground.weekNames.indexOf(weeks[0]));
  return entries
    .filter((entry) => isAt(entry, spot) && holdsOn(entry, ground.day) && isIn(entry, view, ground.homes))
    .toSorted((a, b) => turn(a) - turn(b));
}

/** The part of `span` around the shown day in which the view has nothing else in that cell, before or after. */
export function freeSpan(entries: Entries, view: View, spot: Spot, weeks: readonly string[], ground: Ground): Span {
  let [from, to] = [startOf(ground.span), endOf(ground.span)];
  for (const entry of entries) {
    if (!isAt(entry, spot) || !isIn(entry, view, ground.homes) || !weeksMeet(entry.weeks, weeks)) continue;
    if (endOf(entry) < ground.day) from = Math.max(from, endOf(entry) + 1);
    if (startOf(entry) > ground.day) to = Math.min(to, startOf(entry) - 1);
  }
  return {
    from: from === -Infinity ? null : toIsoDay(from),
    to: to === Infinity ? null : toIsoDay(to),
  };
}
