import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { boardLimits } from './limits.ts';
import { type InkPoint, decodeInk, encodeInk } from './strokeCodec.ts';

const line = (count: number): InkPoint[] =>
  Array.from({ length: count }, (_, n) => [n % 1600, (n * 7) % 1080, (n % 256) / 255]);

describe('ink', () => {
  it.each([
    ['one point', { points: [[0, 0, 0.5]], pressure: false }],
    [
      'quarters of a unit',
      {
        points: [
          [10.25, 20.75, 0.5],
          [9.5, 1079.75, 0.5],
        ],
        pressure: false,
      },
    ],
    [
      'measured pressure',
      {
        points: [
          [1, 1, 0],
          [2, 2, 1],
          [3, 3, 51 / 255],
        ],
        pressure: true,
      },
    ],
    [
      'over the edge',
      {
        points: [
          [-200, -200, 0.5],
          [1800, 1280, 0.5],
        ],
        pressure: false,
      },
    ],
    ['the longest', { points: line(boardLimits.strokePoints), pressure: true }],
  ] satisfies [string, Parameters<typeof encodeInk>[0]][])('comes back as it was: %s', (_, ink) => {
    expect(decodeInk(encodeInk(ink))).toEqual(ink);
  });

  it('takes about two bytes a point of a slow hand and three with pressure', () => {
    const points = Array.from({ length: 100 }, (_, n): InkPoint => [400 + n * 3, 300 + n * 2, 0.5]);
    expect(encodeInk({ points, pressure: false }).length).toBeLessThan(210);
    expect(encodeInk({ points, pressure: true }).length).toBeLessThan(310);
  });

  it.each([
    ['nothing', []],
    ['no points', [0, 0]],
    ['an unknown flag', [2, 1, 0, 0]],
    ['too few points', [0, 2, 0, 0]],
    ['a missing pressure', [1, 1, 0, 0]],
    ['bytes left over', [0, 1, 0, 0, 0]],
    ['a number without end', [0, 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]],
    ['a point far off the page', [0, 1, 255, 255, 1, 0]],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeInk(Uint8Array.from(bytes))).toThrow(AppError);
  });

  it('refuses one point too many', () => {
    const bytes = encodeInk({ points: line(boardLimits.strokePoints + 1), pressure: false });
    expect(() => decodeInk(bytes)).toThrow('Not ink');
  });
});
