import type { InkColor } from '@pluriclasse/shared/board/page';

/**
 * The colours of the board on its white page, which is white in every theme: the light values of tokens.css. A canvas
 * can't take a custom property by name, and a page must look the same in a thumbnail, a print and another theme.
 */
export const inkPaint: Readonly<Record<InkColor, string>> = {
  ink: '#14282d',
  blue: '#1d5fa8',
  plum: '#8b2e6a',
  red: '#a8201a',
  green: '#4a6b1d',
  brown: '#8a5600',
};

/** Colours of the sites on the white page, in the order in which schools joined; from the seventh on again. */
const sitePaints = ['#1d5fa8', '#8a5600', '#8b2e6a', '#4a6b1d', '#5a4bb0', '#4a5560'] as const;
export const sitePaint = (order: number): string => sitePaints[order % sitePaints.length] ?? sitePaints[0];
