import type { BellSchedule } from '@pluriclasse/shared/calendar/model';
import { createHash } from 'node:crypto';
import type { DraftClosure, DraftEntry } from '../../timetables/timetables.service.ts';

type Known = { readonly from: string | null; readonly to: string | null };
type Both<Row> = { readonly before: Row | null; readonly after: Row | null };

/** What is made before the timetable refers to it. Its id is decided when it is first thought of. */
export interface NewClass {
  readonly id: string;
  readonly name: string;
  readonly grades: readonly number[];
}
export interface NewRoom {
  readonly id: string;
  readonly name: string;
}

/** One thing that comes, goes or changes, as rows; what undoes an import is the list of what it did. */
export type Step =
  | ({ readonly of: 'closure' } & Both<DraftClosure>)
  | ({ readonly of: 'entry' } & Both<DraftEntry>)
  | ({ readonly of: 'bells' } & Both<BellSchedule>)
  | ({ readonly of: 'known' } & Both<Known>)
  | ({ readonly of: 'class' } & Both<NewClass>)
  | ({ readonly of: 'room' } & Both<NewRoom>);
export type PlannedStep = Step & { readonly key: string; readonly leftOut: boolean };

export interface Made {
  readonly steps: readonly Step[];
}

/** A step by what it comes to, whatever ids its new rows get: so that a person's choice holds when it is planned again. */
export function stepKey({ of, before, after }: Step): string {
  const content = JSON.stringify([of, before, withoutId(after)], inOrder);
  return createHash('sha256').update(content).digest('base64url').slice(0, 20);
}

/** A plan by its steps: another when one more, one less or another is to be done. */
export function planKey(steps: readonly PlannedStep[]): string {
  const content = JSON.stringify(steps.map(({ key, leftOut }) => [key, leftOut]));
  return createHash('sha256').update(content).digest('base64url').slice(0, 20);
}

/** What was stored comes back with its properties in another order. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

function withoutId(row: object | null): object | null {
  if (row === null) return null;
  const ids = ['closureId', 'entryId', 'bellScheduleId', 'id'];
  return Object.fromEntries(Object.entries(row).filter(([name]) => !ids.includes(name)));
}

/**
 * An id made of what it is for: the same dry run, looked at twice, gives the same rows, and what refers to a class that
 * is yet to be made keeps its meaning.
 */
export function steadyId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  // Version 8: of our own making (RFC 9562 §5.8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
