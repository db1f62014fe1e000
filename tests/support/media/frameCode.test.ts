import { describe, expect, it } from 'vitest';
import { decodeCells, encodeCells } from './frameCode.ts';

const luma = (cells: readonly boolean[], black = 30, white = 220) => cells.map((cell) => (cell ? white : black));

describe('the number in a picture', () => {
  it.each([
    { seat: 0, frame: 0 },
    { seat: 4, frame: 39 },
    { seat: 255, frame: 65_535 },
  ])('is read back: $seat/$frame', (number) => {
    expect(decodeCells(luma(encodeCells(number)))).toEqual(number);
    expect(decodeCells(luma(encodeCells(number), 70, 140))).toEqual(number);
  });

  it('is not seen where there is none', () => {
    expect(decodeCells(luma(encodeCells({ seat: 1, frame: 2 }), 100, 120))).toBeUndefined();
    expect(decodeCells(Array.from({ length: 64 }, (_, cell) => (cell % 2 ? 220 : 30)))).toBeUndefined();
    expect(decodeCells([])).toBeUndefined();
  });

  it('is refused when one cell pair was swapped', () => {
    const cells = encodeCells({ seat: 3, frame: 17 });
    [cells[10], cells[11]] = [cells[11] ?? false, cells[10] ?? false];
    expect(decodeCells(luma(cells))).toBeUndefined();
  });
});
