import { describe, expect, it } from 'vitest';
import { guessTiles, layerFor, priorityFor } from './layers.ts';

describe('layerFor', () => {
  it.each([
    // width, source, layers, expected
    [160, 'camera', 3, 0],
    [320, 'camera', 3, 0],
    [400, 'camera', 3, 0],
    [401, 'camera', 3, 1],
    [640, 'camera', 3, 1],
    [800, 'camera', 3, 1],
    [801, 'camera', 3, 2],
    [1920, 'camera', 3, 2],
    [1920, 'camera', 1, 0],
    [640, 'camera', 2, 0],
    [960, 'screen', 2, 0],
    [1100, 'screen', 2, 1],
    [480, 'screen', 3, 0],
    [640, 'document', 3, 1],
    [0, 'camera', 3, 0],
  ] as const)('%i px of a %s with %i layers: %i', (width, source, layers, expected) => {
    expect(layerFor(width, source, layers)).toBe(expected);
  });
});

describe('priorityFor', () => {
  const tile = (source: 'camera' | 'screen' | 'document', width: number, stage: boolean) =>
    priorityFor({ from: 'a', source, width, height: width, stage });
  it('serves content first, then the stage, then by size', () => {
    const order = [
      tile('screen', 100, false),
      tile('document', 100, false),
      tile('camera', 100, true),
      tile('camera', 1400, false),
      tile('camera', 100, false),
    ];
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(new Set(order).size).toBe(order.length);
  });
  it('is what mediasoup takes', () => {
    expect(tile('camera', 16_384, true)).toBeLessThanOrEqual(255);
    expect(tile('camera', 0, false)).toBeGreaterThanOrEqual(1);
  });
});

describe('guessTiles', () => {
  it('takes all content and the first six cameras', () => {
    const cameras = Array.from({ length: 9 }, (_, n) => ({ from: `seat-${n}`, source: 'camera' as const }));
    const tiles = guessTiles([...cameras, { from: 'desk', source: 'screen' }]);
    expect(tiles.filter(({ source }) => source === 'camera').map(({ from }) => from)).toEqual(
      cameras.slice(0, 6).map(({ from }) => from),
    );
    expect(tiles.find(({ source }) => source === 'screen')).toMatchObject({ from: 'desk', stage: true });
  });
});
