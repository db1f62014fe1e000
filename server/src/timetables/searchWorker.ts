import type { WishAnswer } from '@pluriclasse/shared/calendar/answer';
import { parentPort, workerData } from 'node:worker_threads';
import { namesIn, namesOf } from './namesIn.ts';
import type { SearchMessage, ToldAnswers } from './searchMessages.ts';
import { solve, type Better } from './solve.ts';
import type { SearchTask } from './swap.ts';

/** Milliseconds between two answers at least: one that comes sooner is passed over, unless it is the last. */
const TELL_EVERY = 250;
/** Of the time, this share goes into writing answers out: those to hundreds of wishes take seconds. */
const WRITING = 0.1;
/** Answers in one message: at the end each is some 50 kB, and what receives them serves everybody else too. */
const TOGETHER = 8;

// Whoever starts this thread hands in a task.
const request = workerData as SearchTask;
const names = namesOf(request.schools);
const tell = (message: SearchMessage) => parentPort?.postMessage(message);
// Names are looked up here, since to look through large answers would hold up all that the server's own thread does.
const named = (answers: readonly WishAnswer[]): ToldAnswers => ({ answers, names: namesIn(answers, names) });

/** What was told of each wish, as far as answers differ from one plan to the next. */
const told = new Map<string, string>();
const isNew = ({ wishId, chosen, missed, nearly }: WishAnswer): boolean => {
  const key = JSON.stringify([chosen, missed, nearly === undefined]);
  if (told.get(wishId) === key) return false;
  told.set(wishId, key);
  return true;
};

function tellBetter({ answers, ...plan }: Better): void {
  const changed = answers.filter(isNew);
  let at = 0;
  for (; changed.length - at > TOGETHER; at += TOGETHER) {
    tell({ kind: 'part', ...named(changed.slice(at, at + TOGETHER)) });
  }
  tell({ kind: 'better', ...plan, ...named(changed.slice(at)) });
}

let tellFrom = -Infinity;
let hasPlan = false;
let untold: (() => Better) | undefined;
for (const found of solve(request)) {
  const before = performance.now();
  if (typeof found !== 'function') {
    if (before < tellFrom) continue;
    tell({ kind: 'looked', ...found });
    tellFrom = before + TELL_EVERY;
    continue;
  }
  untold = found;
  // The first plan is what everybody waits for.
  if (hasPlan && before < tellFrom) continue;
  hasPlan = true;
  tellBetter(found());
  untold = undefined;
  const after = performance.now();
  tellFrom = after + Math.max(TELL_EVERY, (after - before) / WRITING);
}
if (untold) tellBetter(untold());
tell({ kind: 'done' });
