import * as z from 'zod/mini';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One HTTP call: its method, its path with `:params`, and what goes in and out. Server and client read the same. */
export interface Endpoint<
  Params extends z.ZodMiniType = z.ZodMiniType,
  Query extends z.ZodMiniType = z.ZodMiniType,
  Body extends z.ZodMiniType = z.ZodMiniType,
  ReplyBody extends z.ZodMiniType = z.ZodMiniType,
> {
  readonly method: Method;
  readonly path: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly reply: ReplyBody;
  /** Longest body, for calls of people that carry whole tables; all others are small. */
  readonly maxBytes?: number;
}

const none = z.object({});
type None = typeof none;

/** Defines an endpoint; what is left out is empty. */
export function endpoint<
  Params extends z.ZodMiniType = None,
  Query extends z.ZodMiniType = None,
  Body extends z.ZodMiniType = None,
  ReplyBody extends z.ZodMiniType = None,
>(
  method: Method,
  path: string,
  parts: { params?: Params; query?: Query; body?: Body; reply?: ReplyBody; maxBytes?: number },
): Endpoint<Params, Query, Body, ReplyBody> {
  return {
    method,
    path,
    // Left out means `none`, which is what the type parameters' defaults say.
    params: parts.params ?? (none as unknown as Params),
    query: parts.query ?? (none as unknown as Query),
    body: parts.body ?? (none as unknown as Body),
    reply: parts.reply ?? (none as unknown as ReplyBody),
    ...(parts.maxBytes !== undefined && { maxBytes: parts.maxBytes }),
  };
}
