import type { Cliques } from './cliques.ts';
import { optionCountOf, wishCountOf, type Core } from './Core.ts';

/** How much of its last direction a step keeps: it damps the zigzag of subgradients. */
const MOMENTUM = 0.7;
/** Steps without a better bound before they get shorter. */
const PATIENCE = 8;

/**
 * The upper bound: a price for each clique (Lagrange multipliers of "at most one"), so that each wish takes alone what
 * is worth most after its prices. Whatever the prices, all prices together and what wishes gain at them exceed every
 * choice. Prices rise where too many want the same, fall where nobody does (subgradient steps of Polyak's length).
 */
export class Prices {
  readonly core: Core;
  readonly cliques: Cliques;
  /** The lowest bound so far. */
  bound = Infinity;
  /** Prices that gave it. */
  readonly best: Float64Array;
  readonly #price: Float64Array;
  readonly #direction: Float64Array;
  /** Of each option after prices, at present. */
  readonly #net: Float64Array;
  readonly #wanted: Int32Array;
  #pace = 1.5;
  #stalled = 0;

  constructor(core: Core, cliques: Cliques) {
    this.core = core;
    this.cliques = cliques;
    const sets = cliques.members.start.length - 1;
    this.best = new Float64Array(sets);
    this.#price = new Float64Array(sets);
    this.#direction = new Float64Array(sets);
    this.#wanted = new Int32Array(sets);
    this.#net = core.value.slice();
  }

  /** One step towards a lower bound. @param value of the best choice known: nothing below it is aimed at */
  step(value: number): void {
    const bound = this.#look();
    if (bound < this.bound - 1e-4 * (this.bound - value) || this.bound === Infinity) this.#stalled = 0;
    else if (++this.#stalled > PATIENCE) {
      this.#pace *= 0.6;
      this.#stalled = 0;
    }
    if (bound < this.bound) {
      this.bound = bound;
      this.best.set(this.#price);
    }
    this.#move(bound - value);
  }

  /** The bound without any prices: each wish gets its best. */
  get priceless(): number {
    const { first, value } = this.core;
    let sum = 0;
    for (let wish = 0; wish < wishCountOf(this.core); wish++)
      sum += first[wish] === first[wish + 1] ? 0 : value[first[wish]!]!;
    return sum;
  }

  /** Whether steps are too short by now to change much. */
  get isSpent(): boolean {
    return this.#pace < 0.01;
  }

  /** What each option is worth after the best prices, computed anew: errors of many small steps don't add up in it. */
  net(): Float64Array {
    const { of } = this.cliques;
    const net = this.core.value.slice();
    for (let option = 0; option < net.length; option++) {
      for (let at = of.start[option]!; at < of.start[option + 1]!; at++) net[option]! -= this.best[of.items[at]!]!;
    }
    return net;
  }

  /** The bound at the present prices; notes how many want each clique. */
  #look(): number {
    const { first } = this.core;
    const { of } = this.cliques;
    this.#wanted.fill(0);
    let bound = 0;
    for (const price of this.#price) bound += price;
    for (let wish = 0; wish < wishCountOf(this.core); wish++) {
      let most = 0;
      let taken = -1;
      for (let option = first[wish]!; option < first[wish + 1]!; option++) {
        if (this.#net[option]! <= most) continue;
        most = this.#net[option]!;
        taken = option;
      }
      bound += most;
      if (taken === -1) continue;
      for (let at = of.start[taken]!; at < of.start[taken + 1]!; at++) this.#wanted[of.items[at]!]!++;
    }
    return bound;
  }

  #move(gap: number): void {
    const { members } = this.cliques;
    let norm = 0;
    for (let set = 0; set < this.#price.length; set++) {
      let direction = this.#wanted[set]! - 1 + MOMENTUM * this.#direction[set]!;
      if (direction < 0 && this.#price[set] === 0) direction = 0;
      this.#direction[set] = direction;
      norm += direction * direction;
    }
    if (norm === 0) return;
    const length = (this.#pace * Math.max(gap, optionCountOf(this.core) * 1e-3)) / norm;
    for (let set = 0; set < this.#price.length; set++) {
      if (this.#direction[set] === 0) continue;
      const before = this.#price[set]!;
      const price = Math.max(0, before + length * this.#direction[set]!);
      this.#price[set] = price;
      for (let at = members.start[set]!; at < members.start[set + 1]!; at++) {
        this.#net[members.items[at]!]! -= price - before;
      }
    }
  }
}
