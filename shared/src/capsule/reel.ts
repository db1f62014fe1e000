import * as z from 'zod/mini';
import { fromBase64, toBase64 } from '../base64.ts';
import { ObjectBody, ObjectId, PageId, Place } from '../board/objects.ts';
import { isText } from '../board/objects.ts';
import { Duration } from '../time.ts';

/**
 * The board over time, as vectors: what to do to an empty board, in order of `at`. Whatever happened before the first
 * instant, or in a stretch that was cut, happens at once at 0, or at the seam. Authors are not in it.
 */
const at = { at: Duration };
const on = { ...at, page: PageId };
export const ReelStep = z.discriminatedUnion('do', [
  /** A page is there, at this place among the others; or has moved there. */
  z.object({ do: z.literal('page'), ...on, order: z.number() }),
  z.object({ do: z.literal('remove-page'), ...on }),
  /** Ink travels as base64 of its packed points. */
  z.object({ do: z.literal('draw'), ...on, id: ObjectId, body: z.unknown() }),
  z.object({ do: z.literal('move'), ...on, id: ObjectId, place: Place }),
  /** All letters of a text, from now on. */
  z.object({ do: z.literal('write'), ...on, id: ObjectId, text: z.string().check(z.refine(isText)) }),
  z.object({ do: z.literal('erase'), ...on, id: ObjectId }),
  /** What one looks at from now on: where a teacher brought everyone, or where something was drawn. */
  z.object({ do: z.literal('show'), ...on }),
]);
export type ReelStep = z.infer<typeof ReelStep>;

export const BoardReel = z.object({ steps: z.array(ReelStep) });
export type BoardReel = z.infer<typeof BoardReel>;

/** A body as it travels. */
export function packBody(body: ObjectBody): unknown {
  return body.kind === 'stroke' ? { ...body, ink: toBase64(body.ink) } : body;
}

/** @returns undefined for what is no object of a board */
export function unpackBody(packed: unknown): ObjectBody | undefined {
  const ink = typeof packed === 'object' && packed !== null && 'ink' in packed ? packed.ink : undefined;
  const raw: unknown = typeof ink === 'string' ? { ...(packed as object), ink: fromBase64(ink) } : packed; // has `ink`
  const body = ObjectBody.safeParse(raw);
  return body.success ? body.data : undefined;
}
