import type { Relaxation, SchedulePattern } from './answer.ts';
import { toDayNumber } from './days.ts';
import { evaluateSpec } from './describe.ts';
import { findIdeas } from './relax/ideas.ts';
import { findMoves } from './relax/otherHours.ts';
import { trialsOf, type Trial } from './relax/trials.ts';
import type { Found, Search } from './search.ts';
import { efforts } from './weights.ts';
import type { WishTime } from './WishTime.ts';

/** Ideas that are tried for one pattern, and changes that are told. */
const MOST_TRIED = 10;
const MOST_TOLD = 6;

interface Told {
  readonly relaxation: Relaxation;
  /** Places of the failed dates that it wins. */
  readonly won: ReadonlySet<number>;
}

/**
 * Adds to a pattern what people could change: each change was tried, and its gain is what the trial gave.
 *
 * @param search where single dates could move to; null: they stay
 */
export function relax(time: WishTime, search: Search | null, found: Found, pattern: SchedulePattern): SchedulePattern {
  const { failures } = pattern;
  if (failures.length === 0) return pattern;
  const told: Told[] = [];
  for (const idea of findIdeas(time, failures).slice(0, MOST_TRIED)) {
    // Of several ways the first that helps: a second target of the same entry says nothing new.
    for (const trial of trialsOf(time, idea, failures)) {
      const one = tryOut(trial, found);
      if (one === undefined) continue;
      told.push(one);
      break;
    }
  }
  const moved = search && otherHours(time, search, found, pattern);
  if (moved) told.push(moved);
  const best = told.toSorted(cheaper).slice(0, MOST_TOLD);
  return {
    ...pattern,
    relaxations: best.map(({ relaxation }) => relaxation),
    failures: failures.map((failure, date) => {
      const place = best.findIndex(({ won }) => won.has(date));
      return { ...failure, relaxation: place === -1 ? null : place };
    }),
  };
}

function tryOut({ time, schoolId, say }: Trial, found: Found): Told | undefined {
  const after = evaluateSpec(time, found.spec);
  const gain = after.lessons - found.lessons;
  if (gain <= 0) return undefined;
  const won: number[] = [];
  let failed = 0;
  found.looks.forEach((look, place) => {
    if (look !== null) return;
    if (after.looks[place]) won.push(failed);
    failed++;
  });
  return { relaxation: { gain, schoolId, ...say(won) }, won: new Set(won) };
}

function otherHours(time: WishTime, search: Search, found: Found, { failures }: SchedulePattern): Told | undefined {
  const dates = failures.map(({ startsAt, day }) => ({ startsAt, day: toDayNumber(day) }));
  const moves = findMoves(time, search, found, dates);
  const first = moves[0];
  if (first === undefined) return undefined;
  return {
    relaxation: {
      gain: moves.length,
      cost: efforts.otherHours * moves.length,
      schoolId: failures[first.date]?.blockers[0]?.schoolId ?? '',
      what: { kind: 'other-hours', moves: moves.map(({ from, to }) => ({ from, to })) },
    },
    won: new Set(moves.map(({ date }) => date)),
  };
}

/** Least effort for each lesson first, then what wins more, then by kind. */
function cheaper({ relaxation: a }: Told, { relaxation: b }: Told): number {
  return (
    // Across multiplied: no rounding.
    a.cost * b.gain - b.cost * a.gain ||
    b.gain - a.gain ||
    (a.what.kind < b.what.kind ? -1 : Number(a.what.kind > b.what.kind))
  );
}
