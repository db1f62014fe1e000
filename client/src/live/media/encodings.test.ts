import { describe, expect, test } from 'vitest';
import { layersFor, pictureConstraints } from './encodings.ts';

describe('layersFor', () => {
  test('gives three sizes from 720 lines, smallest first, within 2.2 Mbit/s', () => {
    const layers = layersFor('camera', 720);
    expect(layers.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy)).toEqual([4, 2, 1]);
    expect(layers.reduce((sum, { maxBitrate }) => sum + maxBitrate, 0)).toBeLessThanOrEqual(2_200_000);
  });

  test('gives an old device two sizes and a screen one, which must be sharp', () => {
    expect(layersFor('camera', 360)).toHaveLength(2);
    expect(layersFor('screen', 1080)).toEqual([{ maxBitrate: 2_500_000, maxFramerate: 15, scalabilityMode: 'L1T3' }]);
  });
});

test('an old device is asked for 360 lines, and a chosen camera for no other', () => {
  expect(pictureConstraints(true).height).toEqual({ ideal: 360 });
  expect(pictureConstraints(false, 'cam-2').deviceId).toEqual({ exact: 'cam-2' });
});
