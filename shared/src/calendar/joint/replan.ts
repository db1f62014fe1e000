import { chosenOptions, Holders } from './Holders.ts';
import type { JointOption, JointPlan, JointProblem, JointWish } from './problem.ts';
import { solveJointly } from './solve.ts';

/** What has become of a wish: its options from now on; none: nothing holds for it any more. */
export interface WishChange {
  /** One that the problem does not have yet is added at the end. */
  readonly wishId: string;
  readonly options: readonly JointOption[];
}

export interface Replan {
  /** The problem as it is now. */
  readonly problem: JointProblem;
  readonly plan: JointPlan;
  /** Wishes that were not changed themselves and still got another option, or lost theirs. */
  readonly moved: readonly string[];
}

/**
 * To move a wish that nobody has touched costs as much as this share of what its option is worth: three lessons of
 * thirty. So it is done only where others win more by it.
 */
export const MOVING_COSTS = 0.1;

/** Wishes that are looked at again together, at most: those changed and who is nearest to them. */
const NEAREST = 18;
const STEPS = 120;

/**
 * Plans anew after a change of some wishes, near these only: the changed ones, who is in their way or they in theirs, and
 * who may win by it are solved together while all others keep what they have. Nobody is moved who need not be, by
 * `MOVING_COSTS`.
 *
 * The bound still holds, but is no longer tight where options have come or got better: to tighten it, solve as a whole
 * with the plan as start.
 */
export function replan(problem: JointProblem, plan: JointPlan, changes: readonly WishChange[]): Replan {
  const { wishes, changed, bound } = apply(problem, plan.bound, changes);
  const now: JointProblem = { wishes };
  const held = settle(now, plan.chosen, changed);
  const left = chosenOptions(problem, plan.chosen).filter((option, wish) => option !== undefined && changed.has(wish));
  const near = gather(now, held, changed, left);

  const others = new Holders();
  held.forEach((option, wish) => option && !near.has(wish) && others.hold(wish, option));
  const places = [...near];
  const part: JointProblem = {
    wishes: places.map((place) => {
      const { wishId, options } = wishes[place]!;
      const free = options.filter((option) => others.losers(place, option).size === 0);
      // What is cheaper than to move is worth that much more, instead: the sum differs by a constant.
      const bonus = changed.has(place) ? 0 : MOVING_COSTS * (held[place]?.value ?? 0);
      const keep = held[place]?.optionId;
      return {
        wishId,
        options: free.map((option) => (option.optionId === keep ? { ...option, value: option.value + bonus } : option)),
      };
    }),
  };
  const start = places.map((place) => held[place]?.optionId ?? null);
  const chosen = held.map((option) => option?.optionId ?? null);
  let steps = 0;
  for (const found of solveJointly(part, { seed: 1, maxSteps: STEPS, start })) {
    places.forEach((place, at) => (chosen[place] = found.chosen[at] ?? null));
    steps = found.steps;
  }
  const value = chosenOptions(now, chosen).reduce((sum, option) => sum + (option?.value ?? 0), 0);
  return {
    problem: now,
    plan: { chosen, value, bound: Math.max(bound, value), steps },
    moved: places.flatMap((place, at) =>
      changed.has(place) || chosen[place] === start[at] ? [] : [wishes[place]!.wishId],
    ),
  };
}

function apply(problem: JointProblem, before: number, changes: readonly WishChange[]) {
  const wishes: JointWish[] = [...problem.wishes];
  const changed = new Set<number>();
  let bound = before;
  for (const { wishId, options } of changes) {
    const known = wishes.findIndex((wish) => wish.wishId === wishId);
    const place = known === -1 ? wishes.length : known;
    bound += riseOf(wishes[place]?.options ?? [], options);
    wishes[place] = { wishId, options };
    changed.add(place);
  }
  return { wishes, changed, bound };
}

/** By how much the best of all plans can have got better at most: what goes, or claims the same for less, adds nothing. */
function riseOf(before: readonly JointOption[], after: readonly JointOption[]): number {
  const known = new Map(before.map((option) => [option.optionId, option]));
  return after.reduce((most, option) => {
    const was = known.get(option.optionId);
    const same = was !== undefined && (was.claims === option.claims || areEqual(was.claims, option.claims));
    return Math.max(most, option.value - (same ? Math.max(0, was.value) : 0));
  }, 0);
}

const areEqual = (a: JointOption['claims'], b: JointOption['claims']): boolean =>
  a.length === b.length &&
  a.every(({ resource, hours }, at) => {
    const other = b[at]!;
    if (resource !== other.resource || hours.length !== other.hours.length) return false;
    return hours === other.hours || hours.every((instant, place) => instant === other.hours[place]);
  });

/** What each still has: a changed wish loses an option that is gone or in conflict now. */
function settle(problem: JointProblem, chosen: readonly (string | null)[], changed: ReadonlySet<number>) {
  const held = chosenOptions(problem, chosen);
  const holders = new Holders();
  held.forEach((option, wish) => option && !changed.has(wish) && holders.hold(wish, option));
  for (const wish of changed) {
    const option = held[wish];
    if (option === undefined) continue;
    if (holders.losers(wish, option).size > 0) held[wish] = undefined;
    else holders.hold(wish, option);
  }
  return held;
}

/**
 * The changed wishes, who may want what these had, who is in the way of their options, who may want what they would
 * leave, and so on to the next ones.
 */
function gather(
  { wishes }: JointProblem,
  held: readonly (JointOption | undefined)[],
  changed: ReadonlySet<number>,
  left: readonly (JointOption | undefined)[],
): ReadonlySet<number> {
  const holders = new Holders();
  held.forEach((option, wish) => option && holders.hold(wish, option));
  const wants = new Map<string, number[]>();
  wishes.forEach(({ options }, wish) => {
    const better = options.filter(({ value }) => value > (held[wish]?.value ?? 0));
    for (const resource of new Set(better.flatMap(({ claims }) => claims.map((claim) => claim.resource)))) {
      const others = wants.get(resource);
      if (others) others.push(wish);
      else wants.set(resource, [wish]);
    }
  });
  const near = new Set(changed);
  const addWhoWants = (options: readonly (JointOption | undefined)[]) => {
    for (const { resource } of options.flatMap((option) => option?.claims ?? [])) {
      for (const other of wants.get(resource) ?? []) if (near.size < NEAREST) near.add(other);
    }
  };
  addWhoWants(left);
  for (const wish of near) {
    const options = wishes[wish]!.options.toSorted((a, b) => b.value - a.value);
    for (const option of options) {
      for (const loser of holders.losers(wish, option)) if (near.size < NEAREST) near.add(loser);
    }
    addWhoWants(options);
    if (near.size >= NEAREST) break;
  }
  return near;
}
