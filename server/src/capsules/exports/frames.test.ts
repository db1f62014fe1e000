import { newObjectId, newPageId } from '@pluriclasse/shared/board/newId';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { packBody, type ReelStep } from '@pluriclasse/shared/capsule/reel';
import { expect, test } from 'vitest';
import { boardFrames } from './boardFrames.ts';
import { frameTimes } from './frameTimes.ts';
import { joinNear, sideFrames } from './sideFrames.ts';

test.each([
  ['nothing', [], [0]],
  ['at the beginning', [0, 0], [0]],
  ['each by itself', [5_000, 9_000], [0, 5_000, 9_000]],
  ['several within a step come together', [500, 700, 1_200, 1_900], [0, 1_000, 2_000]],
  ['none at the end or later', [9_500, 10_000, 12_000], [0, 9_500]],
  ['in any order', [3_000, 2_000], [0, 2_000, 3_000]],
])('frames: %s', (_, changes, times) => expect(frameTimes(changes, 10_000, 1_000)).toEqual(times));

const page = newPageId();
const [stroke, text] = [newObjectId(), newObjectId()];
const steps: ReelStep[] = [
  { do: 'page', at: 0, page, order: 1 },
  {
    do: 'draw',
    at: 2_000,
    page,
    id: stroke,
    body: packBody({
      kind: 'stroke',
      z: 2,
      color: 'red',
      width: 10,
      ink: encodeInk({
        points: [
          [10, 20, 0.5],
          [11, 20, 0.5],
          [40, 60, 0.5],
        ],
        pressure: false,
      }),
    }),
  },
  {
    do: 'draw',
    at: 4_000,
    page,
    id: text,
    body: packBody({ kind: 'text', z: 1, color: 'ink', size: 56, x: 100, y: 200, width: 400 }),
  },
  { do: 'write', at: 4_000, page, id: text, text: 'a < b &\u0001\nx' },
  { do: 'move', at: 6_000, page, id: stroke, place: [5, -5] },
  { do: 'erase', at: 8_000, page, id: stroke },
];

test('the board is drawn as it is at each time', () => {
  const drawn = boardFrames({ steps }, 'Title <1>', 10_000, 1_000).map(({ at, draw }) => ({ at, svg: draw() }));
  expect(drawn.map(({ at }) => at)).toEqual([0, 2_000, 4_000, 6_000, 8_000]);
  const paths = drawn.map(({ svg }) => /<path.*\/>/.exec(svg)?.[0]);
  const path = 'stroke="#a8201a" stroke-width="10" d="M10 20l30 40"/>';
  expect(paths).toEqual([
    undefined,
    `<path ${path}`,
    `<path ${path}`,
    `<path transform="translate(5 -5)" ${path}`,
    undefined,
  ]);
  expect(drawn[0]?.svg).toContain('>Title &lt;1&gt;</text>');
  expect(drawn[2]?.svg).toContain('<tspan x="100" y="253">a &lt; b &amp;</tspan><tspan x="100" y="323">x</tspan>');
  // The text lies beneath.
  expect(drawn[2]?.svg.indexOf('<tspan')).toBeLessThan(drawn[2]?.svg.indexOf('<path') ?? 0);
});

test('a dot is drawn too', () => {
  const ink = encodeInk({ points: [[7, 8, 0.5]], pressure: false });
  const body = packBody({ kind: 'stroke', z: 0, color: 'ink', width: 6, ink });
  const dot: ReelStep[] = [
    { do: 'page', at: 0, page, order: 1 },
    { do: 'draw', at: 0, page, id: stroke, body },
  ];
  expect(boardFrames({ steps: dot }, '', 1_000, 1_000)[0]?.draw()).toContain('d="M7 8h.01"');
});

test('a breath is no silence', () => {
  const heard = [
    { from: 0, to: 1_000 },
    { from: 2_000, to: 3_000 },
    { from: 6_000, to: 7_000 },
  ];
  expect(joinNear(heard, 1_500)).toEqual([
    { from: 0, to: 3_000 },
    { from: 6_000, to: 7_000 },
  ]);
  const frames = sideFrames([{ name: 'Ada & Bo', tile: false, heard }], 10_000);
  const bold = frames.map(({ at, draw }) => [at, draw().includes('font-weight="bold">Ada &amp; Bo<')]);
  expect(bold).toEqual([
    [0, true],
    [3_000, false],
    [6_000, true],
    [7_000, false],
  ]);
});
