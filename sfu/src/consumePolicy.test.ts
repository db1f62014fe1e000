import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import { describe, expect, it } from 'vitest';
import {
  consumePolicy,
  forgetNarrowing,
  type PolicyMemory,
  type PolicyPicture,
  type PolicySeat,
} from './consumePolicy.ts';

const picture = (from: string, source: MediaSource): PolicyPicture => ({
  producerId: `${from}/${source}`,
  from,
  source,
  layers: 3,
});
const tile = (from: string, source: MediaSource, width = 320, stage = false) => ({
  from,
  source,
  width,
  height: (width * 9) / 16,
  stage,
});

/** Another school's kit on the stage, its desk beside, and a screen. */
const pictures = [
  picture('far-kit', 'camera'),
  picture('far-desk', 'camera'),
  picture('far-desk', 'screen'),
  picture('kit', 'camera'),
];
const tiles = [
  tile('far-kit', 'camera', 1280, true),
  tile('far-desk', 'camera'),
  tile('far-desk', 'screen', 960, false),
];

const seat = (peerKey: string, more: Partial<PolicySeat> = {}): PolicySeat => ({
  peerKey,
  siteKey: 'near',
  chosen: 'all',
  tiles,
  estimate: 5_000_000,
  room: 5_000_000,
  losing: { down: false, up: false },
  sounds: 2,
  sends: ['camera', 'screen'],
  ...more,
});

/** The decision for one seat after its link has been as it is for 17 seconds. */
function settle(seats: readonly PolicySeat[], peerKey = 'kit') {
  let memory: PolicyMemory = new Map();
  for (let now = 0; now < 17_000; now += 2_000) memory = consumePolicy({ now, seats, pictures, memory }).memory;
  const decision = consumePolicy({ now: 17_000, seats, pictures, memory }).seats.get(peerKey);
  if (decision === undefined) throw new Error('No decision');
  return { ...decision, flows: [...decision.pictures.keys()].toSorted() };
}

const KIT = 'far-kit/camera';
const DESK = 'far-desk/camera';
const SCREEN = 'far-desk/screen';

describe('consumePolicy, one seat', () => {
  // Two sounds need 90 kbit/s, each camera 150, the screen 300.
  it.each<[string, Partial<PolicySeat>, string[], string, MediaSource[]]>([
    ['a wide link', {}, [DESK, KIT, SCREEN], 'all', []],
    ['an unmeasured link', { estimate: undefined }, [DESK, KIT, SCREEN], 'all', []],
    ['just wide enough', { estimate: 690_000 }, [DESK, KIT, SCREEN], 'all', []],
    ['cameras beside the stage go first', { estimate: 689_000 }, [KIT, SCREEN], 'stage', []],
    ["then the stage's camera", { estimate: 500_000 }, [SCREEN], 'stage', []],
    ['then the own camera and all pictures, the screen last', { estimate: 300_000 }, [], 'sound', ['camera', 'screen']],
    ['sound stays on the worst link', { estimate: 1_000 }, [], 'sound', ['camera', 'screen']],
    ['chosen: stage only', { chosen: 'stage' }, [KIT], 'stage', []],
    ['chosen: sound and board; the own camera stays', { chosen: 'sound' }, [], 'sound', []],
    ['chosen less needs less', { chosen: 'sound', estimate: 100_000 }, [], 'sound', []],
    ['chosen: stage only, and too narrow for its camera', { chosen: 'stage', estimate: 100_000 }, [], 'sound', []],
    ['chosen: stage only, and too narrow for that', { chosen: 'stage', estimate: 80_000 }, [], 'sound', []],
    [
      'no room, and sound suffers without pictures too',
      { chosen: 'stage', estimate: 80_000, losing: { down: true, up: false } },
      [],
      'sound',
      ['camera', 'screen'],
    ],
    [
      'a narrow way up takes own pictures, no others',
      { losing: { down: false, up: true } },
      [DESK, KIT, SCREEN],
      'all',
      ['camera'],
    ],
    ['no screen to be left', { tiles: tiles.slice(0, 2), estimate: 200_000 }, [], 'sound', []],
    ['nothing shown', { tiles: [] }, [], 'all', []],
    ['not said yet: a guess', { tiles: undefined }, [DESK, KIT, SCREEN], 'all', []],
    ['a tile of somebody who sends nothing', { tiles: [tile('ghost', 'camera')] }, [], 'all', []],
    ['its own picture', { tiles: [tile('kit', 'camera')] }, [], 'all', []],
    ['who sends nothing stops nothing', { sends: [], estimate: 1_000 }, [], 'sound', []],
  ])('%s', (_, more, flows, actual, stopSending) => {
    expect(settle([seat('kit', more)])).toMatchObject({ flows: flows.toSorted(), actual, stopSending });
  });

  it('stops the own camera before it gives up a screen', () => {
    // Between the steps: with the screen alone it does not fit through, without the own camera it is tried first.
    const memory: PolicyMemory = new Map([
      ['seat:kit', { step: 3, tightSince: undefined, changedAt: 0, climbed: false, patience: 10_000 }],
      ['site:near', { step: 3, tightSince: undefined, changedAt: 0, climbed: false, patience: 10_000 }],
    ]);
    const decision = consumePolicy({ now: 1, seats: [seat('kit', { estimate: 400_000 })], pictures, memory }).seats.get(
      'kit',
    );
    expect(decision).toMatchObject({ actual: 'stage', stopSending: ['camera'] });
    expect([...(decision?.pictures.keys() ?? [])]).toEqual([SCREEN]);
  });

  it('tries all of it at once when its person wants that', () => {
    const narrow = { step: 3, tightSince: undefined, changedAt: 0, climbed: false, patience: 10_000 } as const;
    const memory: PolicyMemory = new Map(['seat:kit', 'site:near', 'up:kit', 'seat:desk'].map((key) => [key, narrow]));
    const tried = forgetNarrowing(memory, { peerKey: 'kit', siteKey: 'near' }, 1);
    expect([...tried].map(([key, { step }]) => [key, step])).toEqual([
      ['seat:kit', 0],
      ['site:near', 0],
      ['up:kit', 0],
      ['seat:desk', 3],
    ]);
  });

  it('takes the layer from the tile', () => {
    const { pictures: orders } = settle([seat('kit')]);
    expect(orders.get(KIT)?.layer).toBe(2);
    expect(orders.get(DESK)?.layer).toBe(0);
    expect(orders.get(SCREEN)?.layer).toBe(1);
  });
});

