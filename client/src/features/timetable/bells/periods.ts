import { toMinute, toWallTime, type Minute } from '@pluriclasse/shared/calendar/days';
import type { Period } from '@pluriclasse/shared/calendar/model';

/** Lengths of an hour that schools have, in minutes. */
export const lengths = [45, 50, 55, 60] as const;
/** When a first hour begins, unless somebody says otherwise. */
const firstStart: Minute = 8 * 60;
const midnight: Minute = 24 * 60;
/** What the model takes. */
const most = 24;

/** Fields that were emptied are no hours yet. */
const isTyped = ({ start, end }: Period): boolean => start !== '' && end !== '';

export const minutesOf = ({ start, end }: Period): number => toMinute(end) - toMinute(start);

/** Minutes between two hours that follow each other. */
export const breakBetween = (one: Period, next: Period): number => toMinute(next.start) - toMinute(one.end);

/** The length that most hours have; 60 minutes without any. */
export function usualLength(periods: readonly Period[]): number {
  const counts = new Map<number, number>();
  for (const period of periods.filter(isTyped)) counts.set(minutesOf(period), (counts.get(minutesOf(period)) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [60, 0] as const)[0];
}

/** Adds an hour after the last one, as long as hours usually are. Unchanged when the day is over. */
export function addPeriod(periods: readonly Period[], minutes = usualLength(periods)): readonly Period[] {
  const last = periods.at(-1);
  const start = last ? toMinute(last.end) : firstStart;
  if (!periods.every(isTyped) || start + minutes > midnight || periods.length >= most) return periods;
  const number = last ? last.number + 1 : 1;
  return [...periods, { number, start: toWallTime(start), end: toWallTime(start + minutes) }];
}

/** Lays a day anew with hours of one length: it begins when it did, and keeps its breaks. */
export function withLength(periods: readonly Period[], minutes: number): readonly Period[] {
  const laid: Period[] = [];
  if (!periods.every(isTyped)) return periods;
  for (const [at, period] of periods.entries()) {
    const [before, last] = [periods[at - 1], laid.at(-1)];
    const start = before && last ? toMinute(last.end) + breakBetween(before, period) : toMinute(period.start);
    if (start + minutes > midnight) return periods;
    laid.push({ number: period.number, start: toWallTime(start), end: toWallTime(start + minutes) });
  }
  return laid;
}

/** Makes the break after an hour longer or shorter: what comes later moves along. */
export function withBreak(periods: readonly Period[], after: number, minutes: number): readonly Period[] {
  const [one, next] = [periods[after], periods[after + 1]];
  if (!one || !next || !periods.every(isTyped)) return periods;
  const by = minutes - breakBetween(one, next);
  const later = periods.slice(after + 1).map(({ number, start, end }) => ({
    number,
    start: toMinute(start) + by,
    end: toMinute(end) + by,
  }));
  if (minutes < 0 || later.some(({ end }) => end > midnight)) return periods;
  return [
    ...periods.slice(0, after + 1),
    ...later.map(({ number, start, end }) => ({ number, start: toWallTime(start), end: toWallTime(end) })),
  ];
}

export type PeriodFault = 'empty' | 'backwards' | 'overlap' | 'number';

/** What is wrong with an hour, by its place; the server would refuse such bells. */
export function faultsOf(periods: readonly Period[]): ReadonlyMap<number, PeriodFault> {
  const faults = new Map<number, PeriodFault>();
  for (const [at, period] of periods.entries()) {
    const before = periods[at - 1];
    const twice = periods.some((other, n) => n < at && other.number === period.number);
    if (!isTyped(period)) faults.set(at, 'empty');
    else if (minutesOf(period) <= 0) faults.set(at, 'backwards');
    else if (before && breakBetween(before, period) < 0) faults.set(at, 'overlap');
    else if (twice || !Number.isInteger(period.number) || period.number < 0 || period.number > 40)
      faults.set(at, 'number');
  }
  return faults;
}
