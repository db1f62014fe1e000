import { branch, SLACK } from './branch.ts';
import { NONE } from './Choice.ts';
import { findCliques, type Cliques } from './cliques.ts';
import { optionCountOf, split, valueOf, wishCountOf, type Core } from './Core.ts';
import { Neighbourhoods } from './Neighbourhoods.ts';
import { Prices } from './Prices.ts';
import { reduce } from './reduce.ts';

/** Steps of prices in one step of a piece, and at most in a row. */
const PRICE_STEPS = 10;
const PRICE_ROUNDS = 16;
/** Neighbourhoods in one step, and nodes after which it ends. */
const NEIGHBOURHOODS = 8;
const STEP_NODES = 10_000;
/** Nodes of the first try to solve a piece as a whole, and of the last. */
const FIRST_NODES = 5_000;
const LAST_NODES = 60_000;

type Phase = 'prices' | 'better' | 'narrow' | 'whole';

/**
 * A core on its way to be solved: prices bound it, neighbourhoods better it, what can't be part of anything better is
 * left out, and so it falls into smaller pieces or can be solved as a whole.
 */
export class Piece {
  readonly core: Core;
  /** In place of this one, once it fell apart. */
  parts: readonly Piece[] | undefined;
  readonly #grain: number;
  readonly #random: () => number;
  readonly #cliques: Cliques;
  readonly #prices: Prices;
  readonly #neighbourhoods: Neighbourhoods;
  #bound = Infinity;
  #phase: Phase = 'prices';
  #rounds = 0;
  #nodes = FIRST_NODES;
  /** Value with which it began to roam; nothing before. */
  #reached: number | undefined;
  /** How often it has roamed since it got better. */
  #vain = 0;

  constructor(core: Core, grain: number, random: () => number) {
    this.core = core;
    this.#grain = grain;
    this.#random = random;
    this.#cliques = findCliques(core);
    this.#prices = new Prices(core, this.#cliques);
    this.#neighbourhoods = new Neighbourhoods(core, this.#cliques, grain, random);
    this.#noteBound(this.#prices.priceless);
  }

  get value(): number {
    return this.parts?.reduce((sum, part) => sum + part.value, 0) ?? valueOf(this.core);
  }

  get bound(): number {
    const ofParts = this.parts?.reduce((sum, part) => sum + part.bound, 0) ?? Infinity;
    return Math.min(this.#bound, ofParts);
  }

  /** How much there is to win in it, the less the longer it has been tried in vain. */
  get promise(): number {
    return (this.bound - this.value) / (1 + this.#vain);
  }

  /** Whether it is solved, or its parts stand in its place. */
  get isDone(): boolean {
    return this.parts !== undefined || this.#bound === valueOf(this.core);
  }

  /** A small amount of work. */
  step(): void {
    switch (this.#phase) {
      case 'prices':
        return this.#stepPrices();
      case 'better':
        return this.#stepBetter();
      case 'narrow':
        return this.#narrow();
      case 'whole':
        return this.#solveWhole();
    }
  }

  #stepPrices(): void {
    const value = valueOf(this.core);
    for (let step = 0; step < PRICE_STEPS; step++) this.#prices.step(value);
    this.#noteBound(this.#prices.bound);
    if (++this.#rounds % PRICE_ROUNDS !== 0 && !this.#prices.isSpent) return;
    this.#neighbourhoods.begin(this.#prices.best, this.#prices.net(), false);
    this.#phase = 'better';
  }

  #stepBetter(): void {
    let value = valueOf(this.core);
    for (let count = 0, nodes = 0; count < NEIGHBOURHOODS && nodes < STEP_NODES; count++) {
      nodes += this.#neighbourhoods.step();
      if (this.#neighbourhoods.value <= value) continue;
      value = this.#neighbourhoods.value;
      this.core.chosen.set(this.#neighbourhoods.chosen);
    }
    if (!this.#neighbourhoods.isSpent) return;
    if (this.#reached === valueOf(this.core)) this.#roam();
    else this.#phase = 'narrow';
  }

  /** Leaves out what prices say can't be part of anything better. */
  #narrow(): void {
    const { core } = this;
    const net = this.#prices.net();
    const most = new Float64Array(wishCountOf(core));
    net.forEach((one, option) => (most[core.wishOf[option]!] = Math.max(most[core.wishOf[option]!]!, one)));
    const loss = this.#prices.bound - valueOf(core) - this.#grain + SLACK;
    const stays = new Uint8Array(optionCountOf(core));
    net.forEach((one, option) => (stays[option] = most[core.wishOf[option]!]! - one <= loss ? 1 : 0));
    for (const option of core.chosen) if (option !== NONE) stays[option] = 1;
    reduce(core, stays);
    const left = stays.reduce((sum, one) => sum + one, 0);
    if (left > 0.9 * optionCountOf(core)) {
      this.#phase = 'whole';
      return;
    }
    this.parts = split(core, stays).map((part) => new Piece(part, this.#grain, this.#random));
  }

  #solveWhole(): void {
    const { core } = this;
    const value = valueOf(core);
    const prices = this.#prices.best.reduce((sum, price) => sum + price, 0);
    const options = Array.from(core.chosen, (_, wish) =>
      Array.from({ length: core.first[wish + 1]! - core.first[wish]! }, (_none, at) => core.first[wish]! + at),
    );
    const task = { options, value: core.value, conflicts: core.conflicts, net: this.#prices.net(), prices };
    const outcome = branch({ ...task, grain: this.#grain }, value + this.#grain, this.#nodes);
    if (outcome.chosen !== undefined) core.chosen.set(outcome.chosen);
    if (outcome.proven) this.#bound = valueOf(core);
    else if (outcome.chosen !== undefined) this.#phase = 'narrow';
    else if (this.#nodes < LAST_NODES) this.#nodes *= 4;
    else this.#roam();
  }

  /** Once more from where it stands, by chance. */
  #roam(): void {
    const value = valueOf(this.core);
    this.#vain = this.#reached === value ? this.#vain + 1 : 0;
    this.#reached = value;
    this.#phase = 'better';
    this.#neighbourhoods.begin(this.#prices.best, this.#prices.net(), true);
  }

  /** Only multiples of the grain can be reached. */
  #noteBound(bound: number): void {
    const reachable = Math.floor((bound + SLACK) / this.#grain) * this.#grain;
    this.#bound = Math.max(valueOf(this.core), Math.min(this.#bound, reachable));
  }
}
