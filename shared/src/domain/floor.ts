import * as z from 'zod/mini';
import type { SchoolId } from '../ids.ts';
import type { FloorState, Hand } from '../signalling/state.ts';
import { Duration } from '../time.ts';

/** What the floor remembers of a school. `passedOver`: turns that others began while it had a hand up. */
const SchoolLedger = z.object({ spoken: Duration, turns: z.int(), passedOver: z.int() });
type SchoolLedger = z.infer<typeof SchoolLedger>;

/** What the floor remembers of a lesson: voice and turns by school, turns by pupil (or class, see `speakerOf`). */
export const FloorLedger = z.object({
  schools: z.record(z.string(), SchoolLedger),
  speakers: z.record(z.string(), z.int()),
});
export type FloorLedger = z.infer<typeof FloorLedger>;

export const emptyLedger: FloorLedger = { schools: {}, speakers: {} };
const unheard: SchoolLedger = { spoken: 0, turns: 0, passedOver: 0 };

/** Voice that one turn is expected to take before any was measured, in milliseconds. */
const usualTurn = 15_000;
/** A school whose hand was up while this many turns went to others is offered the floor, however much it has spoken. */
const patience = 2;

const ofSchool = (ledger: FloorLedger, schoolId: SchoolId) => ledger.schools[schoolId] ?? unheard;
const speakerOf = (hand: Hand) => hand.pupil?.pupilId ?? `class:${hand.schoolId}`;
const turnsOf = (ledger: FloorLedger, hand: Hand) => ledger.speakers[speakerOf(hand)] ?? 0;

/** Milliseconds of voice of a school so far. */
export const spokenBy = (ledger: FloorLedger, schoolId: SchoolId): number => ofSchool(ledger, schoolId).spoken;

/** The ledger after `milliseconds` of voice of a school. */
export function addVoice(ledger: FloorLedger, schoolId: SchoolId, milliseconds: number): FloorLedger {
  const before = ofSchool(ledger, schoolId);
  return {
    ...ledger,
    schools: { ...ledger.schools, [schoolId]: { ...before, spoken: before.spoken + milliseconds } },
  };
}

/** The ledger after `hand` was given its turn, while the hands `stillUp` went on waiting. */
export function turnBegan(ledger: FloorLedger, hand: Hand, stillUp: readonly Hand[]): FloorLedger {
  const schools = { ...ledger.schools };
  const own = ofSchool(ledger, hand.schoolId);
  schools[hand.schoolId] = { ...own, turns: own.turns + 1, passedOver: 0 };
  for (const schoolId of schoolsOf(stillUp)) {
    if (schoolId === hand.schoolId) continue;
    const other = ofSchool(ledger, schoolId);
    schools[schoolId] = { ...other, passedOver: other.passedOver + 1 };
  }
  return { schools, speakers: { ...ledger.speakers, [speakerOf(hand)]: turnsOf(ledger, hand) + 1 } };
}

/** The ledger after hands went down: who has none up does not wait. */
export function handsLowered(ledger: FloorLedger, stillUp: readonly Hand[]): FloorLedger {
  const waiting = schoolsOf(stillUp);
  const schools = Object.fromEntries(
    Object.entries(ledger.schools).map(([id, school]) => [
      id,
      waiting.has(id as SchoolId) ? school : { ...school, passedOver: 0 }, // records are keyed by plain strings
    ]),
  );
  return { ...ledger, schools };
}

/**
 * The rule of the floor. Between schools: one that was passed over `patience` times comes first (with n schools
 * waiting, n − 1 times if that is more), then the one that has spoken least, then the one with fewer turns, then the
 * one whose hand is up longest. Within a school: who had fewest turns, then who waits longest.
 *
 * A hand that is up at a school that only watches (its teacher raised it: a question) comes after all others.
 *
 * So with two schools neither waits more than two turns, whatever their sizes and however long each turn takes.
 *
 * @returns All hands in the order in which they would be offered if every turn took the usual time, and why the first
 *   is first.
 */
export function offerFloor(
  hands: readonly Hand[],
  ledger: FloorLedger,
  watching: readonly SchoolId[] = [],
): Pick<FloorState, 'queue' | 'reason'> {
  const onlyWatches = ({ schoolId }: Hand) => watching.includes(schoolId);
  const taking = inOrder(
    hands.filter((hand) => !onlyWatches(hand)),
    ledger,
  );
  const asking = inOrder(hands.filter(onlyWatches), ledger);
  const queue = [...taking, ...asking];
  // Whoever takes part is before those who watch: that is no merit of the first, so it is weighed against its own kind.
  return { queue, reason: reasonFor(taking.length > 0 ? taking : asking, ledger) };
}

function inOrder(hands: readonly Hand[], ledger: FloorLedger): Hand[] {
  const queue: Hand[] = [];
  const left = [...hands];
  const expected = expectedVoice(ledger);
  let imagined = ledger;
  while (left.length > 0) {
    const next = firstOf(left, imagined);
    left.splice(left.indexOf(next), 1);
    queue.push(next);
    imagined = addVoice(turnBegan(imagined, next, left), next.schoolId, expected);
  }
  return queue;
}

function firstOf(hands: readonly Hand[], ledger: FloorLedger): Hand {
  const limit = Math.max(patience, schoolsOf(hands).size - 1);
  const overdue = (hand: Hand) => {
    const { passedOver } = ofSchool(ledger, hand.schoolId);
    return passedOver >= limit ? passedOver : 0;
  };
  return hands.reduce((best, hand) => {
    const by =
      overdue(best) - overdue(hand) ||
      spokenBy(ledger, hand.schoolId) - spokenBy(ledger, best.schoolId) ||
      ofSchool(ledger, hand.schoolId).turns - ofSchool(ledger, best.schoolId).turns ||
      (hand.schoolId === best.schoolId ? turnsOf(ledger, hand) - turnsOf(ledger, best) : 0) ||
      hand.raisedAt - best.raisedAt;
    return by < 0 ? hand : best;
  });
}

function reasonFor(queue: readonly Hand[], ledger: FloorLedger): FloorState['reason'] {
  const [first, ...others] = queue;
  if (first === undefined) return 'empty';
  if (others.length === 0) return 'only';
  const rivals = others.filter(({ schoolId }) => schoolId !== first.schoolId);
  const spoke = spokenBy(ledger, first.schoolId);
  if (rivals.length === 0) {
    return others.some((hand) => turnsOf(ledger, hand) > turnsOf(ledger, first)) ? 'spoken-least' : 'waited-longest';
  }
  const least = rivals.every(({ schoolId }) => spokenBy(ledger, schoolId) >= spoke);
  const less = rivals.some(({ schoolId }) => spokenBy(ledger, schoolId) > spoke);
  return least && less ? 'spoken-least' : 'waited-longest';
}

function expectedVoice(ledger: FloorLedger): number {
  const schools = Object.values(ledger.schools);
  const turns = schools.reduce((sum, school) => sum + school.turns, 0);
  const spoken = schools.reduce((sum, school) => sum + school.spoken, 0);
  return turns === 0 || spoken === 0 ? usualTurn : spoken / turns;
}

const schoolsOf = (hands: readonly Hand[]): Set<SchoolId> => new Set(hands.map(({ schoolId }) => schoolId));
