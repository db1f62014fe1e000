import { NONE, type Choice } from './Choice.ts';
import { findConflicts, sortByResource } from './conflicts.ts';
import { split, toCore } from './Core.ts';
import { open, pushOut, resume } from './opening.ts';
import { pack, UNITS, type Packing } from './pack.ts';
import { Piece } from './Piece.ts';
import type { JointPlan, JointProblem } from './problem.ts';
import { seededRandom } from './random.ts';
import { reduce } from './reduce.ts';

export interface SolveOptions {
  /** The same seed gives the same plans, one after the other. */
  readonly seed: number;
  /** Gives up after so many steps; 3,000 unless told. Most steps take some milliseconds. */
  readonly maxSteps?: number;
  /** A choice to begin with, say of the plan before a change. What of it is not possible any more is left out. */
  readonly start?: readonly (string | null)[];
}

/**
 * Solves a joint problem, better and better: yields a plan after every step, none worth less than the one before, with a
 * bound that never rises. It may be left after any of them. Ends when the plan is known to be the best, or after
 * `maxSteps`.
 *
 * A first good plan comes of looking at claims only where something is chosen. Then all conflicts are found, options that
 * others make needless are left out, and the pieces into which the problem falls are bounded by prices, bettered and
 * where possible solved for good. Counts steps, never reads a clock: the same everywhere.
 */
export function* solveJointly(problem: JointProblem, options: SolveOptions): Generator<JointPlan, void> {
  const packing = pack(problem);
  const maxSteps = options.maxSteps ?? 3_000;
  const progress = new Progress(packing);
  const choice = options.start === undefined ? open(packing) : resume(packing, options.start);
  yield progress.note(choice.value, bestOfAll(packing), choice.of);
  for (let better = true; better && !progress.isBest && progress.steps < maxSteps;) {
    better = pushOut(choice);
    yield progress.note(choice.value, Infinity, choice.of);
  }
  if (progress.isBest || progress.steps >= maxSteps) return;

  const roots = toPieces(packing, choice, seededRandom(options.seed));
  const pending = [...roots];
  while (progress.steps < maxSteps) {
    const value = roots.reduce((sum, piece) => sum + piece.value, 0);
    const bound = roots.reduce((sum, piece) => sum + piece.bound, 0);
    yield progress.note(value, bound, value > progress.value ? gather(packing, roots) : undefined);
    const piece = takeNext(pending);
    if (piece === undefined) return;
    piece.step();
    if (piece.parts !== undefined) pending.push(...piece.parts);
    else pending.push(piece);
  }
}

/** Plans as they are told: no value falls, no bound rises. */
class Progress {
  readonly #packing: Packing;
  steps = 0;
  value = -1;
  #bound = Infinity;
  #chosen: readonly (string | null)[] = [];

  constructor(packing: Packing) {
    this.#packing = packing;
  }

  get isBest(): boolean {
    return this.value >= this.#bound;
  }

  /** @param chosen left out: as before */
  note(value: number, bound: number, chosen: Int32Array | undefined): JointPlan {
    const { problem, placeOf } = this.#packing;
    this.steps++;
    this.#bound = Math.min(this.#bound, bound);
    if (chosen !== undefined && value > this.value) {
      this.value = value;
      this.#chosen = problem.wishes.map(({ options }, wish) => {
        const option = chosen[wish] ?? NONE;
        return option === NONE ? null : options[placeOf[option]!]!.optionId;
      });
    }
    const plan = { value: this.value / UNITS, bound: this.#bound / UNITS, steps: this.steps };
    return { chosen: this.#chosen, ...plan };
  }
}

/** Each wish's best, as if nobody were in its way. */
function bestOfAll({ wishCount, first, value }: Packing): number {
  let sum = 0;
  for (let wish = 0; wish < wishCount; wish++) if (first[wish]! < first[wish + 1]!) sum += value[first[wish]!]!;
  return sum;
}

function toPieces(packing: Packing, choice: Choice, random: () => number): Piece[] {
  const core = toCore(packing, findConflicts(packing, sortByResource(packing)), choice.of);
  const stays = new Uint8Array(packing.optionCount).fill(1);
  reduce(core, stays);
  const grain = greatestDivisor(packing.value);
  return split(core, stays).map((part) => new Piece(part, grain, random));
}

function greatestDivisor(values: Float64Array): number {
  let divisor = 0;
  for (const value of values) {
    let [a, b] = [value, divisor];
    while (b > 0) [a, b] = [b, a % b];
    divisor = a;
  }
  return Math.max(1, divisor);
}

/** The choice of all pieces together, in the packing's numbers. */
function gather({ wishCount }: Packing, roots: readonly Piece[]): Int32Array {
  const chosen = new Int32Array(wishCount).fill(NONE);
  const visit = ({ core, parts }: Piece): void => {
    if (parts !== undefined) return parts.forEach(visit);
    core.chosen.forEach((option, wish) => {
      if (option !== NONE) chosen[core.wish[wish]!] = core.option[option]!;
    });
  };
  roots.forEach(visit);
  return chosen;
}

/** The piece that promises most; undefined when all are solved. */
function takeNext(pieces: Piece[]): Piece | undefined {
  let best: number | undefined;
  let most = -1;
  for (let at = pieces.length - 1; at >= 0; at--) {
    const piece = pieces[at]!;
    if (piece.isDone) {
      pieces.splice(at, 1);
      if (best !== undefined) best--;
      continue;
    }
    const promise = piece.promise;
    if (promise < most) continue;
    most = promise;
    best = at;
  }
  return best === undefined ? undefined : pieces.splice(best, 1)[0];
}
