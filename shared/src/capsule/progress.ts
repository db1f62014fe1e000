import * as z from 'zod/mini';
import { CatchUpEventId, CheckId, OwnPageId } from '../ids.ts';
import { lines } from '../text.ts';
import { Instant } from '../time.ts';
import { Given, type Check, type ClosingTask } from './checks.ts';
import { grade } from './grade.ts';
import { lengthOf, normalise, Stretch, toPresented } from './stretches.ts';

/** Each is made once, by the pupil's browser, and may come late, in any order, and more than once. */
const every = { eventId: CatchUpEventId, at: Instant };
export const CatchUpEvent = z.discriminatedUnion('kind', [
  /** Played; times are those that viewers of that revision of the capsule see. */
  z.object({
    ...every,
    kind: z.literal('seen'),
    revision: z.int(),
    stretches: z.array(Stretch).check(z.maxLength(60)),
  }),
  z.object({ ...every, kind: z.literal('answer'), checkId: CheckId, given: Given }),
  z.object({ ...every, kind: z.literal('said'), checkId: CheckId }),
  /** The closing task: the text, or null for what was done on paper, or on the page of one's own. The latest counts. */
  z.object({ ...every, kind: z.literal('task'), text: z.nullable(lines(4000)), page: z.optional(OwnPageId) }),
]);
export type CatchUpEvent = z.infer<typeof CatchUpEvent>;

/** What became of a check: `not-yet` once it was tried and no answer was right so far. */
export const CheckMark = z.enum(['not-yet', 'right', 'said']);
export type CheckMark = z.infer<typeof CheckMark>;

export const TaskDone = z.object({ at: Instant, text: z.nullable(z.string()), page: z.optional(OwnPageId) });
export type TaskDone = z.infer<typeof TaskDone>;

/** How far a pupil is, in the viewers' time. */
export const CatchUpProgress = z.object({
  seen: z.array(Stretch),
  checks: z.array(z.object({ checkId: CheckId, mark: CheckMark })),
  task: z.nullable(TaskDone),
});
export type CatchUpProgress = z.infer<typeof CatchUpProgress>;

export const noProgress: CatchUpProgress = { seen: [], checks: [], task: null };

/** Stretches this close are one: nobody skips half a second on purpose, and lists stay short. */
const SAME = 1000;

/** What was seen, as few stretches: a union, so that neither order nor repeats matter. */
export function joinSeen(...lists: readonly (readonly Stretch[])[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const one of normalise(lists.flat())) {
    const last = joined.at(-1);
    if (last !== undefined && one.from - last.to < SAME) joined[joined.length - 1] = { from: last.from, to: one.to };
    else joined.push(one);
  }
  return joined;
}

const better = (mark: CheckMark | undefined, other: CheckMark): CheckMark =>
  mark === undefined || mark === 'not-yet' ? other : mark;

export const taskDone = ({ at, text, page }: Extract<CatchUpEvent, { kind: 'task' }>): TaskDone => ({
  at,
  text,
  ...(page !== undefined && { page }),
});

/** Of two, the later; of two at the same instant the same one wherever it is asked. */
export function laterTask(one: TaskDone | null, other: TaskDone): TaskDone {
  if (one === null || other.at > one.at) return other;
  return other.at === one.at && contentOf(other) > contentOf(one) ? other : one;
}
const contentOf = ({ text, page }: TaskDone): string => `${text ?? ''} ${page ?? ''}`;

/**
 * Progress with an event more. The same however often and in whatever order events come. A `seen` of another revision of
 * the capsule changes nothing here: only the server knows what lay where then.
 */
export function withEvent(
  progress: CatchUpProgress,
  event: CatchUpEvent,
  { revision, checks }: { revision: number; checks: readonly Check[] },
): CatchUpProgress {
  switch (event.kind) {
    case 'seen':
      return event.revision === revision ? { ...progress, seen: joinSeen(progress.seen, event.stretches) } : progress;
    case 'task':
      return { ...progress, task: laterTask(progress.task, taskDone(event)) };
    case 'answer':
    case 'said': {
      const check = checks.find(({ checkId }) => checkId === event.checkId);
      const mark = check === undefined ? undefined : markOf(check, event.kind === 'answer' ? event.given : 'said');
      if (mark === undefined) return progress;
      const before = progress.checks.find(({ checkId }) => checkId === event.checkId);
      const others = progress.checks.filter((one) => one !== before);
      const after = { checkId: event.checkId, mark: better(before?.mark, mark) };
      return { ...progress, checks: [...others, after].toSorted((a, b) => (a.checkId < b.checkId ? -1 : 1)) };
    }
  }
}

/** @returns undefined for what is no answer to this check */
export function markOf(check: Check, given: Given | 'said'): CheckMark | undefined {
  if (given === 'said') return check.kind === 'say' ? 'said' : undefined;
  const graded = grade(check, given);
  return graded && (graded.right ? 'right' : 'not-yet');
}

export const CatchUpState = z.enum(['new', 'going', 'done']);
export type CatchUpState = z.infer<typeof CatchUpState>;

/** As much as counts as all: the last words of a lesson are often silence. */
const WHOLE = 0.9;

/** Done: seen, each check tried and the task handed in. Whether answers were right does not matter. */
export function stateOf(
  progress: CatchUpProgress,
  of: { duration: number; checks: readonly Pick<Check, 'checkId'>[]; task: ClosingTask | null },
): CatchUpState {
  const { seen, checks, task } = progress;
  if (seen.length === 0 && checks.length === 0 && task === null) return 'new';
  const all = of.checks.every(({ checkId }) => checks.some((one) => one.checkId === checkId));
  const handedIn = of.task === null || task !== null;
  return all && handedIn && lengthOf(seen) >= of.duration * WHOLE ? 'done' : 'going';
}

/** How far a pupil is, as a list says it. `seen` in milliseconds. */
export const summaryOf = (
  progress: CatchUpProgress,
  of: { duration: number; checks: readonly Pick<Check, 'checkId'>[]; task: ClosingTask | null },
) => ({
  state: stateOf(progress, of),
  seen: lengthOf(progress.seen),
  checks: { all: of.checks.length, done: progress.checks.length },
  task: of.task === null ? ('none' as const) : progress.task === null ? ('open' as const) : ('done' as const),
});

/**
 * What viewers saw, in the recording's time, in which it stays true when the capsule is edited.
 * @param kept what viewers of that revision got; normalised
 */
export function seenRecorded(kept: readonly Stretch[], seen: readonly Stretch[]): Stretch[] {
  const recorded: Stretch[] = [];
  let before = 0;
  for (const { from, to } of kept) {
    for (const one of seen) {
      const begin = Math.max(one.from - before, 0);
      const end = Math.min(one.to - before, to - from);
      if (begin < end) recorded.push({ from: from + begin, to: from + end });
    }
    before += to - from;
  }
  return normalise(recorded);
}

/** Back: what of the recording's time viewers see now as seen. */
export const seenPresented = (kept: readonly Stretch[], seen: readonly Stretch[]): Stretch[] =>
  joinSeen(seen.map(({ from, to }) => ({ from: toPresented(kept, from), to: toPresented(kept, to) })));

/** A check at the moment at which viewers see it. One in a stretch that was cut comes at the seam. */
export function presentCheck(kept: readonly Stretch[], check: Check): Check {
  const at = toPresented(kept, check.at);
  return check.kind === 'say' ? { ...check, at, from: toPresented(kept, check.from) } : { ...check, at };
}
