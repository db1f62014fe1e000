import type { SchedulePattern, WishAnswer } from '@pluriclasse/shared/calendar/answer';
import { findHours } from '@pluriclasse/shared/calendar/findHours';
import { WishOptions } from '@pluriclasse/shared/calendar/findOptions';
import type { JointPlan } from '@pluriclasse/shared/calendar/joint/problem';
import { solveJointly } from '@pluriclasse/shared/calendar/joint/solve';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import type { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';
import type { SearchMessage } from './searchMessages.ts';

type Better = Extract<SearchMessage, { kind: 'better' }>;

/**
 * Answers a request, better and better. What is yielded writes an answer out, which takes its time: to be called only
 * when somebody is told. The last one has all that was asked for; those before, with several wishes, only what the common
 * plan gives each.
 */
export function* solve(request: ScheduleRequest): Generator<() => Better, void> {
  const years = request.schools.map((school) => new SchoolYear(school));
  const options = { now: request.now, limit: request.limit };
  const [only, ...others] = request.wishes;
  if (only && others.length === 0) {
    const answer = findHours(years, only, options);
    const value = answer.patterns.find(({ patternId }) => patternId === answer.chosen)?.value ?? 0;
    yield () => ({ kind: 'better', value, bound: value, tried: answer.tried, answers: [answer] });
    return;
  }
  const ways: Ways[] = [];
  let tried = 0;
  const nothingYet = () => ({ kind: 'better', value: 0, bound: 0, tried, answers: [] }) as const;
  for (const wish of request.wishes) {
    const one = new Ways(new WishOptions(years, wish, options), () => findHours(years, wish, options));
    ways.push(one);
    tried += one.options.tried;
    yield nothingYet;
  }
  const answerTo = ({ value, bound, chosen }: JointPlan, shown: number): Better => {
    const answers = ways.map((one, place) => one.answer(chosen[place] ?? null, shown));
    return { kind: 'better', value, bound, tried, answers };
  };
  let last: JointPlan | undefined;
  const problem = { wishes: ways.map(({ options: { wishId, options: list } }) => ({ wishId, options: list })) };
  for (const plan of solveJointly(problem, { seed: request.seed })) {
    if (last?.value === plan.value && last.bound === plan.bound) continue;
    last = plan;
    yield () => answerTo(plan, 0);
  }
  const best = last;
  if (best) yield () => answerTo(best, request.limit);
}

/** The ways to have one wish, each written out once. */
class Ways {
  readonly options: WishOptions;
  readonly #alone: () => WishAnswer;
  readonly #written = new Map<string, SchedulePattern>();

  /** @param alone what there is to say of a wish that can't be */
  constructor(options: WishOptions, alone: () => WishAnswer) {
    this.options = options;
    this.#alone = alone;
  }

  /** @param shown ways that are written out beside the chosen one */
  answer(chosen: string | null, shown: number): WishAnswer {
    const { wishId, options, tried } = this.options;
    if (options.length === 0 && shown > 0) return { ...this.#alone(), chosen: null };
    const ids = options.slice(0, shown).map(({ optionId }) => optionId);
    if (chosen !== null && !ids.includes(chosen)) ids.splice(Math.max(0, shown - 1), shown, chosen);
    return { wishId, patterns: ids.map((id) => this.#write(id)), chosen, without: [], tried };
  }

  #write(optionId: string): SchedulePattern {
    const written = this.#written.get(optionId) ?? this.options.describe(optionId);
    this.#written.set(optionId, written);
    return written;
  }
}
