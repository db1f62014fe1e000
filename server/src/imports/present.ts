import type { EntryWords, Import, ImportBrief, ImportItem } from '@pluriclasse/shared/api/imports';
import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import type { ImportCounts } from '../db/schema/imports.ts';
import type { BriefRow, ImportRow } from './imports.repository.ts';
import { planKey, stepKey, type PlannedStep, type Step } from './plan/Plan.ts';
import type { Sight } from './plan/Sight.ts';

const MOST_PROBLEMS = 500;

export function presentBrief({ author, createdBy, ...row }: BriefRow): ImportBrief {
  return { ...row, createdBy: createdBy && { staffId: createdBy, name: author ?? '' } };
}

/** An import with its steps in words, by the names that there are now. */
export function presentImport(
  { reading: _, made: __, createdBy, ...row }: ImportRow,
  author: string | null,
  seen: Pick<Import, 'offers' | 'problems' | 'dropped' | 'choices'> & {
    readonly steps: readonly PlannedStep[];
    readonly sight: Sight;
  },
): Import {
  const { steps, sight, problems, ...rest } = seen;
  const namer = new Namer(sight, steps);
  return {
    ...row,
    ...rest,
    createdBy: createdBy && { staffId: createdBy, name: author ?? '' },
    items: steps.map((step) => namer.item(step)),
    problems: problems.slice(0, MOST_PROBLEMS),
    revision: sight.revision,
    plan: planKey(steps),
  };
}

export const asPlanned = (steps: readonly Step[]): PlannedStep[] =>
  steps.map((step) => ({ ...step, key: stepKey(step), leftOut: false }));

/** How many things come, change and go; those left out count nowhere. */
export function countSteps(steps: readonly PlannedStep[], same: number, problems: number): ImportCounts {
  const wanted = steps.filter(({ leftOut }) => !leftOut);
  const count = (is: (step: Step) => boolean) => wanted.filter(is).length;
  return {
    add: count(({ before }) => before === null),
    change: count(({ before, after }) => before !== null && after !== null),
    remove: count(({ after }) => after === null),
    same,
    problems,
  };
}

class Namer {
  readonly #names: ReadonlyMap<string, string>;

  constructor({ classes, staff, rooms }: Sight, steps: readonly Step[]) {
    const made = steps.flatMap(({ of, after }) =>
      (of === 'class' || of === 'room') && after ? [[after.id, after.name] as const] : [],
    );
    this.#names = new Map([...made, ...[...classes, ...staff, ...rooms].map(({ id, name }) => [id, name] as const)]);
  }

  item(step: PlannedStep): ImportItem {
    const { key, leftOut } = step;
    switch (step.of) {
      case 'entry':
        return { key, leftOut, of: 'entry', before: this.#entry(step.before), after: this.#entry(step.after) };
      case 'closure':
        return { key, leftOut, of: 'closure', before: step.before, after: step.after };
      case 'bells':
        return { key, leftOut, of: 'bells', before: step.before, after: step.after };
      case 'known':
        return { key, leftOut, of: 'known', before: step.before, after: step.after };
      case 'class':
        return { key, leftOut, of: 'class', before: classWords(step.before), after: classWords(step.after) };
      case 'room':
        return { key, leftOut, of: 'room', before: step.before, after: step.after };
    }
  }

  #entry(entry: TimetableEntry | null): EntryWords | null {
    if (entry === null) return null;
    const { classGroupIds, staffIds, roomId, subject, weekday, period, weeks, from, to } = entry;
    const named = (ids: readonly string[]) => ids.flatMap((id) => this.#names.get(id) ?? []);
    const room = roomId === null ? null : (this.#names.get(roomId) ?? null);
    return { classes: named(classGroupIds), staff: named(staffIds), room, subject, weekday, period, weeks, from, to };
  }
}

const classWords = (row: { name: string; grades: readonly number[] } | null) =>
  row && { name: row.name, grades: [...row.grades] };