describe('consumePolicy, a site', () => {
  it('decides together for seats that share a narrow link', () => {
    const seats = [seat('kit', { estimate: 600_000 }), seat('desk', { estimate: 700_000 })];
    expect(settle(seats, 'kit').actual).toBe('stage');
    expect(settle(seats, 'desk').actual).toBe('stage');
  });

  it('leaves the others alone when one seat has a weak Wi-Fi', () => {
    const seats = [seat('kit'), seat('desk', { estimate: 200_000 })];
    expect(settle(seats, 'kit').actual).toBe('all');
    expect(settle(seats, 'desk').actual).toBe('sound');
  });

  it('takes one whose link shows no want as a sign that the shared one is wide', () => {
    const seats = [seat('kit', { estimate: undefined }), seat('desk', { estimate: 200_000 })];
    expect(settle(seats, 'kit').actual).toBe('all');
    expect(settle(seats, 'desk').actual).toBe('sound');
  });

  it('asks nothing of companions, who hear and show nothing', () => {
    const tablet = seat('tablet', { estimate: undefined, sounds: 0, tiles: [] });
    const seats = [seat('kit', { estimate: 600_000 }), seat('desk', { estimate: 700_000 }), tablet];
    expect(settle(seats, 'kit').actual).toBe('stage');
  });

  it("leaves another site's seats alone", () => {
    const seats = [seat('kit', { estimate: 100_000 }), seat('other', { siteKey: 'other' })];
    expect(settle(seats, 'other').actual).toBe('all');
  });

  it('gives a large layer only to the largest tile when the link is narrow', () => {
    const small = [tile('far-kit', 'camera', 640, true)];
    const seats = [seat('kit', { estimate: 550_000 }), seat('desk', { estimate: 240_000, tiles: small })];
    expect(settle(seats, 'kit').pictures.get(KIT)?.layer).toBe(2);
    expect(settle(seats, 'desk').pictures.get(KIT)?.layer).toBe(0);
  });

  it('forgets sites and seats that have left', () => {
    const { memory } = consumePolicy({ now: 0, seats: [seat('kit')], pictures, memory: new Map() });
    expect(consumePolicy({ now: 1, seats: [], pictures, memory }).memory.size).toBe(0);
  });
});
