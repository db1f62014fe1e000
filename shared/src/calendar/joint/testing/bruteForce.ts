import type { JointOption, JointProblem } from '../problem.ts';

/** Whether two options claim one resource at overlapping times, in the plainest words. */
export function areInConflict(one: JointOption, other: JointOption): boolean {
  return one.claims.some((a) =>
    other.claims.some((b) => {
      if (a.resource !== b.resource) return false;
      for (let i = 0; i < a.hours.length; i += 2) {
        for (let j = 0; j < b.hours.length; j += 2) {
          if (a.hours[i]! < b.hours[j + 1]! && b.hours[j]! < a.hours[i + 1]!) return true;
        }
      }
      return false;
    }),
  );
}

/** The most that any choice is worth: all of them are tried. */
export function bruteForce({ wishes }: JointProblem): number {
  const taken: JointOption[] = [];
  const best = (wish: number): number => {
    const options = wishes[wish]?.options;
    if (options === undefined) return 0;
    let most = best(wish + 1);
    for (const option of options) {
      if (taken.some((other) => areInConflict(option, other))) continue;
      taken.push(option);
      most = Math.max(most, option.value + best(wish + 1));
      taken.pop();
    }
    return most;
  };
  return best(0);
}

/** Worth of a choice, found anew; throws when it breaks a rule. */
export function check({ wishes }: JointProblem, chosen: readonly (string | null)[]): number {
  if (chosen.length !== wishes.length) throw new Error('not one for each wish');
  const taken: JointOption[] = [];
  wishes.forEach(({ wishId, options }, wish) => {
    if (chosen[wish] === null) return;
    const option = options.find(({ optionId }) => optionId === chosen[wish]);
    if (option === undefined) throw new Error(`${wishId} has no ${chosen[wish]}`);
    if (taken.some((other) => areInConflict(option, other))) throw new Error(`${wishId} is in conflict`);
    taken.push(option);
  });
  return taken.reduce((sum, { value }) => sum + value, 0);
}
