import { expect, it } from 'vitest';
import { EstimateGuide, type Guidance } from './EstimateGuide.ts';

function create() {
  const orders: string[] = [];
  const transport = {
    closed: false,
    setMaxOutgoingBitrate: async (bitrate: number) => void orders.push(`max ${bitrate}`),
    setMinOutgoingBitrate: async (bitrate: number) => void orders.push(`min ${bitrate}`),
  };
  return { guide: new EstimateGuide(transport), orders };
}

const wide: Guidance = { wanted: false, narrow: false, estimate: 1_500_000, floor: 0 };
const starved: Guidance = { ...wide, wanted: true, estimate: 30_000 };

it('asks nothing of a way on which pictures flow', async () => {
  const { guide, orders } = create();
  await guide.look(wide);
  expect(orders).toEqual([]);
});

it('raises a limit at each look while a picture is starved, and takes it away when the way is wide', async () => {
  const { guide, orders } = create();
  await guide.look(starved);
  expect(orders).toEqual(['max 100000', 'max 600000']);
  await guide.look({ ...starved, narrow: true });
  expect(orders).toHaveLength(4);
  await guide.look({ ...starved, wanted: false, narrow: true });
  expect(orders).toHaveLength(4);
  await guide.look(wide);
  await guide.look(wide);
  expect(orders.slice(4)).toEqual(['max 0']);
});

it('never limits what is believed already, since the worker would not probe then', async () => {
  const { guide, orders } = create();
  await guide.look({ ...starved, estimate: 200_000 });
  await guide.look({ ...starved, estimate: 500_000 });
  expect(orders).toEqual(['max 240000', 'max 600000', 'max 600000', 'max 1200000']);
});

it('sets a floor once, and takes it away before a lower limit comes', async () => {
  const { guide, orders } = create();
  await guide.look({ ...wide, floor: 345_000 });
  await guide.look({ ...wide, floor: 345_000 });
  expect(orders).toEqual(['min 345000']);
  await guide.look(starved);
  expect(orders.slice(1)).toEqual(['min 0', 'max 100000', 'max 600000']);
});

it('has no limit below the floor, since the worker would refuse it', async () => {
  const { guide, orders } = create();
  await guide.look({ ...starved, floor: 300_000 });
  expect(orders).toEqual(['min 300000', 'max 360000', 'max 720000']);
  await guide.look({ ...wide, narrow: true, floor: 900_000 });
  expect(orders.slice(3)).toEqual(['max 0', 'min 900000']);
});

it('probes at once where somebody tries', async () => {
  const { guide, orders } = create();
  await guide.lift(300_000);
  expect(orders).toEqual(['min 300000', 'max 360000', 'max 720000']);
});

it('does not mind a transport that was closed meanwhile', async () => {
  const refuse = () => Promise.reject(new Error('closed'));
  const guide = new EstimateGuide({ closed: true, setMaxOutgoingBitrate: refuse, setMinOutgoingBitrate: refuse });
  await expect(guide.look({ ...starved, floor: 100_000 })).resolves.toBeUndefined();
});
