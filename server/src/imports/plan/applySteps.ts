import { AppError } from '@pluriclasse/shared/errors';
import { isDeepStrictEqual } from 'node:util';
import type { Draft, DraftClosure } from '../../timetables/timetables.service.ts';
import type { Step } from './Plan.ts';

type OfRows = Exclude<Step, { of: 'class' | 'room' }>;

/** The timetable after the steps, which were planned on this very one. Classes and rooms are made beside it. */
export function applySteps(draft: Draft, steps: readonly Step[]): Draft {
  return rowSteps(steps).reduce((after, step) => put(after, step), draft);
}

/**
 * The timetable as it would be without the steps. What others did meanwhile stays, as long as it is about other things.
 * @throws AppError `conflict` with reason `import_edited` when what a step brought was changed since
 */
export function undoSteps(draft: Draft, steps: readonly Step[]): Draft {
  return rowSteps(steps).reduceRight((after, step) => {
    requireUntouched(after, step);
    return put(after, { ...step, before: step.after, after: step.before } as OfRows); // a step turned around is of its kind
  }, draft);
}

const rowSteps = (steps: readonly Step[]): OfRows[] =>
  steps.flatMap((step) => (step.of === 'class' || step.of === 'room' ? [] : [step]));

function put(draft: Draft, step: OfRows): Draft {
  switch (step.of) {
    case 'closure':
      return { ...draft, closures: replaced(draft.closures, step, ({ closureId }) => closureId) };
    case 'entry':
      return { ...draft, entries: replaced(draft.entries, step, ({ entryId }) => entryId) };
    case 'bells':
      return { ...draft, bells: replaced(draft.bells, step, ({ bellScheduleId }) => bellScheduleId) };
    case 'known':
      return { ...draft, year: { ...draft.year, known: step.after ?? { from: null, to: null } } };
  }
}

/** In its place, where there is one. */
function replaced<Row>(
  rows: readonly Row[],
  { before, after }: { before: Row | null; after: Row | null },
  idOf: (row: Row) => string,
): Row[] {
  const old = before ?? after;
  const id = old === null ? undefined : idOf(old);
  const found = rows.some((row) => idOf(row) === id);
  if (after === null) return rows.filter((row) => idOf(row) !== id);
  return found ? rows.map((row) => (idOf(row) === id ? after : row)) : [...rows, after];
}

function requireUntouched(draft: Draft, { of, before, after }: OfRows): void {
  const now = current(draft, of, after ?? before);
  // What was taken away since was to go anyway; what was to come back must not be there.
  const fits = after === null || (now === undefined && before === null) || isDeepStrictEqual(bare(now), bare(after));
  if (!fits) throw new AppError('conflict', `The ${of} was changed since`, { reason: 'import_edited' });
}

function current(draft: Draft, of: OfRows['of'], row: object | null): object | undefined {
  if (of === 'known') return draft.year.known;
  const [rows, key] = {
    closure: [draft.closures, 'closureId'] as const,
    entry: [draft.entries, 'entryId'] as const,
    bells: [draft.bells, 'bellScheduleId'] as const,
  }[of];
  const id = (one: object): unknown => (key in one ? Reflect.get(one, key) : undefined);
  const list: readonly object[] = rows;
  return list.find((one) => row !== null && id(one) === id(row));
}

/** Without who vouched: that goes with the closure. */
function bare(row: object | undefined): object | undefined {
  if (row === undefined || !('confirmedBy' in row)) return row;
  const { confirmedBy: _, confirmedAt: __, ...rest } = row as DraftClosure; // only closures are vouched for
  return rest;
}
