import type { ImportChoices } from '@pluriclasse/shared/api/imports';
import { toDayNumber, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { createHash } from 'node:crypto';
import { Problems } from '../formats/Problems.ts';
import type { Reading, ReadLesson } from '../formats/reading.ts';
import type { Habits } from './habits.ts';
import { lessonsIn, makePlan, type Plan } from './makePlan.ts';
import type { PlannedStep } from './Plan.ts';
import type { Sight } from './Sight.ts';
import { choicesToday, completeChoices, firstChoices } from './suggest.ts';

interface Given {
  readonly reading: Reading;
  readonly sight: Sight;
  readonly origin: string;
  /** Choices to begin with. */
  readonly before: ImportChoices | null;
  /** Choices with which somebody applied the feed's lessons; null: nobody has. */
  readonly looked: ImportChoices | null;
  readonly habits: Habits;
  readonly seed: string;
  readonly name: string;
}
/** What a feed's lessons would change. */
export interface FeedLook {
  readonly choices: ImportChoices;
  readonly plan: Plan;
  /** Steps that are wanted. */
  readonly changes: number;
  /** Names of classes about which nobody has been asked. */
  readonly newClasses: number;
  /** Steps that touch nothing but what the feed brought itself. */
  readonly own: readonly PlannedStep[];
  /** Whether it may be applied without somebody looking first, if the school allows that. */
  readonly isSafe: boolean;
  /** Differs when there is something else to look at. */
  readonly digest: string;
}

/** A feed's weekly lessons as a plan. Undefined: there is none in it that could come again every week. Pure. */
export function lookAtLessons(given: Given): FeedLook | undefined {
  const { reading, sight, origin, before, looked, habits, seed, name } = given;
  const begun = before
    ? completeChoices(choicesToday(before, sight), reading, sight, habits)
    : { ...firstChoices(reading, sight, habits), take: ['entries' as const] };
  const weekly = lessonsIn(reading, null, sight, new Problems()).filter((lesson) => comesAgain(lesson, begun));
  if (weekly.length === 0) return undefined;
  const mine = { source: 'feed', origin } as const;
  const plan = makePlan({ reading, choices: begun, sight, seed, fileNames: [name], mine });
  const wanted = plan.steps.filter(({ leftOut }) => !leftOut);
  const asked = new Set(looked?.classes.map((one) => one.name));
  const fresh = Array.from(new Set(weekly.flatMap(({ classes }) => classes)))
    .filter((one) => !asked.has(one))
    .sort();
  const keys = wanted.map(({ key }) => key).sort();
  return {
    choices: begun,
    plan,
    changes: wanted.length,
    newClasses: fresh.length,
    own: wanted.filter((step) => step.of === 'entry' && (step.before === null || step.before.origin === origin)),
    isSafe: looked !== null && isSafe(wanted, reading, sight, origin),
    digest: createHash('sha256')
      .update(JSON.stringify([keys, fresh]))
      .digest('base64url'),
  };
}

/** On two days at least, of those that are chosen. */
const comesAgain = ({ dates }: ReadLesson, { from, to }: ImportChoices): boolean => {
  const [first, last] = [from === null ? -Infinity : toDayNumber(from), to === null ? Infinity : toDayNumber(to)];
  return (dates ?? []).filter((day) => first <= day && day <= last).length > 1;
};

/**
 * A feed that breaks must not empty a timetable: when more than half of its lessons would go, or some would while there are
 * events that can't be read, or the feed tells some weeks only (holidays may hide a lesson), a person looks.
 */
function isSafe(wanted: readonly PlannedStep[], reading: Reading, { draft, today }: Sight, origin: string): boolean {
  const gone = wanted.filter(({ of, after }) => of === 'entry' && after === null).length;
  const has = draft.entries.filter((entry) => entry.origin === origin && (entry.to ?? '9') >= toIsoDay(today)).length;
  const isWhole = !reading.problems.some(({ level, code }) => level === 'lost' || code === 'weeks_ahead_only');
  return gone === 0 || (gone * 2 <= has && isWhole);
}
