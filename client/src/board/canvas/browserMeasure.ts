import type { Measure } from '../scene/textLayout.ts';
import { textFont } from './drawObject.ts';

let context: CanvasRenderingContext2D | null | undefined;

/** How wide a browser draws a text. */
export const browserMeasure: Measure = (text, size) => {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * size * 0.5;
  context.font = textFont(size);
  return context.measureText(text).width;
};
