import type { SchedulePattern } from '../answer.ts';
import { describePattern, evaluateSpec } from '../describe.ts';
import type { PatternSpec } from '../patterns.ts';
import type { SchoolYear } from '../SchoolYear.ts';
import type { Wish } from '../wish.ts';
import { WishTime } from '../WishTime.ts';

/** One pattern of a wish, written out as `findHours` would, whatever better ones there are. */
export function evaluatePattern(
  years: readonly SchoolYear[],
  wish: Wish,
  spec: PatternSpec,
  options: { readonly now: number },
): SchedulePattern {
  const time = new WishTime(years, wish, options);
  return describePattern(time, evaluateSpec(time, spec));
}
