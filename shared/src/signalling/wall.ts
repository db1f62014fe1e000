import * as z from 'zod/mini';
import { nothing } from '../calls.ts';
import { MessageId } from '../ids.ts';
import { line } from '../text.ts';
import { WallMessage } from './state.ts';

/** Longest message on the wall, in UTF-16 units. */
export const wallTextMax = 280;

export const wallCalls = {
  'wall:post': { request: z.object({ text: line(wallTextMax) }), reply: z.object({ messageId: MessageId }) },
  'wall:remove': { request: z.object({ messageId: MessageId }), reply: nothing },
  'wall:set-open': { request: z.object({ open: z.boolean() }), reply: nothing },
} as const;

export const wallEvents = {
  'wall:posted': z.object({ revision: z.int(), message: WallMessage }),
  'wall:removed': z.object({ revision: z.int(), messageId: MessageId }),
  'wall:open-changed': z.object({ revision: z.int(), open: z.boolean() }),
} as const;
