import { describe, expect, it, test } from 'vitest';
import { CatchUpEventId, CheckId } from '../ids.ts';
import type { Check } from './checks.ts';
import {
  joinSeen,
  noProgress,
  presentCheck,
  seenPresented,
  seenRecorded,
  stateOf,
  withEvent,
  type CatchUpEvent,
} from './progress.ts';
import type { Stretch } from './stretches.ts';

const of = (...bounds: [number, number][]): Stretch[] => bounds.map(([from, to]) => ({ from, to }));
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const checkId = (n: number) => CheckId.parse(uuid(n));
const event = (n: number) => ({ eventId: CatchUpEventId.parse(uuid(n)), at: n });
const choice: Check = {
  checkId: checkId(1),
  at: 0,
  ask: '?',
  kind: 'choice',
  options: [
    { text: 'a', right: true },
    { text: 'b', right: false },
  ],
};
const say: Check = { checkId: checkId(2), at: 0, ask: '!', kind: 'say', from: 0 };
const on = { revision: 3, checks: [choice, say] };
const answer = (n: number, place: number): CatchUpEvent => {
  return { ...event(n), kind: 'answer', checkId: choice.checkId, given: { kind: 'choice', chosen: [place] } };
};
const seen = (n: number, revision: number, ...bounds: [number, number][]): CatchUpEvent => {
  return { ...event(n), kind: 'seen', revision, stretches: of(...bounds) };
};
const task = (n: number, text: string | null): CatchUpEvent => ({ ...event(n), kind: 'task', text });
const said = (n: number, id: CheckId): CatchUpEvent => ({ ...event(n), kind: 'said', checkId: id });
const after = (...events: CatchUpEvent[]) => events.reduce((sum, one) => withEvent(sum, one, on), noProgress);

test.each([
  ['close ones become one', of([0, 1000], [1900, 3000]), of([0, 3000])],
  ['far ones stay apart', of([0, 1000], [2000, 3000]), of([0, 1000], [2000, 3000])],
])('seen: %s', (_, stretches, joined) => expect(joinSeen(stretches)).toEqual(joined));

describe('progress', () => {
  it('keeps what was right once', () => {
    expect(after(answer(1, 1)).checks).toEqual([{ checkId: choice.checkId, mark: 'not-yet' }]);
    expect(after(answer(1, 0), answer(2, 1)).checks).toEqual([{ checkId: choice.checkId, mark: 'right' }]);
  });

  it('takes nothing that does not fit', () => {
    expect(after(said(1, choice.checkId), said(2, checkId(9)), seen(3, 2, [0, 9000]))).toEqual(noProgress);
    expect(
      after({ ...event(1), kind: 'answer', checkId: say.checkId, given: { kind: 'choice', chosen: [0] } }),
    ).toEqual(noProgress);
  });

  it('keeps the latest task', () => {
    expect(after(task(2, 'b'), task(1, 'a')).task).toEqual({ at: 2, text: 'b' });
    expect(after(task(2, null), task(2, 'b')).task).toEqual(after(task(2, 'b'), task(2, null)).task);
  });

  it('is the same in any order and however often events come', () => {
    const events = [
      seen(1, 3, [0, 4000]),
      seen(2, 3, [4500, 9000], [20_000, 21_000]),
      seen(3, 3, [21_500, 22_000]),
      answer(4, 1),
      answer(5, 0),
      said(6, say.checkId),
      task(7, 'first'),
      task(8, 'second'),
    ];
    const expected = after(...events);
    expect(expected.seen).toEqual(of([0, 9000], [20_000, 22_000]));
    let state = 20_261_122;
    const next = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state % below;
    };
    for (let round = 0; round < 200; round++) {
      const sent = [...events, ...events.slice(next(8))];
      const shuffled = sent.map((one) => [next(1000), one] as const).toSorted(([a], [b]) => a - b);
      expect(after(...shuffled.map(([, one]) => one))).toEqual(expected);
    }
  });
});

test('states', () => {
  const all = { duration: 10_000, checks: [choice, say], task: { ask: 'Write', how: 'write' } as const };
  expect(stateOf(noProgress, all)).toBe('new');
  expect(stateOf(after(said(1, say.checkId)), all)).toBe('going');
  const most = [said(1, say.checkId), answer(2, 1), seen(3, 3, [0, 9000])];
  expect(stateOf(after(...most), all)).toBe('going');
  expect(stateOf(after(...most), { ...all, task: null })).toBe('done');
  expect(stateOf(after(...most, task(4, null)), all)).toBe('done');
  expect(stateOf(after(...most.slice(0, 2), task(4, null), seen(5, 3, [0, 8000])), all)).toBe('going');
});

const kept = of([1000, 3000], [7000, 9000]);
test.each([
  ['over a seam', of([1500, 2500]), of([2500, 3000], [7000, 7500])],
  ['all and more', of([0, 99_000]), kept],
  ['nothing', of(), of()],
  ['past the end', of([5000, 6000]), of()],
])('what was seen, in the recording: %s', (_, viewed, recorded) =>
  expect(seenRecorded(kept, viewed)).toEqual(recorded),
);

test('what was seen before a cut is seen after it, as far as it is left', () => {
  const recorded = seenRecorded(of([0, 10_000]), of([0, 6000]));
  expect(seenPresented(kept, recorded)).toEqual(of([0, 2000]));
  expect(seenPresented(kept, seenRecorded(kept, of([500, 2500])))).toEqual(of([500, 2500]));
});

test('a check comes when viewers are there, at the seam if its moment was cut', () => {
  expect(presentCheck(kept, { ...choice, at: 7500 }).at).toBe(2500);
  expect(presentCheck(kept, { ...say, from: 2000, at: 5000 })).toMatchObject({ from: 1000, at: 2000 });
});
