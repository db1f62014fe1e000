import type { ScheduleRequest } from '@pluriclasse/shared/calendar/wish';
import { parentPort, workerData } from 'node:worker_threads';
import type { SearchMessage } from './searchMessages.ts';
import { solve } from './solve.ts';

/** Milliseconds between two answers: one that comes sooner is passed over, unless it is the last. */
const TELL_EVERY = 250;

const tell = (message: SearchMessage) => parentPort?.postMessage(message);

let toldAt = -Infinity;
let untold: (() => SearchMessage) | undefined;
// Whoever starts this thread hands in a request.
for (const write of solve(workerData as ScheduleRequest)) {
  untold = write;
  if (performance.now() - toldAt < TELL_EVERY) continue;
  tell(write());
  untold = undefined;
  toldAt = performance.now();
}
if (untold) tell(untold());
tell({ kind: 'done' });
