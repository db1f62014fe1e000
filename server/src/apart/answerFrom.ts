import { toWireError } from '@pluriclasse/shared/errors';
import type { ApartAnswer } from './ApartRuns.ts';

/** What the script of a process apart is: does the one piece of work that it was begun for, and ends. */
export function answerFrom<Task, Answer>(work: (task: Task) => Answer | Promise<Answer>): void {
  // Whoever wanted the answer is gone.
  process.once('disconnect', () => process.exit());
  // `ApartRuns` of the same types gives the task.
  process.once('message', (task) => void outcomeOf(() => work(task as Task)).then(send));
}

async function outcomeOf<Answer>(work: () => Answer | Promise<Answer>): Promise<ApartAnswer<Answer>> {
  try {
    return { answer: await work() };
  } catch (error) {
    return { error: toWireError(error) };
  }
}

function send(answer: ApartAnswer<unknown>): void {
  process.send?.(answer, () => process.disconnect());
}
