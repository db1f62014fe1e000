import type { MissedPattern } from '../answer.ts';
import type { Claimed } from '../claims.ts';
import type { WishOptions } from '../findOptions.ts';
import { explain } from './explain.ts';

/** For each wish that a plan gives less than its best: what that would be, and who has its hours; by the wish's id. */
export function whoHas(
  ways: readonly Pick<WishOptions, 'wishId' | 'options' | 'hourOf'>[],
  chosen: readonly (string | null)[],
): Map<string, MissedPattern> {
  const claimed = new Map<string, Claimed>();
  for (const { options } of ways) {
    for (const { claims } of options) {
      for (const { resource, schoolId, kind, id } of claims) claimed.set(resource, { schoolId, kind, id });
    }
  }
  const wayOf = new Map(ways.map((way) => [way.wishId, way]));
  return new Map(
    explain({ wishes: ways }, chosen).map(({ wishId, optionId, lost, takenBy }) => {
      const takers = takenBy.flatMap(({ resource, wishId: by, optionId: theirs, at }) => {
        const what = claimed.get(resource);
        return what === undefined ? [] : [{ wishId: by, patternId: theirs, ...what, at: [...at] }];
      });
      // It was explained out of these very ways.
      const hour = wayOf.get(wishId)!.hourOf(optionId);
      return [wishId, { patternId: optionId, ...hour, lost, takenBy: takers }];
    }),
  );
}
