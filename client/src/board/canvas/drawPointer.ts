import type { BoardPeer } from '@pluriclasse/shared/board/notes';
import { sitePaint } from '../scene/inkPaint.ts';
import { siteShape } from './siteShapes.ts';

/** Names of pupils are in the letters that they read. */
export const POINTER_FONT = '700 14px Andika, sans-serif';

let arrow: Path2D | undefined;

/** Draws someone's pointer with the name and the school's shape; the context is in CSS pixels. `size`: of the letters. */
export function drawPointer(
  context: CanvasRenderingContext2D,
  { name, site }: BoardPeer,
  x: number,
  y: number,
  size: number,
  rightEdge: number,
): void {
  const scale = size / 14;
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.fillStyle = sitePaint(site.order);
  context.strokeStyle = '#ffffff';
  context.lineWidth = 1.5;
  arrow ??= new Path2D('M0 0 15 6.5 8.5 9 5.5 15.5Z');
  context.fill(arrow);
  context.stroke(arrow);

  context.font = POINTER_FONT;
  context.textBaseline = 'middle';
  const width = context.measureText(name).width + 38;
  // Beside the arrow, or on its left where the page ends.
  const left = x + (12 + width) * scale > rightEdge ? -width - 4 : 12;
  context.beginPath();
  context.roundRect(left, 16, width, 24, 5);
  context.fill();
  context.fillStyle = '#ffffff';
  context.fillText(name, left + 28, 28.5);
  context.translate(left + 7, 20);
  context.scale(0.4, 0.4);
  context.fill(siteShape(site.order));
  context.restore();
}
