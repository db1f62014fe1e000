import { WireError } from '@pluriclasse/shared/errors';
import * as z from 'zod/mini';

/** What the door acknowledges, whatever was called. */
export const Reply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: WireError }),
]);
export type Reply = z.infer<typeof Reply>;
