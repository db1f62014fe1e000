import { PAGE_HEIGHT, PAGE_WIDTH, type Point } from '@pluriclasse/shared/board/page';

/** How the page lies in its room: CSS pixels per page unit, and where its corner is. */
export interface PageView {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  /** Size of the room in CSS pixels, and device pixels per CSS pixel. */
  readonly width: number;
  readonly height: number;
  readonly density: number;
}

/** A 4 GB Chromebook pays for each pixel: beyond twice the CSS pixels nobody sees a difference. */
const DENSEST = 2;

/** Fits the whole page into a room, in its middle. */
export function fitPage(width: number, height: number, density: number): PageView {
  const scale = Math.max(0.01, Math.min(width / PAGE_WIDTH, height / PAGE_HEIGHT));
  const [left, top] = [(width - PAGE_WIDTH * scale) / 2, (height - PAGE_HEIGHT * scale) / 2];
  return { scale, left, top, width, height, density: Math.min(DENSEST, density) };
}

export const toPage = ({ scale, left, top }: PageView, { x, y }: Point): Point => ({
  x: (x - left) / scale,
  y: (y - top) / scale,
});

/** Makes a context draw in page units. */
export function enterPage(context: CanvasRenderingContext2D, { scale, left, top, density }: PageView): void {
  context.setTransform(scale * density, 0, 0, scale * density, left * density, top * density);
}
