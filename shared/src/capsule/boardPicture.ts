import * as z from 'zod/mini';
import { InkColor, PenWidth, TextSize } from '../board/objects.ts';

/** A page of a board to be looked at small: lines as an SVG path of whole page units, texts line by line. */
export const BoardPicture = z.object({
  things: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('line'),
          color: InkColor,
          width: PenWidth,
          path: z.string().check(z.maxLength(4_000), z.regex(/^M-?\d+ -?\d+(l(-?\d+ -?\d+ ?)+|h\.01)$/)),
        }),
        z.object({
          kind: z.literal('text'),
          color: InkColor,
          size: TextSize,
          x: z.number(),
          /** Of the first line's top. */
          y: z.number(),
          lines: z.array(z.string()).check(z.maxLength(40)),
        }),
      ]),
    )
    .check(z.maxLength(300)),
});
export type BoardPicture = z.infer<typeof BoardPicture>;
