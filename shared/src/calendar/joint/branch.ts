import { NONE } from './Choice.ts';
import type { Lists } from './Lists.ts';

/** Values are whole; bounds come from prices and are not: what they lack to the next whole number by less than this. */
export const SLACK = 0.25;

/** Some wishes of a core with some of their options, to be solved for themselves. */
export interface Task {
  /** For each wish its options, in the core's numbers. */
  readonly options: readonly (readonly number[])[];
  readonly value: Float64Array;
  readonly conflicts: Lists;
  /** What an option is worth after prices. */
  readonly net: Float64Array;
  /** Of all cliques that these options can use. */
  readonly prices: number;
  /** All values are multiples of it. */
  readonly grain: number;
}

export interface Outcome {
  /** The option of each wish; undefined when nothing was found that is worth enough. */
  readonly chosen: Int32Array | undefined;
  /** Whether nothing was left untried. */
  readonly proven: boolean;
  readonly nodes: number;
}

/**
 * Branch and bound: the best choice that is worth at least `enough`. Wish by wish, the one with the fewest promising
 * options first; given up where prices say that nothing good enough can come.
 *
 * @param limit looks at no more than so many nodes
 */
export function branch(task: Task, enough: number, limit: number): Outcome {
  const search = new Search(task, enough, limit);
  search.go(0, 0, task.prices);
  return { chosen: search.found, proven: search.nodes < limit, nodes: search.nodes };
}

class Search {
  found: Int32Array | undefined;
  nodes = 0;
  readonly #task: Task;
  readonly #limit: number;
  #enough: number;
  readonly #wishes: number;
  /** Options by wish, the best net worth first. */
  readonly #first: Int32Array;
  readonly #option: number[] = [];
  readonly #net: Float64Array;
  readonly #value: Float64Array;
  readonly #words: number;
  /** For each option the options that it leaves possible, as bits. */
  readonly #leaves: Int32Array;
  /** What is still possible, for each depth. */
  readonly #possible: Int32Array;
  readonly #decided: Uint8Array;
  readonly #chosen: Int32Array;

  constructor(task: Task, enough: number, limit: number) {
    this.#task = task;
    this.#enough = enough;
    this.#limit = limit;
    this.#wishes = task.options.length;
    this.#first = new Int32Array(this.#wishes + 1);
    task.options.forEach((options, wish) => {
      this.#option.push(...options.toSorted((a, b) => task.net[b]! - task.net[a]! || a - b));
      this.#first[wish + 1] = this.#option.length;
    });
    const count = this.#option.length;
    this.#net = new Float64Array(this.#option.map((option) => task.net[option]!));
    this.#value = new Float64Array(this.#option.map((option) => task.value[option]!));
    this.#words = (count + 31) >> 5;
    this.#leaves = this.#noteConflicts();
    this.#possible = new Int32Array((this.#wishes + 1) * this.#words).fill(-1, 0, this.#words);
    this.#decided = new Uint8Array(this.#wishes);
    this.#chosen = new Int32Array(this.#wishes).fill(NONE);
  }

  /** @param bound what can be reached at most, were it not for wishes that are undecided. */
  go(depth: number, value: number, bound: number): void {
    if (this.nodes >= this.#limit) return;
    this.nodes++;
    if (depth === this.#wishes) {
      if (value < this.#enough) return;
      this.#enough = value + this.#task.grain;
      this.found = this.#chosen.map((at) => (at === NONE ? NONE : this.#option[at]!));
      return;
    }
    const wish = this.#pick(depth, bound);
    if (wish === undefined) return;
    const rest = bound + this.#rest(depth, wish);
    this.#decided[wish] = 1;
    const row = depth * this.#words;
    for (let at = this.#first[wish]!; at < this.#first[wish + 1]!; at++) {
      const net = this.#net[at]!;
      if (rest + net < this.#enough - SLACK) break;
      if ((this.#possible[row + (at >> 5)]! & (1 << (at & 31))) === 0) continue;
      for (let word = 0; word < this.#words; word++) {
        this.#possible[row + this.#words + word] = this.#possible[row + word]! & this.#leaves[at * this.#words + word]!;
      }
      this.#chosen[wish] = at;
      this.go(depth + 1, value + this.#value[at]!, bound + net);
    }
    this.#chosen[wish] = NONE;
    if (rest >= this.#enough - SLACK) {
      this.#possible.copyWithin(row + this.#words, row, row + this.#words);
      this.go(depth + 1, value, bound);
    }
    this.#decided[wish] = 0;
  }

  /** The undecided wish with the fewest options that are still worth a try; none when no choice can be good enough. */
  #pick(depth: number, bound: number): number | undefined {
    const row = depth * this.#words;
    const all = bound + this.#rest(depth, NONE);
    if (all < this.#enough - SLACK) return undefined;
    let fewest = Infinity;
    let picked: number | undefined;
    for (let wish = 0; wish < this.#wishes && fewest > 1; wish++) {
      if (this.#decided[wish] === 1) continue;
      let count = 0;
      let best = 0;
      for (let at = this.#first[wish]!; at < this.#first[wish + 1]! && count < fewest; at++) {
        const net = this.#net[at]!;
        if ((this.#possible[row + (at >> 5)]! & (1 << (at & 31))) === 0) continue;
        if (count === 0) best = Math.max(0, net);
        if (all - best + net < this.#enough - SLACK) break;
        count++;
      }
      if (all - best >= this.#enough - SLACK) count++;
      if (count < fewest) {
        fewest = count;
        picked = wish;
      }
    }
    return picked;
  }

  /** What undecided wishes could gain at most, but for one of them. */
  #rest(depth: number, but: number): number {
    const row = depth * this.#words;
    let sum = 0;
    for (let wish = 0; wish < this.#wishes; wish++) {
      if (wish === but || this.#decided[wish] === 1) continue;
      for (let at = this.#first[wish]!; at < this.#first[wish + 1]!; at++) {
        const net = this.#net[at]!;
        if (net <= 0) break;
        if ((this.#possible[row + (at >> 5)]! & (1 << (at & 31))) === 0) continue;
        sum += net;
        break;
      }
    }
    return sum;
  }

  #noteConflicts(): Int32Array {
    const count = this.#option.length;
    const { start, items } = this.#task.conflicts;
    const place = new Map(this.#option.map((option, at) => [option, at]));
    const leaves = new Int32Array(count * this.#words).fill(-1);
    this.#option.forEach((option, at) => {
      for (let k = start[option]!; k < start[option + 1]!; k++) {
        const other = place.get(items[k]!);
        if (other !== undefined) leaves[at * this.#words + (other >> 5)]! &= ~(1 << (other & 31));
      }
    });
    return leaves;
  }
}
