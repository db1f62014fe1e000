import { FoldedHours } from './foldHours.ts';
import { Numbers } from './Lists.ts';
import type { Hours, JointOption, JointProblem } from './problem.ts';

/** Values are summed in these, as whole numbers. */
export const UNITS = 1_000_000;

/**
 * A problem with numbers for names, made ready to be solved. Options are numbered wish by wish, each wish's best first;
 * those worth nothing are left out.
 */
export interface Packing {
  readonly problem: JointProblem;
  readonly wishCount: number;
  readonly optionCount: number;
  /** A wish's options are `first[wish]` to `first[wish + 1]`. */
  readonly first: Int32Array;
  readonly wishOf: Int32Array;
  /** Where an option stands in its wish in the problem. */
  readonly placeOf: Int32Array;
  /** In millionths, whole. */
  readonly value: Float64Array;
  readonly claims: ClaimTable;
}

/** What options claim: option `n` has the claims `start[n]` to `start[n + 1]`. */
export interface ClaimTable {
  readonly folded: FoldedHours;
  readonly resources: readonly string[];
  readonly start: Int32Array;
  readonly resource: Int32Array;
  /** Of the folded hours. */
  readonly part: Int32Array;
}

export function pack(problem: JointProblem): Packing {
  const wishCount = problem.wishes.length;
  const first = new Int32Array(wishCount + 1);
  const options: JointOption[] = [];
  const wishOf = new Numbers();
  const placeOf = new Numbers();
  problem.wishes.forEach((wish, number) => {
    const places = wish.options.map((_, place) => place).filter((place) => toUnits(wish.options[place]!.value) > 0);
    places.sort((a, b) => wish.options[b]!.value - wish.options[a]!.value || a - b);
    for (const place of places) {
      options.push(wish.options[place]!);
      wishOf.push(number);
      placeOf.push(place);
    }
    first[number + 1] = options.length;
  });
  return {
    problem,
    wishCount,
    optionCount: options.length,
    first,
    wishOf: wishOf.toArray(),
    placeOf: placeOf.toArray(),
    value: new Float64Array(options.map(({ value }) => toUnits(value))),
    claims: tabulate(options),
  };
}

const toUnits = (value: number): number => Math.round(value * UNITS);

function tabulate(options: readonly JointOption[]): ClaimTable {
  let [first, last] = [Infinity, -Infinity];
  for (const { claims } of options) {
    for (const { hours } of claims) {
      if (hours.length === 0) continue;
      first = Math.min(first, hours[0]!);
      last = Math.max(last, hours[hours.length - 1]!);
    }
  }
  const folded = first < last ? new FoldedHours(first, last) : new FoldedHours(0, 0);
  const ids = new Map<string, number>();
  const start = new Int32Array(options.length + 1);
  const [resource, part] = [new Numbers(1 << 16), new Numbers(1 << 16)];
  const from: number[] = [];
  const to: number[] = [];
  for (let number = 0; number < options.length; number++) {
    const { claims } = options[number]!;
    for (let claim = 0; claim < claims.length; claim++) {
      const { resource: name, hours } = claims[claim]!;
      let id = ids.get(name);
      if (id === undefined) ids.set(name, (id = ids.size));
      let known = 0;
      while (known < claim && !areSame(claims[known]!.hours, hours)) known++;
      from[claim] = known < claim ? from[known]! : folded.fold(hours);
      to[claim] = known < claim ? to[known]! : folded.start.length;
      for (let at = from[claim]!; at < to[claim]!; at++) {
        resource.push(id);
        part.push(at);
      }
    }
    start[number + 1] = part.length;
  }
  return { folded, resources: [...ids.keys()], start, resource: resource.toArray(), part: part.toArray() };
}

/** Teachers and rooms of one option mostly have the same hours: it is cheaper to see that than to fold them again. */
function areSame(one: Hours, other: Hours): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
