import { SeatId } from '@pluriclasse/shared/ids';
import { expect, it } from 'vitest';
import { Voices } from './Voices.ts';

const [a, b] = [1, 2].map((n) => SeatId.parse(`00000000-0000-4000-8000-00000000000${n}`)) as [SeatId, SeatId];

it('a report stands for the half second before it, and a breath ends nothing', () => {
  const voices = new Voices();
  expect(voices.hear([a], 1_000)).toEqual([]);
  expect(voices.hear([], 1_500)).toEqual([]);
  expect(voices.hear([a], 2_500)).toEqual([]);
  expect(voices.end()).toEqual([{ seatId: a, from: 500, to: 2_500 }]);
  expect(voices.end()).toEqual([]);
});

it('each seat has stretches of its own', () => {
  const voices = new Voices();
  voices.hear([a, b], 1_000);
  voices.hear([b], 2_000);
  expect(voices.hear([b], 3_500)).toEqual([{ seatId: a, from: 500, to: 1_000 }]);
  expect(voices.hear([a, b], 4_000)).toEqual([]);
  expect(voices.end()).toEqual([
    { seatId: b, from: 500, to: 4_000 },
    { seatId: a, from: 3_500, to: 4_000 },
  ]);
});

it('a long one is told in pieces without a hole', () => {
  const voices = new Voices();
  const told = Array.from({ length: 300 }, (_, n) => voices.hear([a], (n + 1) * 500)).flat();
  const all = [...told, ...voices.end()];
  expect(all.length).toBeGreaterThan(1);
  expect(all[0]?.from).toBe(0);
  for (const [n, { to }] of all.slice(0, -1).entries()) expect(all[n + 1]?.from).toBe(to);
  expect(all.at(-1)?.to).toBe(150_000);
});
