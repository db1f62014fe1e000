import { describe, expect, test } from 'vitest';
import { HandId, PupilId, SchoolId } from '../ids.ts';
import type { Hand } from '../signalling/state.ts';
import { addVoice, emptyLedger, handsLowered, offerFloor, spokenBy, turnBegan, type FloorLedger } from './floor.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const schools = [1, 2, 3, 4].map((n) => SchoolId.parse(uuid(n)));
const [a, b, c] = schools as [SchoolId, SchoolId, SchoolId];
let hands = 100;

/** A pupil's hand; pupil 0 is the class as a whole. */
function hand(schoolId: SchoolId, pupil: number, raisedAt: number): Hand {
  const pupilId = PupilId.parse(uuid(1000 * (schools.indexOf(schoolId) + 1) + pupil));
  return {
    handId: HandId.parse(uuid(++hands)),
    schoolId,
    pupil: pupil === 0 ? null : { pupilId, alias: `P${pupil}`, avatar: 'fox' },
    raisedAt,
  };
}
const names = (queue: readonly Hand[]) =>
  queue.map(({ schoolId, pupil }) => `${'abcd'[schools.indexOf(schoolId)]}${pupil?.alias.slice(1) ?? '*'}`).join(' ');
const voiced = (...times: number[]): FloorLedger =>
  times.reduce((ledger, ms, index) => addVoice(ledger, schools[index] as SchoolId, ms), emptyLedger);

describe('the order of hands', () => {
  const before = (ledger: FloorLedger, ...given: Hand[]) =>
    given.reduce((known, one) => turnBegan(known, one, []), ledger);

  test.each<[string, Hand[], FloorLedger, string, string]>([
    ['nobody', [], emptyLedger, '', 'empty'],
    ['one hand', [hand(b, 1, 5)], voiced(0, 90_000), 'b1', 'only'],
    ['nothing spoken: who waits longest', [hand(b, 1, 9), hand(a, 1, 5)], emptyLedger, 'a1 b1', 'waited-longest'],
    ['the quieter school first', [hand(a, 1, 1), hand(b, 1, 9)], voiced(10_000, 9_999), 'b1 a1', 'spoken-least'],
    ['one school: who waits longest', [hand(a, 2, 3), hand(a, 1, 2)], emptyLedger, 'a1 a2', 'waited-longest'],
    [
      'one school: who had fewer turns, though it waits less',
      [hand(a, 1, 1), hand(a, 2, 9)],
      before(emptyLedger, hand(a, 1, 0)),
      'a2 a1',
      'spoken-least',
    ],
    [
      'schools alternate when they speak alike',
      [hand(a, 1, 1), hand(a, 2, 2), hand(a, 3, 3), hand(b, 1, 4), hand(b, 2, 5)],
      emptyLedger,
      'a1 b1 a2 b2 a3',
      'waited-longest',
    ],
    [
      'a school that spoke much still waits two turns at most',
      [hand(a, 1, 1), hand(b, 1, 2), hand(b, 2, 3), hand(b, 3, 4)],
      voiced(600_000, 0),
      'b1 b2 a1 b3',
      'spoken-least',
    ],
    [
      'equal voice: fewer turns first',
      [hand(a, 1, 1), hand(b, 1, 9)],
      before(emptyLedger, hand(a, 7, 0)),
      'b1 a1',
      'waited-longest',
    ],
    ['a class raises as a whole', [hand(a, 0, 2), hand(b, 1, 1)], voiced(0, 5), 'a* b1', 'spoken-least'],
    [
      'three schools',
      [hand(a, 1, 1), hand(b, 1, 2), hand(c, 1, 3)],
      voiced(20_000, 30_000, 10_000),
      'c1 a1 b1',
      'spoken-least',
    ],
  ])('%s', (_, up, ledger, order, reason) => {
    const offer = offerFloor(up, ledger);
    expect(names(offer.queue)).toBe(order);
    expect(offer.reason).toBe(reason);
  });

  test.each<[string, Hand[], FloorLedger, string, string]>([
    ['one that asks after all who take part', [hand(a, 1, 1), hand(b, 1, 9)], voiced(0, 60_000), 'b1 a1', 'only'],
    ['alone it is next', [hand(a, 1, 1)], emptyLedger, 'a1', 'only'],
    [
      'those who take part are weighed among themselves',
      [hand(a, 1, 1), hand(b, 1, 2), hand(c, 1, 3)],
      voiced(0, 20_000, 10_000),
      'c1 b1 a1',
      'spoken-least',
    ],
  ])('of a school that only watches: %s', (_, up, ledger, order, reason) => {
    const offer = offerFloor(up, ledger, [a]);
    expect(names(offer.queue)).toBe(order);
    expect(offer.reason).toBe(reason);
  });

  test('a school overdue is offered though it has spoken more, and the reason says so', () => {
    const waiting = hand(a, 1, 1);
    let ledger = voiced(600_000, 0);
    for (const turn of [1, 2]) ledger = turnBegan(ledger, hand(b, turn, 2), [waiting]);
    expect(offerFloor([waiting, hand(b, 3, 3)], ledger)).toMatchObject({ reason: 'waited-longest' });
    expect(names(offerFloor([waiting, hand(b, 3, 3)], ledger).queue)).toBe('a1 b3');
  });

  test('lowering the last hand of a school forgets that it waited', () => {
    const ledger = turnBegan(emptyLedger, hand(b, 1, 1), [hand(a, 1, 1)]);
    expect(ledger.schools[a]?.passedOver).toBe(1);
    expect(handsLowered(ledger, []).schools[a]?.passedOver).toBe(0);
  });

  test('voice adds up by school', () => {
    expect(spokenBy(addVoice(voiced(500), a, 250), a)).toBe(750);
    expect(spokenBy(voiced(500), b)).toBe(0);
  });
});

describe('nobody waits long', () => {
  /** A reproducible stream of numbers in [0, 1) (mulberry32). */
  function random(seed: number) {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  /** Plays turns with all pupils eager and turns of wild lengths; answers the longest wait of a school, in turns. */
  function longestWait(sizes: number[], seed: number): number {
    const next = random(seed);
    let up = sizes.flatMap((size, site) =>
      Array.from({ length: size }, (_, n) => hand(schools[site] as SchoolId, n + 1, n)),
    );
    let ledger = emptyLedger;
    const waited = sizes.map(() => 0);
    let longest = 0;
    for (let turn = 0; turn < 200; turn++) {
      const given = offerFloor(up, ledger).queue[0] as Hand;
      up = up.filter((one) => one !== given);
      ledger = addVoice(turnBegan(ledger, given, up), given.schoolId, Math.round(next() ** 3 * 120_000));
      sizes.forEach((_, site) => {
        const stillUp = up.some(({ schoolId }) => schoolId === schools[site]);
        waited[site] = schools[site] === given.schoolId || !stillUp ? 0 : (waited[site] ?? 0) + 1;
        longest = Math.max(longest, waited[site] ?? 0);
      });
      if (up.length === 0 || next() < 0.95) up.push({ ...given, raisedAt: 1000 + turn });
    }
    return longest;
  }

  test.each([
    [[4, 14], 2],
    [[1, 20], 2],
    [[4, 14, 9], 3],
    [[5, 5, 5, 14], 5],
  ])('sites of %j: at most %i turns', (sizes, most) => {
    for (let seed = 1; seed <= 20; seed++) expect(longestWait(sizes, seed)).toBeLessThanOrEqual(most);
  });
});
