import {
  Absence,
  Availability,
  BellSchedule,
  Closure,
  TimetableEntry,
  WeekPattern,
  type Period,
} from '@pluriclasse/shared/calendar/model';
import { describe } from '@pluriclasse/shared/calls';
import { AppError } from '@pluriclasse/shared/errors';
import * as z from 'zod/mini';
import type { Delta, Draft, DraftAbsence, DraftAvailability, DraftYear } from './draft.ts';

/** What rows may refer to: what the school has now. */
export interface References {
  readonly classGroupIds: ReadonlySet<string>;
  readonly staffIds: ReadonlySet<string>;
  readonly roomIds: ReadonlySet<string>;
}

/** As many as a search takes (`SchoolCalendar`). */
const MOST = { bells: 60, closures: 1000, entries: 20_000, absences: 400, hours: 100 };

/**
 * Checks what a change puts in, and that the whole still fits together. What lay there before is not looked at again:
 * a teacher who left must not stand in the way of the next change.
 * @throws AppError `bad_request` with a reason
 */
export function checkChange(after: Draft, delta: Delta, known: References): void {
  if (delta.year) checkYear(after);
  if (delta.bells) checkAll(after.bells, MOST.bells, checkBells);
  if (delta.closures) {
    checkAll(after.closures, MOST.closures, () => undefined);
    for (const closure of delta.closures.put) checkClosure(closure, known);
  }
  if (delta.entries) {
    checkAll(after.entries, MOST.entries, () => undefined);
    for (const entry of delta.entries.put) checkEntry(entry, after.year, known);
  }
  for (const one of delta.availability?.put ?? []) checkAvailability(one, known);
  if (delta.absences) checkAbsences(after.absences, delta.absences.put, known);
}

function checkAll<Row>(rows: readonly Row[], most: number, check: (row: Row) => void): void {
  if (rows.length > most) throw refuse('too_many_rows');
  rows.forEach(check);
}

function checkYear({ year, entries }: Draft): void {
  requireForm(z.nullable(WeekPattern), year.weekPattern);
  checkUnique(year.weekdays, 'twice');
  checkDays(year.known);
  const names = year.weekPattern?.names ?? [];
  checkUnique(
    names.map((name) => name.toLowerCase()),
    'week_name_twice',
  );
  if (entries.some(({ weeks }) => weeks.some((week) => !names.includes(week)))) throw refuse('weeks_in_use');
}

function checkBells(bells: BellSchedule): void {
  requireForm(BellSchedule, bells);
  const { periods, weekdays, days, ...validity } = bells;
  checkDays(validity);
  checkUnique(weekdays, 'twice');
  checkUnique(days, 'twice');
  checkUnique(
    periods.map(({ number }) => number),
    'period_twice',
  );
  periods.forEach((period, n) => {
    checkHours(period);
    const before: Period | undefined = periods[n - 1];
    if (before && before.end > period.start) throw refuse('periods_overlap');
  });
}

function checkClosure(closure: Closure, known: References): void {
  requireForm(Closure, closure);
  checkDays(closure);
  if (closure.hours) checkHours(closure.hours);
  checkUnique(closure.classGroupIds, 'twice');
  requireAll(closure.classGroupIds, known.classGroupIds, 'no_such_class');
}

function checkEntry(entry: TimetableEntry, { weekPattern }: DraftYear, known: References): void {
  requireForm(TimetableEntry, entry);
  checkDays(entry);
  for (const ids of [entry.classGroupIds, entry.staffIds, entry.weeks]) checkUnique(ids, 'twice');
  requireAll(entry.classGroupIds, known.classGroupIds, 'no_such_class');
  requireAll(entry.staffIds, known.staffIds, 'no_such_teacher');
  requireAll(entry.roomId === null ? [] : [entry.roomId], known.roomIds, 'no_such_room');
  requireAll(entry.weeks, new Set(weekPattern?.names), 'no_such_week');
}

function checkAvailability({ staffId, hours }: DraftAvailability, known: References): void {
  requireAll([staffId], known.staffIds, 'no_such_teacher');
  if (hours.length > MOST.hours) throw refuse('too_many_rows');
  for (const one of hours) {
    requireForm(Availability, one);
    checkDays(one);
    checkHours(one);
    checkUnique(one.weekdays, 'twice');
  }
}

function checkAbsences(all: readonly DraftAbsence[], put: readonly DraftAbsence[], known: References): void {
  for (const absence of put) {
    requireForm(Absence, absence);
    requireAll([absence.staffId], known.staffIds, 'no_such_teacher');
    checkDays(absence);
    if (absence.hours) checkHours(absence.hours);
    if (all.filter(({ staffId }) => staffId === absence.staffId).length > MOST.absences) throw refuse('too_many_rows');
  }
}

/** Of those who come by HTTP it is known; an import may bring anything. */
function requireForm(schema: z.ZodMiniType, row: unknown): void {
  const parsed = schema.safeParse(row);
  if (!parsed.success) throw new AppError('bad_request', describe(parsed.error), { reason: 'malformed' });
}

/** Days and times of the wall are written so that their texts sort as they do. */
function checkDays({ from, to }: { from: string | null; to: string | null }): void {
  if (from !== null && to !== null && to < from) throw refuse('days_backward');
}

function checkHours({ start, end }: { start: string; end: string }): void {
  if (end <= start) throw refuse('hours_backward');
}

function checkUnique(list: readonly unknown[], reason: string): void {
  if (new Set(list).size !== list.length) throw refuse(reason);
}

function requireAll(ids: readonly string[], known: ReadonlySet<string>, reason: string): void {
  if (!ids.every((id) => known.has(id))) throw refuse(reason);
}

const refuse = (reason: string) => new AppError('bad_request', `Not a timetable: ${reason}`, { reason });
