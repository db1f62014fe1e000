import type { InkColor } from './page.ts';

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
