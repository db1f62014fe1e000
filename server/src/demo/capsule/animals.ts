import type { CheckSheet } from '@pluriclasse/shared/api/catchUps';
import type { InkColor, PenWidth, TextSize } from '@pluriclasse/shared/board/page';
import { CheckId } from '@pluriclasse/shared/ids';
import { demoId } from '../demoId.ts';

/** A place on the board's page. */
export type Spot = readonly [x: number, y: number];

/** What a teacher did at the board: `at` is milliseconds since recording began. */
export type Deed = { readonly at: number } & (
  | { readonly page: number }
  | { readonly ink: readonly Spot[]; readonly color: InkColor; readonly width: PenWidth }
  | { readonly words: string; readonly spot: Spot; readonly color: InkColor; readonly size: TextSize }
);

/** A part of an ellipse; angles in turns, from three o'clock on. */
const arc = ([x, y]: Spot, [rx, ry]: Spot, from = 0, to = 1): Spot[] =>
  Array.from({ length: 33 }, (_, n) => {
    const angle = 2 * Math.PI * (from + ((to - from) * n) / 32);
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as const;
  });
const ink = (at: number, points: readonly Spot[], color: InkColor = 'ink', width: PenWidth = 10): Deed => ({
  at,
  ink: points,
  color,
  width,
});
const words = (at: number, text: string, spot: Spot, color: InkColor, size: TextSize = 80): Deed => ({
  at,
  words: text,
  spot,
  color,
  size,
});
const leg = (at: number, x: number): Deed =>
  ink(at, [
    [x, 700],
    [x - 4, 800],
    [x - 2, 872],
    [x + 78, 872],
    [x + 76, 800],
    [x + 74, 725],
  ]);

const elephant: Deed[] = [
  ink(20_500, arc([880, 560], [310, 205], 0.42, 1.4)),
  ink(21_900, arc([520, 470], [155, 150], 0.1, 1.02)),
  ink(23_100, arc([610, 460], [85, 125], -0.3, 0.62)),
  ink(24_300, [
    [392, 555],
    [362, 640],
    [350, 730],
    [330, 800],
    [290, 820],
    [262, 790],
  ]),
  ink(25_200, [
    [478, 615],
    [440, 700],
    [425, 790],
    [390, 860],
    [310, 880],
    [250, 850],
    [262, 790],
  ]),
  leg(26_300, 650),
  leg(27_000, 780),
  leg(27_700, 960),
  leg(28_400, 1080),
  ink(29_100, [
    [1185, 520],
    [1240, 590],
    [1235, 680],
    [1260, 720],
  ]),
  ink(29_700, arc([462, 440], [9, 9]), 'ink', 20),
];

const five = [1, 2, 3, 4, 5].flatMap((n): Deed[] => {
  const x = 40 + n * 240;
  return [
    words(48_200 + n * 900, String(n), [x, 230], 'blue', 120),
    ink(48_600 + n * 900, arc([x + 38, 480], [70, 70], -0.25, 0.76), 'red'),
    ink(
      53_100 + n * 1_250,
      [
        [x - 10, 660],
        [x + 25, 710],
        [x + 95, 600],
      ],
      'green',
      20,
    ),
  ];
});

const cat: Deed[] = [
  ink(61_000, arc([470, 600], [210, 190], -0.3, 0.71)),
  ink(61_900, [
    [300, 490],
    [290, 330],
    [410, 420],
  ]),
  ink(62_400, [
    [530, 420],
    [650, 330],
    [640, 490],
  ]),
  ink(62_900, arc([400, 560], [12, 16]), 'green', 20),
  ink(63_300, arc([540, 560], [12, 16]), 'green', 20),
  ink(
    63_700,
    [
      [450, 640],
      [490, 640],
      [470, 665],
      [450, 640],
    ],
    'red',
  ),
  ink(
    64_100,
    [
      [400, 655],
      [250, 635],
    ],
    'ink',
    6,
  ),
  ink(
    64_300,
    [
      [540, 655],
      [690, 635],
    ],
    'ink',
    6,
  ),
  ...['c', 'a', 't'].map((letter, n) => words(64_900 + n * 700, letter, [900 + n * 150, 470], 'blue', 120)),
];

/** All that was done at the board, in its order. */
export const deeds: readonly Deed[] = [
  { at: 0, page: 0 },
  words(1_200, 'Good morning, everybody!', [90, 60], 'blue'),
  ...elephant,
  words(33_600, 'an elephant', [1000, 200], 'plum'),
  words(42_900, 'It is big and grey.', [480, 930], 'plum'),
  { at: 45_500, page: 1 },
  words(46_500, 'Let us count together.', [90, 60], 'blue'),
  ...five,
  { at: 60_500, page: 2 },
  words(60_700, 'Can you spell it?', [90, 60], 'blue'),
  ...cat,
  words(69_000, 'Page 14', [900, 700], 'red'),
  words(72_500, 'Only English!', [900, 800], 'red'),
  words(84_500, 'Thursday, half past nine', [440, 940], 'plum'),
].toSorted((a, b) => a.at - b.at);

/** When the teacher speaks. What the children say between is not there: no child is recorded. */
export const heard: readonly (readonly [from: number, to: number])[] = [
  [300, 4_150],
  [13_990, 20_300],
  [24_430, 30_360],
  [33_440, 37_230],
  [42_710, 53_330],
  [60_560, 63_400],
  [67_110, 77_060],
  [82_250, 88_170],
];

export const demoCapsule = {
  title: 'A big, grey elephant',
  /** Milliseconds. */
  length: 92_000,
  /** Minutes of the lesson of which it is a part. */
  minutes: 45,
  teacher: 'paolo.neri@roccaverde.example',
  colleague: 'dana.rus@valeamica.example',
  phases: [
    [0, 'Good morning!'],
    [20_300, 'What is it?'],
    [42_500, 'We count'],
    [60_300, 'Spell a word'],
    [66_900, 'Work in pairs'],
  ],
  /** Who was not there; of the third school nobody was. */
  absent: { roccaverde: ['Tea', 'Zeno', 'Iris'], 'valea-mica': ['Vlad'] },
} as const;

const checkId = (key: string) => demoId(CheckId, 'capsule', key);
export const demoSheet: CheckSheet = {
  checks: [
    {
      checkId: checkId('hear'),
      at: 20_400,
      from: 13_990,
      kind: 'say',
      ask: 'Say: Can you hear me?',
    },
    {
      checkId: checkId('colour'),
      at: 39_500,
      kind: 'choice',
      ask: 'What colour is the elephant?',
      why: 'Elephants are grey. Only in stories they are blue!',
      options: [
        { text: 'It is green.', right: false },
        { text: 'It is grey.', right: true },
        { text: 'It is blue.', right: false },
      ],
    },
    {
      checkId: checkId('count'),
      at: 59_800,
      kind: 'gap',
      ask: 'Count with the teacher.',
      text: 'One, two, [three], four, [five].',
    },
    { checkId: checkId('spell'), at: 77_200, kind: 'order', ask: 'Spell the animal.', items: ['C', 'A', 'T'] },
  ],
  task: { ask: 'Which animal do you like? Write two sentences about it.', how: 'write' },
};
