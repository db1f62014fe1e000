import { inkPaint } from '../scene/inkPaint.ts';
import type { SceneObject } from '../scene/SceneObject.ts';
import { LINE_HEIGHT, TEXT_FONT } from '../scene/textLayout.ts';

/** Draws an object on a context that is in page units, shifted by what its hand is moving it. */
export function drawObject(context: CanvasRenderingContext2D, object: SceneObject, dx = 0, dy = 0): void {
  const { body } = object;
  context.fillStyle = inkPaint[body.color];
  context.save();
  context.translate(object.dx + dx, object.dy + dy);
  if (object.kind === 'stroke') context.fill(object.path());
  else {
    const { x, y, size } = object.body;
    context.font = textFont(size);
    context.textBaseline = 'alphabetic';
    // Where a browser's line box puts the baseline, so that a text doesn't jump when its editor closes.
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
    const baseline = (size * LINE_HEIGHT - ascent - descent) / 2 + ascent;
    object.lines.forEach((line, n) => context.fillText(line, x, y + n * size * LINE_HEIGHT + baseline));
  }
  context.restore();
}

export const textFont = (size: number): string => `${size}px ${TEXT_FONT}`;
