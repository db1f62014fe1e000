import type { Stop } from '@pluriclasse/client/capsule/stops';
import { newObjectId, newPageId } from '@pluriclasse/shared/board/newId';
import type { ObjectBody, ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import { encodeInk, type InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import { Manifest } from '@pluriclasse/shared/capsule/manifest';
import type { Captions } from '@pluriclasse/shared/capsule/captions';
import { packBody, type BoardReel, type ReelStep } from '@pluriclasse/shared/capsule/reel';
import { seededRandom } from '../board/seededRandom.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const capsuleId = uuid(1);
export const DURATION = 60_000;

/** Two teachers of two schools, each heard as a tone of its own. */
export const speakers = [
  {
    name: 'Ms Rus',
    hertz: 440,
    school: 0,
    heard: [
      [500, 7_000],
      [16_000, 26_000],
      [40_000, 46_000],
    ],
  },
  {
    name: 'Paolo Neri',
    hertz: 660,
    school: 1,
    heard: [
      [7_500, 15_000],
      [30_000, 38_000],
      [50_000, 58_000],
    ],
  },
] as const;

/** A drawing in a place of its own on one of the pages, and when it is there; times in milliseconds. */
export interface Drawing {
  readonly id: ObjectId;
  readonly page: number;
  /** The middle of a square that nothing else touches, in page units. */
  readonly x: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
}
const COLUMNS = 8;

/** What is on the board when: two pages, drawings that come and go, a text that is written and moved. */
export function makeBoard(): { reel: BoardReel; drawings: Drawing[]; pageAt: (at: number) => number } {
  const random = seededRandom(4);
  const pages = [newPageId(random), newPageId(random)] as const;
  const text = newObjectId(random);
  const steps: ReelStep[] = [
    { at: 0, do: 'page', page: pages[0], order: 1 },
    { at: 0, do: 'show', page: pages[0] },
    { at: 0, do: 'draw', page: pages[0], id: text, body: packBody(letters) },
    { at: 1_000, do: 'write', page: pages[0], id: text, text: 'Our village' },
    { at: 20_000, do: 'page', page: pages[1], order: 2 },
    { at: 20_000, do: 'show', page: pages[1] },
    { at: 34_000, do: 'move', page: pages[0], id: text, place: [0, 20] },
    { at: 35_000, do: 'show', page: pages[0] },
    { at: 50_000, do: 'show', page: pages[1] },
  ];
  const drawings = Array.from({ length: 32 }, (_, n): Drawing => {
    const page = n % 2;
    const from = (page === 0 ? 1_500 : 20_500) + Math.floor(random() * 35_000);
    const goes = random() < 0.4;
    const to = goes ? from + 2_000 + Math.floor(random() * 15_000) : Infinity;
    const cell = Math.floor(n / 2);
    const [x, y] = [150 + (cell % COLUMNS) * 180, 320 + Math.floor(cell / COLUMNS) * 340];
    return { id: newObjectId(random), page, x, y, from, to };
  });
  for (const [n, { id, page, x, y, from, to }] of drawings.entries()) {
    steps.push({ at: from, do: 'draw', page: pages[page] as PageId, id, body: packBody(ring(n, x, y)) }); // 0 or 1
    if (to < DURATION) steps.push({ at: to, do: 'erase', page: pages[page] as PageId, id }); // as above
  }
  steps.sort((a, b) => a.at - b.at);
  return {
    reel: { steps },
    drawings,
    pageAt: (at) => (at < 20_000 ? 0 : at < 35_000 ? 1 : at < 50_000 ? 0 : 1),
  };
}

const letters: ObjectBody = { kind: 'text', z: 0, color: 'ink', size: 80, x: 560, y: 60, width: 900 };
const colors = ['blue', 'plum', 'red', 'green', 'brown'] as const;

/** A snail: from a ring inwards, so that its middle is ink. */
function ring(n: number, x: number, y: number): ObjectBody {
  const points = Array.from({ length: 60 }, (_, k): InkPoint => {
    const [turn, far] = [(k / 12) * Math.PI * 2, 70 * (1 - k / 59)];
    return [x + Math.cos(turn) * far, y + Math.sin(turn) * far, 0.5];
  });
  return {
    kind: 'stroke',
    z: n + 1,
    color: colors[n % colors.length] ?? 'blue',
    width: 20,
    ink: encodeInk({ points, pressure: false }),
  };
}

export const stops: Stop[] = [
  { id: 'first', at: 9_000, done: true, label: 'Check 1 of 3: Where is the mill?' },
  { id: 'second', at: 32_000, done: false, label: 'Check 2 of 3: Who lives by the river?' },
  { id: 'third', at: 52_000, done: false, label: 'Check 3 of 3: Say it' },
];
export const captions: Captions = {
  language: 'en',
  cues: [
    { from: 500, to: 7_000, speaker: 'Ms Rus', text: 'Good morning, schools! Look at our village.' },
    { from: 7_500, to: 15_000, speaker: 'Paolo Neri', text: 'The mill is next to the church.' },
    { from: 16_000, to: 21_000, speaker: 'Ms Rus', text: 'Where is the café? Who knows?' },
    { from: 30_000, to: 38_000, speaker: null, text: 'It is between the school and the river.' },
    { from: 50_000, to: 58_000, speaker: 'Paolo Neri', text: 'Goodbye, everybody!\nSee you on Thursday.' },
  ],
};

export interface MediaSizes {
  readonly voices: readonly number[];
  readonly boardBytes: number;
  readonly pictures: Manifest['pictures'];
}

export function makeManifest({ voices, boardBytes, pictures }: MediaSizes, change: Partial<Manifest> = {}): Manifest {
  return Manifest.parse({
    capsuleId,
    lessonId: uuid(2),
    title: 'In our village',
    startsAt: Date.UTC(2026, 10, 17, 9, 30),
    revision: 1,
    duration: DURATION,
    sites: [
      { schoolId: uuid(100), name: 'Valea Mică', town: 'Valea Mică', order: 1 },
      { schoolId: uuid(101), name: 'Roccaverde', town: 'Roccaverde', order: 0 },
    ],
    voices: speakers.map(({ name, school, heard }, n) => ({
      trackId: uuid(10 + n),
      source: 'microphone',
      name,
      schoolId: uuid(100 + school),
      type: 'audio/webm; codecs="opus"',
      bytes: voices[n],
      link: `/media/voice-${n}`,
      heard: heard.map(([from, to]) => ({ from, to })),
    })),
    pictures,
    board: { link: '/media/board', bytes: boardBytes },
    captions: { language: captions.language, link: '/media/captions', bytes: JSON.stringify(captions).length },
    chapters: [
      { at: 0, title: 'Hello, schools!' },
      { at: 8_000, title: 'New words: places' },
      { at: 22_000, title: 'Pairs: ask the way' },
      { at: 40_000, title: 'Show and tell' },
      { at: 52_000, title: 'Goodbye song' },
    ],
    cues: [
      { what: 'turn', at: 26_500, schoolId: uuid(101) },
      { what: 'turn', at: 29_500, schoolId: null },
      { what: 'wall', at: 18_000, name: 'Ms Rus', text: 'mill, church, bridge, river' },
    ],
    gaps: [{ from: 47_000, to: 48_500 }],
    linksUntil: Date.now() + 3_600_000,
    ...change,
  });
}
