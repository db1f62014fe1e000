/**
 * The page's own units. Every seat fits the same page into whatever room it has, so that "top left" is the same place
 * on a kit and on a phone. About 3:2 wastes least over the shapes we meet (kit 1.8, desk 1.4, tablet 1.3 lying, 1.1 upright).
 */
export const PAGE_WIDTH = 1600;
export const PAGE_HEIGHT = 1080;

/** Colours by name, so that a later theme or a printed page can choose its own values. */
export const inkColors = ['ink', 'blue', 'plum', 'red', 'green', 'brown'] as const;
export type InkColor = (typeof inkColors)[number];

/** Widths of the pen in page units: on a desk's page 2, 4 and 8 px, on a kit's 4, 8 and 16. */
export const penWidths = [6, 10, 20] as const;
export type PenWidth = (typeof penWidths)[number];

/** Sizes of letters in page units. The smallest is 30 mm high on a kit, the least that is read from six metres. */
export const textSizes = [56, 80, 120] as const;
export type TextSize = (typeof textSizes)[number];

/** A place or a shift on the page, in page units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
