import type { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';
import { parentPort, workerData } from 'node:worker_threads';
import type { SearchMessage } from './searchMessages.ts';
import { solve } from './solve.ts';

/** Milliseconds between two answers at least: one that comes sooner is passed over, unless it is the last. */
const TELL_EVERY = 250;
/** Of the time, this share goes into writing answers out: those to hundreds of wishes take seconds. */
const WRITING = 0.1;

const tell = (message: SearchMessage) => parentPort?.postMessage(message);

let tellFrom = -Infinity;
let untold: (() => SearchMessage) | undefined;
// Whoever starts this thread hands in a request.
for (const write of solve(workerData as ScheduleRequest)) {
  untold = write;
  const before = performance.now();
  if (before < tellFrom) continue;
  tell(write());
  untold = undefined;
  const after = performance.now();
  tellFrom = after + Math.max(TELL_EVERY, (after - before) / WRITING);
}
if (untold) tell(untold());
tell({ kind: 'done' });
