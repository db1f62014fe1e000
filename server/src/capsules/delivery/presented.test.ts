import type { CapsuleEdit } from '@pluriclasse/shared/api/capsules';
import { PageId } from '@pluriclasse/shared/board/objects';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import { PhaseId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { MessageId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CapsuleCue } from '../cues.ts';
import { chaptersOf, presentChapters } from './chaptersOf.ts';
import { pageMarks, type PageTurn } from './pageMarks.ts';
import { presentCues, presentGaps } from './cuesOf.ts';

const kept = [
  { from: 100, to: 200 },
  { from: 300, to: 400 },
];
const phase = (at: number, title: string): CapsuleCue => ({ kind: 'phase', at, body: { phaseId: PhaseId.parse(randomUUID()), title } }); // prettier-ignore
const [own, partner] = [SchoolId.parse(randomUUID()), SchoolId.parse(randomUUID())];
const turn = (at: number, schoolId: SchoolId | null): CapsuleCue => ({ kind: 'turn', at, body: { schoolId } });
const staffId = StaffId.parse(randomUUID());
const wall = (at: number, text: string): CapsuleCue => ({ kind: 'wall', at, body: { messageId: MessageId.parse(randomUUID()), staffId, text } }); // prettier-ignore

describe('chapters', () => {
  const cues = [phase(0, 'Hello'), turn(10, own), phase(120, 'Colours'), phase(210, 'Gone'), phase(250, 'Game'), phase(500, 'Late')]; // prettier-ignore

  it('are the phases, unless a teacher named them', () => {
    expect(chaptersOf(cues, { chapters: null }, [], 600).map(({ title }) => title)).toEqual(['Hello', 'Colours', 'Gone', 'Game', 'Late']); // prettier-ignore
    expect(chaptersOf(cues, { chapters: [{ at: 5, title: 'Mine' }] }, [], 600)).toEqual([{ at: 5, title: 'Mine' }]);
  });

  it('begin where viewers are: what began before goes on, what began and ended in what is cut is gone', () => {
    expect(presentChapters(cues, { chapters: null }, [], kept)).toEqual([
      { at: 0, title: 'Hello' },
      { at: 20, title: 'Colours' },
      { at: 100, title: 'Game' },
    ]);
  });
});

describe('pages within chapters', () => {
  const [first, second, third] = ['AAAAAAAAAA', 'BBBBBBBBBB', 'CCCCCCCCCC'].map((id) => PageId.parse(id)) as [
    PageId,
    PageId,
    PageId,
  ];
  const s = 1_000;
  const turns: PageTurn[] = [
    { at: -200, page: first, number: 1 },
    { at: 20 * s, page: second, number: 2 },
    { at: 23 * s, page: third, number: 3 },
    { at: 40 * s, page: first, number: 1 },
    { at: 42 * s, page: third, number: 3 },
    { at: 60 * s, page: first, number: 1 },
  ];
  const whole = [{ from: 0, to: 90 * s }];
  const marks = (...all: [at: number, page: number][]) => all.map(([at, page]) => ({ at: at * s, title: '', page }));
  const present = (stretches: Stretch[], chapters: CapsuleEdit['chapters'] = null) =>
    presentChapters([phase(0, 'Hello'), phase(23 * s, 'Places')], { chapters }, turns, stretches);

  it('are those that were shown for a while, after the chapter that they begin with', () => {
    expect(present(whole)).toEqual([
      { at: 0, title: 'Hello' },
      ...marks([0, 1]),
      { at: 23 * s, title: 'Places' },
      ...marks([23, 3], [60, 1]),
    ]);
  });

  it.each<[string, Stretch[], ReturnType<typeof marks>]>([
    ['cut to an instant', [{ from: 0, to: 20 * s }, { from: 60 * s, to: 90 * s }], []], // prettier-ignore
    ['cut in the middle', [{ from: 0, to: 30 * s }, { from: 50 * s, to: 90 * s }], marks([0, 1], [23, 3], [40, 1])], // prettier-ignore
    ['cut short', [{ from: 0, to: 26 * s }, { from: 60 * s, to: 90 * s }], []], // prettier-ignore
  ])('count by what viewers see: %s', (_, stretches, expected) =>
    expect(present(stretches).filter(({ page }) => page !== undefined)).toEqual(expected),
  );

  it('stay as a teacher named them', () => {
    const named = [
      { at: 10 * s, title: 'Mine' },
      { at: 12 * s, title: 'The map', page: 2 },
      { at: 12 * s, title: 'The mill', page: 3 },
    ];
    expect(present(whole, named)).toEqual([named[0], named[2]]);
  });

  it('are none where one page was shown all the time', () => {
    expect(pageMarks(turns.slice(0, 2), 22 * s)).toEqual([]);
    expect(pageMarks([], 22 * s)).toEqual([]);
  });
});

describe('cues', () => {
  const seen = (cues: CapsuleCue[]) => presentCues(cues, kept, (id) => (id === staffId ? 'Ada' : null));

  it('what teachers wrote on the wall, but not what they wrote while it was cut', () => {
    expect(seen([wall(50, 'Too early'), wall(150, 'Hi'), wall(250, 'Cut'), wall(310, 'Bye')])).toEqual([
      { what: 'wall', at: 50, name: 'Ada', text: 'Hi' },
      { what: 'wall', at: 110, name: 'Ada', text: 'Bye' },
    ]);
  });

  it('who has the turn, also at a seam', () => {
    expect(
      seen([turn(0, own), turn(150, null), turn(220, own), turn(240, partner), turn(350, null), turn(450, own)]),
    ).toEqual([
      { what: 'turn', at: 0, schoolId: own },
      { what: 'turn', at: 50, schoolId: null },
      { what: 'turn', at: 100, schoolId: partner },
      { what: 'turn', at: 150, schoolId: null },
    ]);
    expect(seen([turn(150, own), turn(250, null), turn(260, own)])).toEqual([{ what: 'turn', at: 50, schoolId: own }]);
  });
});

describe('gaps', () => {
  it('are where viewers miss something', () => {
    const gaps = [
      { from: 0, to: 110 },
      { from: 190, to: 320 },
      { from: 390, to: null },
    ];
    expect(presentGaps(gaps, kept, [])).toEqual([
      { from: 0, to: 10 },
      { from: 90, to: 100 },
      { from: 100, to: 120 },
      { from: 190, to: 200 },
    ]);
  });

  it('between two stretches are an instant, unless they were hidden or cut off', () => {
    const gap = { from: 200, to: 300 };
    expect(presentGaps([gap], kept, [])).toEqual([{ from: 100, to: 100 }]);
    expect(presentGaps([gap], kept, [{ from: 150, to: 350 }])).toEqual([]);
    expect(
      presentGaps(
        [
          { from: 0, to: 50 },
          { from: 400, to: 500 },
        ],
        kept,
        [],
      ),
    ).toEqual([]);
  });
});
