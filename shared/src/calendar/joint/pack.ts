import { FoldedHours } from './foldHours.ts';
import { Numbers } from './Lists.ts';
import type { JointOption, JointProblem } from './problem.ts';

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

export const toUnits = (value: number): number => Math.round(value * UNITS);

function tabulate(options: readonly JointOption[]): ClaimTable {
  const folded = new FoldedHours(allHours(options));
  const ids = new Map<string, number>();
  const start = new Int32Array(options.length + 1);
  const [resource, part] = [new Numbers(1 << 14), new Numbers(1 << 14)];
  options.forEach(({ claims }, number) => {
    for (const claim of claims) {
      let id = ids.get(claim.resource);
      if (id === undefined) ids.set(claim.resource, (id = ids.size));
      const { from, to } = folded.fold(claim.hours);
      for (let at = from; at < to; at++) {
        resource.push(id);
        part.push(at);
      }
    }
    start[number + 1] = part.length;
  });
  return { folded, resources: [...ids.keys()], start, resource: resource.toArray(), part: part.toArray() };
}

function* allHours(options: readonly JointOption[]) {
  for (const { claims } of options) for (const { hours } of claims) yield hours;
}
