import { expect, test } from 'vitest';
import { stateOfStep } from './asks.ts';

const yes = { answer: 'yes', closedAt: null } as const;
const no = { answer: 'no', closedAt: null } as const;
const open = { answer: null, closedAt: null } as const;
const closed = { answer: null, closedAt: 5 } as const;

test.each([
  ['nobody was asked yet', [], false, 'ahead'],
  ['nobody had to be asked', [], true, 'done'],
  ['all said yes', [yes, yes], false, 'done'],
  ['one is waited for', [yes, open], false, 'now'],
  ['one said no, the others are asked no more', [closed, no], false, 'no'],
  ['it was taken back before all had answered', [yes, closed], false, 'ahead'],
] as const)('%s', (_, asks, over, state) => {
  expect(stateOfStep(asks, over)).toBe(state);
});
