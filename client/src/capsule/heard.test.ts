import type { Cue, Voice } from '@pluriclasse/shared/capsule/manifest';
import { SchoolId, TrackId } from '@pluriclasse/shared/ids';
import { expect, test } from 'vitest';
import { heardAt } from './heard.ts';

const [own, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'].map((id) =>
  SchoolId.parse(id),
) as [SchoolId, SchoolId]; // two of two
const voice = (name: string, schoolId: SchoolId, source: Voice['source'], ...heard: [number, number][]): Voice => ({
  trackId: TrackId.parse('00000000-0000-4000-8000-00000000000a'),
  source,
  name,
  schoolId,
  type: 'audio/webm; codecs="opus"',
  bytes: 1,
  link: '',
  heard: heard.map(([from, to]) => ({ from, to })),
});
const voices = [
  voice('Rus', own, 'microphone', [10, 20], [40, 60]),
  voice('Neri', other, 'microphone', [15, 30], [70, 80]),
  voice('a film', other, 'screen-audio', [0, 100]),
];
const cues: Cue[] = [
  { what: 'turn', at: 62, schoolId: other },
  { what: 'wall', at: 63, name: 'Rus', text: 'Well done' },
  { what: 'turn', at: 69, schoolId: null },
];

test.each([
  [0, undefined],
  [10, 'Rus now'],
  [16, 'Neri now'],
  [25, 'Neri now'],
  [35, 'Neri before'],
  [59, 'Rus now'],
  [60, 'Rus before'],
  [65, 'pupil of other'],
  [69, 'Rus before'],
  [75, 'Neri now'],
  [99, 'Neri before'],
])('at %i: %s', (at, expected) => {
  const heard = heardAt({ voices, cues }, at);
  const words =
    heard?.kind === 'voice'
      ? `${heard.voice.name} ${heard.now ? 'now' : 'before'}`
      : heard && `pupil of ${heard.schoolId === other ? 'other' : 'own'}`;
  expect(words).toBe(expected);
});
