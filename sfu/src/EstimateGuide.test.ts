import { expect, it } from 'vitest';
import { RoomProbe } from './RoomProbe.ts';

function create() {
  const limits: number[] = [];
  const transport = { closed: false, setMaxOutgoingBitrate: async (bitrate: number) => void limits.push(bitrate) };
  return { probe: new RoomProbe(transport), limits };
}

it('asks nothing of a way on which pictures flow', async () => {
  const { probe, limits } = create();
  await probe.look(false, false, 1_500_000);
  expect(limits).toEqual([]);
});

it('raises a limit at each look while a picture is starved, and takes it away when the way is wide', async () => {
  const { probe, limits } = create();
  await probe.look(true, false, 30_000);
  expect(limits).toEqual([100_000, 600_000]);
  await probe.look(true, true, 30_000);
  expect(limits).toHaveLength(4);
  await probe.look(false, true, 30_000);
  expect(limits).toHaveLength(4);
  await probe.look(false, false, 600_000);
  await probe.look(false, false, 600_000);
  expect(limits.slice(4)).toEqual([0]);
});

it('never limits what is believed already', async () => {
  const { probe, limits } = create();
  await probe.look(true, false, 243_000);
  await probe.look(true, false, 500_000);
  expect(limits).toEqual([243_000, 600_000, 500_000, 1_000_000]);
});

it('does not mind a transport that was closed meanwhile', async () => {
  const transport = { closed: true, setMaxOutgoingBitrate: () => Promise.reject(new Error('closed')) };
  await expect(new RoomProbe(transport).look(true, true, 30_000)).resolves.toBeUndefined();
});
