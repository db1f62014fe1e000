import { AppError } from '@pluriclasse/shared/errors';
import { touchedBy } from './draft.ts';
import type { StepRow } from './timetables.repository.ts';

/**
 * Which step is taken back: the last that one may, or a certain one. Steps can be passed over only when what they
 * touched is left alone.
 * @param steps the last first
 * @throws AppError `conflict` with reason `nothing` or `changed_since`
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
    if (wanted === undefined ? free && may(step) : step.revision === wanted) {
      if (free) return step;
      throw new AppError('conflict', 'What it touched has changed since', { reason: 'changed_since' });
    }
    for (const one of touched) later.add(one);
  }
  throw new AppError('conflict', 'There is nothing to take back', { reason: 'nothing' });
}
