import type { PlannedHour, PlannedWish } from '@pluriclasse/shared/api/plans';

/** What another plan does to one wish. */
export interface Change {
  readonly wishId: string;
  readonly from: PlannedHour | null;
  readonly to: PlannedHour | null;
}

/** Wishes that have another hour, teacher or room than before, or none. */
export function changesOf(before: readonly PlannedWish[], after: readonly PlannedWish[]): Change[] {
  const had = new Map(before.map(({ wishId, hour }) => [wishId, hour]));
  return after.flatMap(({ wishId, hour }) => {
    const from = had.get(wishId) ?? null;
    return from?.patternId === hour?.patternId ? [] : [{ wishId, from, to: hour }];
  });
}

/** Lessons of all wishes together. */
export const lessonsOf = (rows: readonly PlannedWish[]): number =>
  rows.reduce((sum, { hour }) => sum + (hour?.lessons ?? 0), 0);
