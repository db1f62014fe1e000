import { SeatId } from '@pluriclasse/shared/ids';
import { mediaCalls } from '@pluriclasse/shared/signalling/media';
import { describe, expect, test } from 'vitest';
import { uuid } from '../testing/lesson.ts';
import { sameView, viewTiles, type MeasuredTile } from './viewTiles.ts';

const tile = (n: number, more: Partial<MeasuredTile> = {}): MeasuredTile => ({
  seatId: SeatId.parse(uuid(n)),
  source: 'camera',
  stage: false,
  visible: true,
  width: 183,
  height: 108,
  ...more,
});

describe('viewTiles', () => {
  test('tells device pixels in steps of forty', () => {
    const [shown] = viewTiles([tile(1)], 2, false);
    expect(shown).toMatchObject({ width: 400, height: 240 });
  });

  test('a few pixels more change nothing, nor does the order in which tiles are found', () => {
    const before = viewTiles([tile(1), tile(2, { stage: true, width: 750, height: 480 })], 1, false);
    const after = viewTiles([tile(2, { stage: true, width: 756, height: 473 }), tile(1, { width: 190 })], 1, false);
    expect(sameView(before, after)).toBe(true);
    expect(sameView(before, viewTiles([tile(1)], 1, false))).toBe(false);
  });

  test('leaves out what is scrolled away, what has no size, and everything of a hidden page', () => {
    expect(viewTiles([tile(1, { visible: false }), tile(2, { width: 0 })], 1, false)).toEqual([]);
    expect(viewTiles([tile(1)], 1, true)).toEqual([]);
  });

  test('stays within what the door takes, however large the screen', () => {
    const tiles = viewTiles([tile(1, { width: 9000, height: 9000 })], 3, false);
    expect(mediaCalls['media:view'].request.safeParse({ tiles }).success).toBe(true);
  });
});
