import type { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';
import { parentPort, workerData } from 'node:worker_threads';
import { namesIn, namesOf } from './namesIn.ts';
import type { SearchMessage } from './searchMessages.ts';
import { solve } from './solve.ts';

type Write = ReturnType<typeof solve> extends Generator<infer Yielded> ? Yielded : never;

/** Milliseconds between two answers at least: one that comes sooner is passed over, unless it is the last. */
const TELL_EVERY = 250;
/** Of the time, this share goes into writing answers out: those to hundreds of wishes take seconds. */
const WRITING = 0.1;

// Whoever starts this thread hands in a request.
const request = workerData as ScheduleRequest;
const names = namesOf(request.schools);
const tell = (message: SearchMessage) => parentPort?.postMessage(message);
const tellBetter = (write: Write) => {
  const better = write();
  // Here, since to look through a large answer would hold up all that the server's own thread does.
  tell({ ...better, names: namesIn(better.answers, names) });
};

let tellFrom = -Infinity;
let untold: Write | undefined;
for (const write of solve(request)) {
  untold = write;
  const before = performance.now();
  if (before < tellFrom) continue;
  tellBetter(write);
  untold = undefined;
  const after = performance.now();
  tellFrom = after + Math.max(TELL_EVERY, (after - before) / WRITING);
}
if (untold) tellBetter(untold);
tell({ kind: 'done' });
