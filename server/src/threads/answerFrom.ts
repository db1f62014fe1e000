import { toWireError } from '@pluriclasse/shared/errors';
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadAnswer } from './Threads.ts';

/** What a thread's script is: does the one piece of work that it was begun for, and ends. */
export async function answerFrom<Task, Answer>(work: (task: Task) => Answer | Promise<Answer>): Promise<void> {
  let answer: ThreadAnswer<Answer>;
  try {
    answer = { answer: await work(workerData as Task) }; // `Threads` of the same types gives it
  } catch (error) {
    answer = { error: toWireError(error) };
  }
  parentPort?.postMessage(answer);
}
