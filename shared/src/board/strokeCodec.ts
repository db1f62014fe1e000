import { AppError } from '../errors.ts';
import { ByteReader } from './ByteReader.ts';
import { ByteWriter } from './ByteWriter.ts';
import { boardLimits } from './limits.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from './page.ts';

/** A point of a stroke: place in page units, pressure from 0 to 1. */
export type InkPoint = readonly [x: number, y: number, pressure: number];

/** Points of a stroke, and whether the pressure was measured (a pen) or has to be made up from speed. */
export interface Ink {
  readonly points: readonly InkPoint[];
  readonly pressure: boolean;
}

/** Places are kept to a quarter of a page unit: a fifth of a pixel on a kit, and most steps fit one byte. */
const STEPS_PER_UNIT = 4;
const PRESSURE_STEPS = 255;
/** How far outside the page a point may lie: a hand slips over the edge. */
const MARGIN = 200;

/**
 * Packs points as differences to the point before: a byte of flags, the count, then x, y and, with measured pressure,
 * one byte of it. Two to three bytes a point; 60 points of JSON would be twelve times as much.
 */
export function encodeInk(ink: Ink): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter().byte(ink.pressure ? 1 : 0).uint(ink.points.length);
  let lastX = 0;
  let lastY = 0;
  for (const [px, py, pressure] of ink.points) {
    const x = Math.round(px * STEPS_PER_UNIT);
    const y = Math.round(py * STEPS_PER_UNIT);
    writer.int(x - lastX).int(y - lastY);
    if (ink.pressure) writer.byte(Math.round(Math.min(1, Math.max(0, pressure)) * PRESSURE_STEPS));
    lastX = x;
    lastY = y;
  }
  return writer.done();
}

/** Reads packed points. @throws AppError `bad_request` if they are malformed, too many, or far off the page. */
export function decodeInk(bytes: Uint8Array, most: number = boardLimits.strokePoints): Ink {
  const reader = new ByteReader(bytes);
  const flags = reader.byte();
  const count = reader.uint();
  if (flags > 1 || count === 0 || count > most) throw new AppError('bad_request', 'Not ink');
  const pressure = flags === 1;
  const points: InkPoint[] = [];
  let x = 0;
  let y = 0;
  for (let n = 0; n < count; n++) {
    x += reader.int();
    y += reader.int();
    if (!onPaper(x, PAGE_WIDTH) || !onPaper(y, PAGE_HEIGHT)) throw new AppError('bad_request', 'Ink off the page');
    points.push([x / STEPS_PER_UNIT, y / STEPS_PER_UNIT, pressure ? reader.byte() / PRESSURE_STEPS : 0.5]);
  }
  reader.end();
  return { points, pressure };
}

const onPaper = (steps: number, length: number) =>
  steps >= -MARGIN * STEPS_PER_UNIT && steps <= (length + MARGIN) * STEPS_PER_UNIT;
