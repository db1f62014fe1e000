import { describe, expect, test } from 'vitest';
import { siteSigns } from './siteSign.ts';

describe('siteSigns', () => {
  test('gives each school of a twinning its own colour, shape and initial, in their order', () => {
    const signs = siteSigns(['Roccaverde', 'Valea Mică', 'Torrealta']);
    expect(signs.map(({ colour, shape, initials }) => [colour, shape, initials])).toEqual([
      [1, 'circle', 'R'],
      [2, 'triangle', 'V'],
      [3, 'square', 'T'],
    ]);
  });

  test('tells two schools with one initial apart by two letters, on both', () => {
    expect(siteSigns(['Roccaverde', 'Rasnov', 'Torrealta']).map((sign) => sign.initials)).toEqual(['Ro', 'Ra', 'T']);
  });

  test('keeps 36 schools apart', () => {
    const signs = siteSigns(Array.from({ length: 36 }, (_, n) => `School ${n}`));
    expect(new Set(signs.map(({ colour, shape }) => `${colour} ${shape}`)).size).toBe(36);
  });
});
