import type { CommonPlan, PlannedWish } from '@pluriclasse/shared/api/plans';

/** A plan with its rows put together from all that was told. */
export interface Plan extends Omit<CommonPlan, 'rows'> {
  readonly rows: readonly PlannedWish[];
}

/** What is newer takes the place of what was told before; rows that did not change stay the same ones. */
export function mergePlan(before: Plan | undefined, { rows, names, ...news }: CommonPlan): Plan {
  if (before?.searchId !== news.searchId) return { ...news, rows, names };
  if (rows.length === 0) return { ...news, rows: before.rows, names: before.names };
  const all = new Map(before.rows.map((row) => [row.wishId, row]));
  for (const row of rows) all.set(row.wishId, row);
  return { ...news, rows: [...all.values()], names: { ...before.names, ...names } };
}

/** By how much of the best possible a plan may still be off, from 0 to 1; null while there is none. */
export function gapOf({ value, bound, rows }: Plan): number | null {
  if (rows.length === 0) return null;
  return bound <= 0 ? 0 : Math.max(0, (bound - value) / bound);
}

/** What of a plan one looks at. */
export type Look = 'all' | 'less' | 'none';
export const looks: Record<Look, (row: PlannedWish) => boolean> = {
  all: () => true,
  less: ({ hour, missed }) => hour !== null && missed !== null,
  none: ({ hour }) => hour === null,
};
