import { Numbers, type Lists } from './Lists.ts';
import { NONE } from './Choice.ts';
import type { Packing } from './pack.ts';

/** Wishes whose options are still open, with numbers of their own; what is outside can't touch them. */
export interface Core {
  /** In the packing. */
  readonly wish: Int32Array;
  /** In the packing. */
  readonly option: Int32Array;
  /** A wish's options are `first[wish]` to `first[wish + 1]`, the best first. */
  readonly first: Int32Array;
  readonly wishOf: Int32Array;
  readonly value: Float64Array;
  /** Options of other wishes with which an option can't be chosen. */
  readonly conflicts: Lists;
  /** What is chosen at present, in numbers of its own. */
  readonly chosen: Int32Array;
}

export const wishCountOf = ({ wish }: Core): number => wish.length;
export const optionCountOf = ({ option }: Core): number => option.length;

/** The whole of a packing. */
export function toCore(
  { wishCount, optionCount, first, wishOf, value }: Packing,
  conflicts: Lists,
  chosen: Int32Array,
) {
  const numbers = (count: number) => new Int32Array(count).map((_, at) => at);
  const core: Core = {
    wish: numbers(wishCount),
    option: numbers(optionCount),
    first,
    wishOf,
    value,
    conflicts,
    chosen: chosen.slice(),
  };
  return core;
}

/**
 * Parts of a core that can't touch each other, with the options that stay. What is chosen must stay. A part of one wish
 * is as simple as any other.
 */
export function split(core: Core, stays: Uint8Array): Core[] {
  const wishes = wishCountOf(core);
  const root = new Int32Array(wishes).map((_, at) => at);
  const find = (wish: number): number => {
    let at = wish;
    while (root[at] !== at) at = root[at] = root[root[at]!]!;
    return at;
  };
  const { start, items } = core.conflicts;
  for (let option = 0; option < stays.length; option++) {
    if (stays[option] === 0) continue;
    for (let at = start[option]!; at < start[option + 1]!; at++) {
      const other = items[at]!;
      if (stays[other] === 0) continue;
      const [a, b] = [find(core.wishOf[option]!), find(core.wishOf[other]!)];
      if (a !== b) root[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const groups = Map.groupBy(
    new Int32Array(wishes).map((_, at) => at),
    find,
  );
  const local = new Int32Array(stays.length).fill(NONE);
  return [...groups.values()].map((group) => carve(core, group, stays, local));
}

/** @param local numbers in parts, for all parts: no option is in two. */
function carve(core: Core, wishes: readonly number[], stays: Uint8Array, local: Int32Array): Core {
  const kept: number[] = [];
  const first = new Int32Array(wishes.length + 1);
  wishes.forEach((wish, at) => {
    for (let option = core.first[wish]!; option < core.first[wish + 1]!; option++) {
      if (stays[option] === 0) continue;
      local[option] = kept.length;
      kept.push(option);
    }
    first[at + 1] = kept.length;
  });
  const wishOf = new Int32Array(kept.length);
  for (let wish = 0; wish < wishes.length; wish++) wishOf.fill(wish, first[wish], first[wish + 1]);
  const localOf = (option: number) => (option === NONE ? NONE : local[option]!);
  const start = new Int32Array(kept.length + 1);
  const items = new Numbers();
  kept.forEach((option, at) => {
    for (let k = core.conflicts.start[option]!; k < core.conflicts.start[option + 1]!; k++) {
      const other = local[core.conflicts.items[k]!]!;
      if (other !== NONE) items.push(other);
    }
    start[at + 1] = items.length;
  });
  return {
    wish: new Int32Array(wishes.map((wish) => core.wish[wish]!)),
    option: new Int32Array(kept.map((option) => core.option[option]!)),
    first,
    wishOf,
    value: new Float64Array(kept.map((option) => core.value[option]!)),
    conflicts: { start, items: items.toArray() },
    // Who is alone gets the best.
    chosen: new Int32Array(
      wishes.map((wish) => (wishes.length === 1 && kept.length > 0 ? 0 : localOf(core.chosen[wish]!))),
    ),
  };
}

/** Of what is chosen. */
export function valueOf({ chosen, value }: Core): number {
  let sum = 0;
  for (const option of chosen) if (option !== NONE) sum += value[option]!;
  return sum;
}
