import { afterEach, expect, it, vi } from 'vitest';
import type { Stream } from '../Stream.ts';
import { PathMeter } from './PathMeter.ts';

type Measured = Pick<Stream, 'peerKey' | 'producer'>;
/** Of a stream the meter uses what is here alone. */
const stream = (peerKey: string, getStats: () => Promise<object[]>): Measured =>
  ({ peerKey, producer: { getStats } }) as unknown as Measured;

const meters: PathMeter[] = [];
afterEach(() => meters.splice(0).forEach((meter) => meter.close()));

function create(streams: readonly Measured[]) {
  const told: [string, number][] = [];
  const meter = new PathMeter(new Set(streams), (...path) => told.push(path));
  meters.push(meter);
  return { meter, told };
}

it('tells the shortest round trip of all that a peer sends', async () => {
  const { meter, told } = create([
    stream('desk', () => Promise.resolve([{ roundTripTime: 90 }, { roundTripTime: 40 }, {}])),
    stream('desk', () => Promise.resolve([{ roundTripTime: 35 }])),
    stream('other', () => Promise.resolve([{}])),
    stream('gone', () => Promise.reject(new Error('Closed'))),
  ]);
  await meter.look();
  expect(told).toEqual([['desk', 35]]);
});

it('remembers it for a minute', async () => {
  const trips = vi.fn<() => number>().mockReturnValue(300).mockReturnValueOnce(20);
  const { meter, told } = create([stream('desk', () => Promise.resolve([{ roundTripTime: trips() }]))]);
  for (let n = 0; n < 31; n += 1) await meter.look();
  expect(told.slice(0, 30).every(([, roundTrip]) => roundTrip === 20)).toBe(true);
  expect(told[30]).toEqual(['desk', 300]);
});
