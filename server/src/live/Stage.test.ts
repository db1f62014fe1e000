import type { StageState } from '@pluriclasse/shared/signalling/state';
import { SeatId } from '@pluriclasse/shared/ids';
import { expect, test } from 'vitest';
import { Stage } from './Stage.ts';

const a = SeatId.parse('00000000-0000-4000-8000-00000000000a');
const b = SeatId.parse('00000000-0000-4000-8000-00000000000b');

test.each<[string, (stage: Stage) => unknown, StageState]>([
  ['people at first', () => undefined, { show: 'people' }],
  ['a screen that starts', (stage) => stage.streamStarted(a, 'screen'), { show: 'screen', seatId: a }],
  ['a document that starts', (stage) => stage.streamStarted(a, 'document'), { show: 'document', seatId: a }],
  ['a camera changes nothing', (stage) => stage.streamStarted(a, 'camera'), { show: 'people' }],
  [
    'the board again after a screen',
    (stage) => [stage.set({ show: 'board' }), stage.streamStarted(a, 'screen'), stage.streamStopped(a, 'screen')],
    { show: 'board' },
  ],
  [
    'the board again after a screen that took the place of a document',
    (stage) => [
      stage.set({ show: 'board' }),
      stage.streamStarted(a, 'document'),
      stage.streamStarted(b, 'screen'),
      stage.streamStopped(b, 'screen'),
    ],
    { show: 'board' },
  ],
  [
    'what a teacher chose while a screen is sent',
    (stage) => [stage.streamStarted(a, 'screen'), stage.set({ show: 'people' }), stage.streamStopped(a, 'screen')],
    { show: 'people' },
  ],
  [
    "another's stream stops",
    (stage) => [stage.streamStarted(a, 'screen'), stage.streamStopped(b, 'screen')],
    { show: 'screen', seatId: a },
  ],
])('%s', (_, happen, expected) => {
  const stage = new Stage();
  happen(stage);
  expect(stage.state).toEqual(expected);
});

test('a stream on the stage does not outlive its server', () => {
  expect(new Stage({ show: 'screen', seatId: a }).state).toEqual({ show: 'people' });
  expect(new Stage({ show: 'board' }).state).toEqual({ show: 'board' });
});
