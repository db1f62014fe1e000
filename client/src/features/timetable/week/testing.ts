import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import type { Ground, View } from './entries.ts';

/** An entry for tests: class `a`, Monday's first hour, every week, always. */
export const entry = (part: Partial<TimetableEntry> = {}): TimetableEntry => ({
  entryId: 'e1',
  classGroupIds: ['a'],
  subject: 'Maths',
  staffIds: ['rossi'],
  roomId: null,
  weekday: 1,
  period: 1,
  weeks: [],
  from: null,
  to: null,
  ...part,
});

/** 2026-11-23, a school with weeks A and B whose classes a and b have rooms of their own. */
export const ground: Ground = {
  day: 20_780,
  weekNames: ['A', 'B'],
  span: { from: '2026-09-14', to: '2027-06-10' },
  homes: new Map([
    ['a', 'room-a'],
    ['b', 'room-b'],
  ]),
};

export const classA: View = { kind: 'class', id: 'a' };
export const monday1 = { weekday: 1, period: 1 };

/** Ids that tests can name: n1, n2, … */
export function counter(): () => string {
  let count = 0;
  return () => `n${(count += 1)}`;
}

/** Entries as one reads them: `a Maths rossi Mon1 A`. */
export const words = (entries: readonly TimetableEntry[]): string[] =>
  entries.map(
    ({ entryId, classGroupIds, subject, staffIds, weekday, period, weeks }) =>
      `${entryId}: ${classGroupIds.join('+')} ${subject} ${staffIds.join('+')} ${weekday}/${period}${weeks.length > 0 ? ` ${weeks.join()}` : ''}`,
  );
