import { expect, test } from 'vitest';
import { cueBefore, cuesAt } from './captions.ts';

const cue = (from: number, to: number, text: string) => ({ from, to, speaker: null, text });
const cues = [cue(1_000, 2_000, 'Where is'), cue(1_500, 3_000, 'The mill'), cue(5_000, 6_000, 'Here')];

test.each([
  [0, [], -1],
  [1_000, ['Where is'], 0],
  [1_600, ['Where is', 'The mill'], 1],
  [2_000, ['The mill'], 1],
  [3_000, [], 1],
  [5_000, ['Here'], 2],
  [90_000, [], 2],
])('at %i', (at, said, before) => {
  expect(cuesAt(cues, at).map(({ text }) => text)).toEqual(said);
  expect(cueBefore(cues, at)).toBe(before);
});
