import { AppError } from '@pluriclasse/shared/errors';
import { touchedBy } from './draft.ts';
import type { StepRow } from './timetables.repository.ts';

/** A step that came with rows of its own elsewhere, which its own page takes back with it. */
const IMPORT = 'import';
/** Steps that follow from something else: what follows a feed or an undone import would only be torn from it. */
const FOLLOWING: ReadonlySet<string> = new Set(['import-undone', 'feed']);

/**
 * Which step is taken back: the last that one may, or a certain one. Steps can be passed over only when what they
 * touched is left alone: so are those that follow a feed.
 * @param steps the last first
 * @throws AppError `conflict` with reason `nothing`, `changed_since`, or `import_step` for an import
 */
export function chooseStep(
  steps: readonly StepRow[],
  wanted: number | undefined,
  may: (step: StepRow) => boolean,
): StepRow {
  const later = new Set<string>();
  for (const step of steps) {
    const touched = touchedBy(step.inverse);
    const free = ![...touched].some((one) => later.has(one));
    if (wanted === undefined ? free && !FOLLOWING.has(step.label) && may(step) : step.revision === wanted) {
      if (step.label === IMPORT) throw new AppError('conflict', 'Imports undo it', { reason: 'import_step' });
      if (free) return step;
      throw new AppError('conflict', 'What it touched has changed since', { reason: 'changed_since' });
    }
    for (const one of touched) later.add(one);
  }
  throw new AppError('conflict', 'There is nothing to take back', { reason: 'nothing' });
}
