import type { WishOption } from '../findOptions.ts';
import { commonHours } from './Holders.ts';

/**
 * Options of a wish that are at other hours than those that were refused: one that shares more than half of its lessons
 * with a refused one is no other hour, whoever leads it, wherever it is, however few minutes later.
 */
export function otherHours(options: readonly WishOption[], refused: readonly string[]): WishOption[] {
  const against = options.filter(({ optionId }) => refused.includes(optionId));
  return options.filter((option) => !against.some((other) => isSame(option, other)));
}

function isSame(a: WishOption, b: WishOption): boolean {
  const [few, many] = a.lessons <= b.lessons ? [a, b] : [b, a];
  return commonHours(lessonsOf(few), lessonsOf(many)).length * 2 > few.lessons;
}

/** A class is claimed for its lessons alone, without the time to set up. */
const lessonsOf = ({ claims }: WishOption) => claims.find(({ kind }) => kind === 'class')?.hours ?? [];
