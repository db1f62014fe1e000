import * as z from 'zod/mini';
import { AppError } from '../errors.ts';
import { PageId } from './objects.ts';

/** Someone at the board, as everyone may know them: a pupil by alias, the school by its place in the lesson. */
export const BoardPeer = z.object({
  /** Number of the socket on this board; live ink and pointers carry it. */
  peer: z.int().check(z.gte(0)),
  name: z.string(),
  /** The site's colour and shape are drawn from its order, its mark from the letters. */
  site: z.object({ order: z.int().check(z.gte(0)), letters: z.string() }),
});
export type BoardPeer = z.infer<typeof BoardPeer>;

/** What a seat may do at a board just now. */
export const BoardRights = z.object({ mayDraw: z.boolean(), mayLead: z.boolean(), locked: z.boolean() });
export type BoardRights = z.infer<typeof BoardRights>;

/** What the server tells besides the document. */
export const ServerNote = z.discriminatedUnion('note', [
  z.object({
    note: z.literal('welcome'),
    you: z.int(),
    peers: z.array(BoardPeer),
    rights: BoardRights,
    /** The page to which a teacher last brought everyone. */
    page: z.nullable(PageId),
  }),
  z.object({ note: z.literal('rights'), rights: BoardRights }),
  z.object({ note: z.literal('joined'), peer: BoardPeer }),
  z.object({ note: z.literal('left'), peer: z.int() }),
  z.object({ note: z.literal('page'), page: PageId }),
  /** The last change was not taken: the board is locked, or it is full. The client starts anew from the server's state. */
  z.object({ note: z.literal('refused'), reason: z.enum(['locked', 'full']) }),
]);
export type ServerNote = z.infer<typeof ServerNote>;

/** What a client asks besides changes of the document. */
export const ClientNote = z.discriminatedUnion('note', [
  /** A teacher brings everyone to a page. */
  z.object({ note: z.literal('bring'), page: PageId }),
]);
export type ClientNote = z.infer<typeof ClientNote>;

/** @throws AppError `bad_request` */
export function parseNote<T extends z.ZodMiniType>(schema: T, json: string): z.infer<T> {
  const parsed = schema.safeParse(parseJson(json));
  if (!parsed.success) throw new AppError('bad_request', 'Malformed note');
  return parsed.data;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
