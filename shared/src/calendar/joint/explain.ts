import { chosenOptions, commonHours, Holders } from './Holders.ts';
import type { JointOption, JointProblem } from './problem.ts';

/** Why a wish got less than its best, or nothing. */
export interface Missed {
  readonly wishId: string;
  /** The best that it could have had, were it alone. */
  readonly optionId: string;
  /** What that is worth more than what it got. */
  readonly lost: number;
  /** Who has what it needs, most hours first. Empty: nobody, and a longer search would find that. */
  readonly takenBy: readonly Taker[];
}

export interface Taker {
  readonly resource: string;
  readonly wishId: string;
  /** What that wish has. */
  readonly optionId: string;
  /** Starts of the hours that are in its way. */
  readonly at: readonly number[];
}

/** Says of each wish that got less than its best who took its hours. Wishes that have their best are left out. */
export function explain(problem: JointProblem, chosen: readonly (string | null)[]): Missed[] {
  const held = chosenOptions(problem, chosen);
  const holders = new Holders();
  held.forEach((option, wish) => option && holders.hold(wish, option));
  return problem.wishes.flatMap(({ wishId, options }, wish): Missed[] => {
    const best = options.reduce<JointOption | undefined>((a, b) => (b.value > (a?.value ?? 0) ? b : a), undefined);
    const got = held[wish]?.value ?? 0;
    if (best === undefined || best.value <= got) return [];
    const takenBy = best.claims.flatMap(({ resource, hours }) =>
      holders.of(resource).flatMap((holder): Taker[] => {
        const at = holder.wish === wish ? [] : commonHours(hours, holder.hours);
        const { wishId: by = '' } = problem.wishes[holder.wish] ?? {};
        return at.length === 0 ? [] : [{ resource, wishId: by, optionId: held[holder.wish]?.optionId ?? '', at }];
      }),
    );
    takenBy.sort((a, b) => b.at.length - a.at.length);
    return [{ wishId, optionId: best.optionId, lost: best.value - got, takenBy }];
  });
}
