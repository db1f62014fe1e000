import type { Search } from '@pluriclasse/shared/api/planning';
import type { CommonPlan, PlannedWish } from '@pluriclasse/shared/api/plans';
import type { Wish } from '@pluriclasse/shared/calendar/wish';
import { namesIn } from './namesIn.ts';
import { plannedOf } from './planned.ts';
import type { SearchRun, Told } from './SearchRun.ts';

/** Of a search, what everybody is told who may read it. */
interface Presented {
  readonly searchId: string;
  readonly startedAt: number;
  readonly run: SearchRun;
  readonly basis: Search['basis'];
  readonly wishes: readonly Wish[];
}

/** With every answer, and all that is in it. */
export function presentSearch({ searchId, startedAt, run, basis }: Presented): Search {
  const { state, failure, revision, value, bound, tried, answers: told, names } = run.standing;
  const answers = [...told.values()].map(({ answer }) => answer);
  return { searchId, state, failure, revision, startedAt, value, bound, tried, answers, names, basis };
}

/** In few words, of the answers those that are newer than a revision. */
export function presentPlan({ searchId, startedAt, run, wishes }: Presented, since = -1): CommonPlan {
  const { state, failure, revision, value, bound, tried, looked, answers, names } = run.standing;
  const rows = [...answers.values()].filter((told) => told.revision > since).map(rowOf);
  return {
    searchId,
    state,
    failure,
    revision,
    startedAt,
    value,
    bound,
    tried,
    looked,
    wishes: wishes.length,
    rows,
    names: namesIn(rows, new Map(Object.entries(names))),
  };
}

/** Each is made once: hundreds of them are read again and again. */
const rows = new WeakMap<Told, PlannedWish>();
function rowOf(told: Told): PlannedWish {
  const known = rows.get(told);
  if (known) return known;
  const made = plannedOf(told.answer);
  rows.set(told, made);
  return made;
}
