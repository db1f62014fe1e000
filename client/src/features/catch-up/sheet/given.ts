import type { Check, Given } from '@pluriclasse/shared/capsule/checks';
import { acceptedIn } from '@pluriclasse/shared/capsule/gaps';
import { shuffled } from '../shuffled.ts';

/** What stands there before anything is answered. */
export function firstGiven(check: Exclude<Check, { kind: 'say' }>, mixedBy: string): Given {
  switch (check.kind) {
    case 'gap':
      return { kind: 'gap', words: acceptedIn(check.text).map(() => '') };
    case 'order':
      return { kind: 'order', order: shuffled(check.items.length, check.checkId + mixedBy) };
    case 'choice':
      return { kind: 'choice', chosen: [] };
  }
}

/** Whether there is something to answer with. */
export function isWhole(check: Check, given: Given): boolean {
  if (given.kind === 'choice') return given.chosen.length > 0;
  if (given.kind === 'gap') return given.words.every((word) => word.trim() !== '');
  return check.kind === 'order';
}
