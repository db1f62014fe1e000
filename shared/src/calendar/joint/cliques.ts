import { optionCountOf, type Core } from './Core.ts';
import { groupBy, Numbers, type Lists } from './Lists.ts';

/** Sets of options of which at most one can be chosen, and for each option the sets that it is in. */
export interface Cliques {
  readonly members: Lists;
  readonly of: Lists;
}

/**
 * Sets that together name every conflict, each as large as it can be: the larger they are, the tighter is the bound that
 * they give. Grown from a pair that is in none yet by the most valuable option that excludes all so far, be it by a
 * resource or because it is of the same wish.
 */
export function findCliques(core: Core): Cliques {
  const { conflicts, wishOf, first, value } = core;
  const options = optionCountOf(core);
  const start = new Numbers();
  const items = new Numbers(1 << 14);
  start.push(0);
  const rival = new Int32Array(options).fill(-1);
  /** Count of the last set that touched a pair's first option, by its second. */
  const together = new Int32Array(options).fill(-1);
  const setsOf: number[][] = Array.from({ length: options }, () => []);
  let turn = 0;

  const markRivals = (option: number): number => {
    const mark = turn++;
    for (let at = conflicts.start[option]!; at < conflicts.start[option + 1]!; at++) rival[conflicts.items[at]!] = mark;
    const wish = wishOf[option]!;
    rival.fill(mark, first[wish], first[wish + 1]);
    return mark;
  };
  const rivalsOf = (option: number): number[] => {
    const wish = wishOf[option]!;
    const rivals: number[] = [];
    for (let one = first[wish]!; one < first[wish + 1]!; one++) if (one !== option) rivals.push(one);
    for (let at = conflicts.start[option]!; at < conflicts.start[option + 1]!; at++) rivals.push(conflicts.items[at]!);
    return rivals;
  };

  for (let one = 0; one < options; one++) {
    if (conflicts.start[one] === conflicts.start[one + 1]) continue;
    let rivals: readonly number[] | undefined;
    const note = (set: number) => {
      for (let at = start.values[set]!; at < start.values[set + 1]!; at++) together[items.values[at]!] = one;
    };
    setsOf[one]!.forEach(note);
    for (let at = conflicts.start[one]!; at < conflicts.start[one + 1]!; at++) {
      const other = conflicts.items[at]!;
      if (other < one || together[other] === one) continue;
      rivals ??= rivalsOf(one).toSorted((a, b) => value[b]! - value[a]! || a - b);
      const members = [one, other];
      let mark = markRivals(other);
      let able = rivals.filter((option) => option !== other && rival[option] === mark);
      for (let next = able[0]; next !== undefined; next = able[0]) {
        members.push(next);
        mark = markRivals(next);
        able = able.filter((option) => option !== next && rival[option] === mark);
      }
      const set = start.length - 1;
      for (const member of members) {
        items.push(member);
        setsOf[member]!.push(set);
      }
      start.push(items.length);
      note(set);
    }
  }
  const members = { start: start.toArray(), items: items.toArray() };
  const setOf = new Int32Array(members.items.length);
  for (let set = 0; set + 1 < members.start.length; set++) {
    setOf.fill(set, members.start[set], members.start[set + 1]);
  }
  return { members, of: groupBy(members.items, setOf, setOf.length, options) };
}
