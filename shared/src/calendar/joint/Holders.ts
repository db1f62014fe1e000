import type { Hours, JointOption, JointProblem } from './problem.ts';

/** The hours at which two claims want the same resource, as starts of what the first wants. */
export function commonHours(one: Hours, other: Hours): number[] {
  const common: number[] = [];
  for (let a = 0, b = 0; a < one.length && b < other.length;) {
    if (one[a + 1]! <= other[b]!) a += 2;
    else if (other[b + 1]! <= one[a]!) b += 2;
    else {
      common.push(one[a]!);
      a += 2;
    }
  }
  return common;
}

export function overlaps(one: Hours, other: Hours): boolean {
  for (let a = 0, b = 0; a < one.length && b < other.length;) {
    if (one[a + 1]! <= other[b]!) a += 2;
    else if (other[b + 1]! <= one[a]!) b += 2;
    else return true;
  }
  return false;
}

/** Who holds which resource when, by a choice. For looks at a few options: nothing is made ready for others. */
export class Holders {
  readonly #byResource = new Map<string, { readonly wish: number; readonly hours: Hours }[]>();

  hold(wish: number, { claims }: JointOption): void {
    for (const { resource, hours } of claims) {
      const holders = this.#byResource.get(resource);
      if (holders) holders.push({ wish, hours });
      else this.#byResource.set(resource, [{ wish, hours }]);
    }
  }

  /** Other wishes that hold what this option of a wish would need. */
  losers(wish: number, { claims }: JointOption): Set<number> {
    const found = new Set<number>();
    for (const { resource, hours } of claims) {
      for (const holder of this.#byResource.get(resource) ?? []) {
        if (holder.wish !== wish && !found.has(holder.wish) && overlaps(hours, holder.hours)) found.add(holder.wish);
      }
    }
    return found;
  }

  of(resource: string): readonly { readonly wish: number; readonly hours: Hours }[] {
    return this.#byResource.get(resource) ?? [];
  }
}

/** The option of each wish that a choice names; undefined for none, and for one that there is not any more. */
export function chosenOptions(
  { wishes }: JointProblem,
  chosen: readonly (string | null)[],
): (JointOption | undefined)[] {
  return wishes.map(({ options }, wish) => {
    const optionId = chosen[wish] ?? null;
    return optionId === null ? undefined : options.find((option) => option.optionId === optionId);
  });
}
