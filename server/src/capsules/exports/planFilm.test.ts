import { TrackId } from '@pluriclasse/shared/ids';
import { expect, test } from 'vitest';
import type { ExportPicture, ExportVoice } from './ExportMaterial.ts';
import { boardWidth, fitted, pageBox } from './layout.ts';
import { planFilm } from './planFilm.ts';

const trackId = TrackId.parse('00000000-0000-4000-8000-000000000001');
const voice = (person: string, seconds: number): ExportVoice => ({
  person,
  name: person,
  source: 'microphone',
  path: '/v',
  heard: [{ from: 0, to: seconds * 1_000 }],
});
const picture = (person: string, source: ExportPicture['source'], ...times: [number, number][]): ExportPicture => ({
  person,
  name: person,
  source,
  files: [
    {
      trackId,
      codec: 'vp8',
      type: '',
      bytes: 1,
      head: 1,
      pieces: times.map(([from, to]) => ({ from, to, offset: 1, size: 1, shift: 0 })),
    },
  ],
});

test('those who are heard longest have the places in the column; others are named', () => {
  const voices = [voice('a', 1), voice('b', 9), voice('c', 5), voice('d', 3), voice('e', 20)];
  const pictures = ['a', 'b', 'c', 'd'].map((person) => picture(person, 'camera', [0, 1_000]));
  const plan = planFilm({ voices, pictures });
  expect(plan.side.map(({ name, tile }) => [name, tile])).toEqual([
    ['b', true],
    ['c', true],
    ['d', true],
    ['e', false],
    ['a', false],
  ]);
  expect(plan.pictures).toHaveLength(3);
  expect(plan.pictures.every(({ box }) => box.x > boardWidth)).toBe(true);
});

test('a screen lies over the board, beneath the cameras, while it is shown', () => {
  const pictures = [
    picture('a', 'camera', [0, 9_000]),
    picture('a', 'screen', [1_000, 2_000], [2_100, 3_000], [7_000, 8_000]),
  ];
  const plan = planFilm({ voices: [], pictures });
  expect(plan.pictures.map(({ box }) => box === pageBox)).toEqual([true, false]);
  expect(plan.pictures[0]?.seen).toEqual([
    { from: 1_000, to: 3_000 },
    { from: 7_000, to: 8_000 },
  ]);
});

test('a picture with a thousand holes is seen in few stretches', () => {
  const holes = Array.from({ length: 1_000 }, (_, n): [number, number] => [n * 2_000, n * 2_000 + 1_000]);
  const plan = planFilm({ voices: [], pictures: [picture('a', 'camera', ...holes)] });
  expect(plan.pictures[0]?.seen.length).toBeLessThanOrEqual(40);
});

test.each([
  [
    { width: 640, height: 360 },
    { x: 10, y: 20, width: 256, height: 144 },
  ],
  [
    { width: 640, height: 480 },
    { x: 42, y: 20, width: 192, height: 144 },
  ],
  [
    { width: 100, height: 1_000 },
    { x: 131, y: 20, width: 14, height: 144 },
  ],
])('a picture of %o fits', (size, box) => {
  expect(fitted({ x: 10, y: 20, width: 256, height: 144 }, size)).toEqual(box);
});
