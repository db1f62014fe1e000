import type { PlanTaker } from '@pluriclasse/shared/api/plans';
import { groupBy } from '../../../lib/groupBy.ts';

/** A twinning that has an hour which another would need: on how many dates, and what both need, by school. */
export interface Rival {
  readonly wishId: string;
  readonly dates: number;
  readonly shared: readonly { readonly schoolId: string; readonly what: readonly PlanTaker[] }[];
}

/** Who is in the way of a wish's best hour, most dates first. */
export function rivalsOf(takenBy: readonly PlanTaker[]): Rival[] {
  return [...groupBy(takenBy, ({ wishId }) => wishId)]
    .map(([wishId, takers]) => ({
      wishId,
      // The same dates for class, teacher and room; what only some need comes on fewer.
      dates: Math.max(...takers.map(({ dates }) => dates)),
      shared: [...groupBy(takers, ({ schoolId }) => schoolId)].map(([schoolId, what]) => ({ schoolId, what })),
    }))
    .toSorted((a, b) => b.dates - a.dates);
}
