import * as z from 'zod/mini';
import { boardLimits } from './limits.ts';
import { PAGE_HEIGHT, PAGE_WIDTH, inkColors, penWidths, textSizes } from './page.ts';
import { decodeInk } from './strokeCodec.ts';

/** Ids of pages and objects: ten letters and digits, made by the seat that draws. */
export const ObjectId = z
  .string()
  .check(z.regex(/^[0-9A-Za-z]{10}$/))
  .brand<'ObjectId'>();
export type ObjectId = z.infer<typeof ObjectId>;
export const PageId = z
  .string()
  .check(z.regex(/^[0-9A-Za-z]{10}$/))
  .brand<'PageId'>();
export type PageId = z.infer<typeof PageId>;

export const InkColor = z.enum(inkColors);
export const PenWidth = z.literal([...penWidths]);
export const TextSize = z.literal([...textSizes]);

const across = z.number().check(z.gte(-PAGE_WIDTH), z.lte(2 * PAGE_WIDTH));
const down = z.number().check(z.gte(-PAGE_HEIGHT), z.lte(2 * PAGE_HEIGHT));
/** Objects lie over each other by `z`, equal ones by id. Not an order that is kept whole, so that nothing conflicts. */
const depth = z.int().check(z.gte(0));

const isInk = (bytes: Uint8Array): boolean => {
  try {
    decodeInk(bytes);
    return true;
  } catch {
    return false;
  }
};

export const StrokeBody = z.strictObject({
  kind: z.literal('stroke'),
  z: depth,
  color: InkColor,
  width: PenWidth,
  /** Packed points, see `strokeCodec`. */
  ink: z.instanceof(Uint8Array).check(z.refine(isInk)),
});
export type StrokeBody = z.infer<typeof StrokeBody>;

/** A text's letters are not here but in the page's `words`, where two can type at once. */
export const TextBody = z.strictObject({
  kind: z.literal('text'),
  z: depth,
  color: InkColor,
  size: TextSize,
  /** Top left corner, and the width at which lines break. */
  x: across,
  y: down,
  width: z.number().check(z.gte(40), z.lte(PAGE_WIDTH)),
});
export type TextBody = z.infer<typeof TextBody>;

/** What an object is. Written once, never changed: moving it, or typing in it, touches other keys. */
export const ObjectBody = z.discriminatedUnion('kind', [StrokeBody, TextBody]);
export type ObjectBody = z.infer<typeof ObjectBody>;

/** How far an object was moved from where it was made. A check, since zod's tuples would weigh on every page of the client. */
export const Place = z.custom<[dx: number, dy: number]>(
  (value) =>
    Array.isArray(value) &&
    value.length === 2 &&
    across.safeParse(value[0]).success &&
    down.safeParse(value[1]).success,
);
export type Place = z.infer<typeof Place>;

/** Where a page stands among the others; a page between two takes the number between theirs. */
export const PageMeta = z.strictObject({ order: z.number() });
export type PageMeta = z.infer<typeof PageMeta>;

export const isText = (text: string): boolean => text.length <= boardLimits.text;
