import { optionCountOf, wishCountOf, type Core } from './Core.ts';
import type { Lists } from './Lists.ts';

/**
 * Takes from `stays` the options that can be left out without loss: those for which their wish has one worth as much
 * that conflicts with nothing else than they do. What is chosen is exchanged for what makes it needless.
 */
export function reduce(core: Core, stays: Uint8Array): void {
  const { first, chosen, conflicts } = core;
  const seen = new Int32Array(optionCountOf(core));
  // What leaves takes conflicts with it, by which others may leave: a few rounds bring nearly all of it.
  for (let round = 0, left = true; left && round < 4; round++) {
    left = false;
    seen.fill(-1);
    for (let wish = 0; wish < wishCountOf(core); wish++) {
      for (let option = first[wish + 1]! - 1; option > first[wish]!; option--) {
        if (stays[option] === 0) continue;
        const better = findBetter(conflicts, option, first[wish]!, stays, seen);
        if (better === undefined) continue;
        stays[option] = 0;
        left = true;
        if (chosen[wish] === option) chosen[wish] = better;
      }
    }
  }
}

/** Options of a wish stand in order of value, so that only those before can be as good. */
function findBetter(
  { start, items }: Lists,
  option: number,
  from: number,
  stays: Uint8Array,
  seen: Int32Array,
): number | undefined {
  for (let at = start[option]!; at < start[option + 1]!; at++) seen[items[at]!] = option;
  nextOne: for (let one = from; one < option; one++) {
    if (stays[one] === 0) continue;
    for (let at = start[one]!; at < start[one + 1]!; at++) {
      const other = items[at]!;
      if (stays[other] === 1 && seen[other] !== option) continue nextOne;
    }
    return one;
  }
  return undefined;
}
