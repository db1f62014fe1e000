import { branch, type Task } from './branch.ts';
import { NONE } from './Choice.ts';
import type { Cliques } from './cliques.ts';
import { optionCountOf, wishCountOf, type Core } from './Core.ts';

/** Wishes freed together at first, and at most; nodes spent on one neighbourhood. */
const SMALL = 6;
const LARGE = 40;
const NODES = 3_000;
/** Roaming, it frees so many, as chance has it, until a round brings nothing or after so many nodes. */
const ROAMING = [6, 10, 16, 25, 40, 60];
const NODES_EACH = 400;
const ROAMING_NODES = 250_000;
/** How often it makes a wish leave what it has, and what may be lost by it, as a share of that wish's best. */
const KICKS = 0.1;
const LOSS = 0.2;

/**
 * Betters a choice piece by piece: frees some wishes that are in each other's way, and solves these exactly while all
 * others keep what they have. Begins where prices say that most is lost; when a round brings nothing, more are freed at
 * a time.
 */
export class Neighbourhoods {
  readonly core: Core;
  /** What it works on; nothing at first. */
  readonly chosen: Int32Array;
  value = 0;
  readonly #cliques: Cliques;
  readonly #grain: number;
  #price: Float64Array;
  #net: Float64Array;
  /** How many chosen options conflict with each. */
  readonly #against: Int32Array;
  readonly #random: () => number;
  #queue: number[] = [];
  #size = SMALL;
  #large = LARGE;
  #nodes = NODES;
  #left = Infinity;
  /** The most that it has come to since it began. */
  #reached = 0;
  #improved = true;
  #roams = false;
  readonly #seenClique: Int32Array;
  #looks = 0;

  constructor(core: Core, cliques: Cliques, grain: number, random: () => number) {
    this.core = core;
    this.chosen = new Int32Array(wishCountOf(core)).fill(NONE);
    this.#cliques = cliques;
    this.#grain = grain;
    this.#random = random;
    this.#price = new Float64Array(cliques.members.start.length - 1);
    this.#net = core.value;
    this.#against = new Int32Array(optionCountOf(core));
    this.#seenClique = new Int32Array(cliques.members.start.length - 1);
  }

  /** Whether the largest neighbourhoods have brought nothing, or all that may be spent is. */
  get isSpent(): boolean {
    return this.#size > this.#large || this.#left <= 0;
  }

  /**
   * Looks by these prices from now on, and begins with nothing; or with the core's choice, which it leaves for others
   * worth as much or a little less, with neighbourhoods in any order.
   */
  begin(price: Float64Array, net: Float64Array, roams: boolean): void {
    this.#price = price;
    this.#net = net;
    this.#queue = [];
    this.#size = SMALL;
    this.#improved = true;
    this.#against.fill(0);
    this.value = 0;
    this.chosen.fill(NONE);
    this.#roams = roams;
    this.#reached = 0;
    if (!roams) return;
    this.#size = this.#large = ROAMING[Math.floor(this.#random() * ROAMING.length)]!;
    this.#nodes = NODES_EACH * this.#size;
    this.#left = ROAMING_NODES;
    this.core.chosen.forEach((option, wish) => this.#put(wish, option));
    this.#reached = this.value;
  }

  /** Solves one neighbourhood. @returns nodes looked at */
  step(): number {
    const wish = this.#queue.pop();
    if (wish === undefined) {
      if (!this.#improved) this.#size = Math.ceil(this.#size * 1.6);
      this.#improved = false;
      this.#fill();
      return 0;
    }
    const wishes = this.#gather(wish);
    const before = wishes.map((one) => this.chosen[one]!);
    const worth = this.value;
    for (const one of wishes) this.#put(one, NONE);
    // Now and then a wish has to leave what it has, though all lose by it: nothing else leads out of a good plan.
    const kick = this.#roams && this.#random() < KICKS;
    const most = kick ? LOSS * this.#random() * this.core.value[this.core.first[wish]!]! : 0;
    const enough = worth - this.value + (this.#roams ? -most : this.#grain);
    const found = branch(this.#toTask(wishes, kick ? before[0]! : NONE), enough, this.#nodes);
    wishes.forEach((one, at) => this.#put(one, found.chosen?.[at] ?? before[at]!));
    if (this.value > this.#reached) {
      this.#reached = this.value;
      this.#improved = true;
    }
    this.#left -= found.nodes;
    return found.nodes;
  }

  /** Wishes by what they lose against prices, the most last; equals in any order. */
  #fill(): void {
    const { chosen } = this;
    const { first } = this.core;
    const losses: { wish: number; loss: number }[] = [];
    for (let wish = 0; wish < wishCountOf(this.core); wish++) {
      let best = 0;
      for (let option = first[wish]!; option < first[wish + 1]!; option++) best = Math.max(best, this.#net[option]!);
      const loss = best - (chosen[wish] === NONE ? 0 : this.#net[chosen[wish]!]!);
      losses.push({ wish, loss: this.#roams ? this.#random() : loss + this.#random() });
    }
    this.#queue = losses.sort((a, b) => a.loss - b.loss).map(({ wish }) => wish);
  }

  /** A wish, who stands in the way of its best options, who in the way of theirs, and so on. */
  #gather(wish: number): number[] {
    const { chosen } = this;
    const { first, conflicts, wishOf } = this.core;
    const wishes = [wish];
    const known = new Set(wishes);
    for (let at = 0; at < wishes.length && wishes.length < this.#size; at++) {
      const options: number[] = [];
      for (let option = first[wishes[at]!]!; option < first[wishes[at]! + 1]!; option++) options.push(option);
      options.sort((a, b) => this.#net[b]! - this.#net[a]! || a - b);
      for (const option of options.slice(0, this.#roams ? 12 : 6)) {
        if (option === chosen[wishes[at]!] || (this.#roams && this.#random() < 0.5)) continue;
        for (let k = conflicts.start[option]!; k < conflicts.start[option + 1]!; k++) {
          const other = wishOf[conflicts.items[k]!]!;
          if (chosen[other] !== conflicts.items[k] || known.has(other) || wishes.length >= this.#size) continue;
          known.add(other);
          wishes.push(other);
        }
      }
    }
    return wishes;
  }

  /** What these wishes, freed, can have beside all others, but for one option. */
  #toTask(wishes: readonly number[], but: number): Task {
    const { first, value, conflicts } = this.core;
    const { of } = this.#cliques;
    const look = ++this.#looks;
    let prices = 0;
    const options = wishes.map((wish) => {
      const free: number[] = [];
      for (let option = first[wish]!; option < first[wish + 1]!; option++) {
        if (this.#against[option] !== 0 || option === but) continue;
        free.push(option);
        for (let at = of.start[option]!; at < of.start[option + 1]!; at++) {
          const clique = of.items[at]!;
          if (this.#seenClique[clique] === look) continue;
          this.#seenClique[clique] = look;
          prices += this.#price[clique]!;
        }
      }
      return free;
    });
    return { options, value, conflicts, net: this.#net, prices, grain: this.#grain };
  }

  #put(wish: number, option: number): void {
    const had = this.chosen[wish]!;
    this.chosen[wish] = option;
    this.#count(had, -1);
    this.#count(option, 1);
  }

  #count(option: number, by: number): void {
    if (option === NONE) return;
    this.value += by * this.core.value[option]!;
    const { start, items } = this.core.conflicts;
    for (let at = start[option]!; at < start[option + 1]!; at++) this.#against[items[at]!]! += by;
  }
}
