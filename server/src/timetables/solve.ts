import type { SchedulePattern, WishAnswer } from '@pluriclasse/shared/calendar/answer';
import { findHours } from '@pluriclasse/shared/calendar/findHours';
import { WishOptions } from '@pluriclasse/shared/calendar/findOptions';
import type { JointPlan } from '@pluriclasse/shared/calendar/joint/problem';
import { solveJointly } from '@pluriclasse/shared/calendar/joint/solve';
import { whoHas } from '@pluriclasse/shared/calendar/joint/whoHas';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { offersOf, swapped, type SearchTask } from './swap.ts';

/** What is found so far. */
export interface Better {
  readonly value: number;
  readonly bound: number;
  readonly tried: number;
  readonly answers: readonly WishAnswer[];
}
/** On the way to a first plan: wishes whose hours have been looked for, and hours that were tried. */
export interface Looked {
  readonly looked: number;
  readonly tried: number;
}

/**
 * Answers a request, better and better. What is yielded is how far the look at the wishes has come, or a function that
 * writes an answer out, which takes its time: to be called only when somebody is told. The last one has all that was
 * asked for; those before, with several wishes, only what the common plan gives each.
 */
export function* solve({
  schools,
  wishes,
  now,
  seed,
  limit,
  swap,
}: SearchTask): Generator<Looked | (() => Better), void> {
  const years = schools.map((school) => new SchoolYear(school));
  const [only, ...others] = wishes;
  if (only !== undefined && others.length === 0) {
    const answer = findHours(years, only, { now, limit });
    const value = answer.chosen === null ? 0 : (answer.patterns[0]?.value ?? 0);
    yield () => ({ value, bound: value, tried: answer.tried, answers: [answer] });
    return;
  }
  const ways: WishOptions[] = [];
  let tried = 0;
  for (const wish of wishes) {
    const way = new WishOptions(years, wish, { now, limit });
    ways.push(way);
    tried += way.tried;
    yield { looked: ways.length, tried };
  }
  const offers = offersOf(ways, swap);
  const write = (
    { value, bound, chosen }: JointPlan,
    answer: (way: WishOptions, chosen: string | null) => WishAnswer,
  ): Better => {
    const missed = whoHas(offers, chosen);
    const answers = ways.map((way, place) => {
      const of = answer(way, chosen[place] ?? null);
      const less = missed.get(way.wishId);
      return less === undefined ? of : { ...of, missed: less };
    });
    return { value, bound, tried, answers };
  };
  const brief = briefly();
  let last: JointPlan | undefined;
  const plans = swap ? [swapped(ways, offers, swap)] : solveJointly({ wishes: offers }, { seed });
  for (const plan of plans) {
    if (last?.value === plan.value && last.bound === plan.bound) continue;
    last = plan;
    yield () => write(plan, brief);
  }
  const best = last;
  if (best) yield () => write(best, (way, chosen) => way.answer(chosen, limit));
}

/** Answers with the chosen pattern alone, each written out once. */
function briefly(): (way: WishOptions, chosen: string | null) => WishAnswer {
  const written = new Map<string, SchedulePattern>();
  return (way, chosen) => {
    const { wishId, tried } = way;
    if (chosen === null) return { wishId, patterns: [], chosen, without: [], tried };
    const key = JSON.stringify([wishId, chosen]);
    const pattern = written.get(key) ?? way.describe(chosen);
    written.set(key, pattern);
    return { wishId, patterns: [pattern], chosen, without: [], tried };
  };
}
