import * as z from 'zod/mini';
import { WishAnswer } from '../calendar/answer.ts';
import { Wish } from '../calendar/wish.ts';
import { SchoolId, TwinningId } from '../ids.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';

/**
 * A search for common hours, which runs on the server, gets better while one watches, and can be stopped. It is kept for
 * an hour after its end, and for whoever began it.
 */
export const Search = z.object({
  searchId: z.uuid(),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  /** Why it failed: it broke off, needed more memory or time than there is, or the server ends. */
  failure: z.nullable(z.enum(['broken', 'memory', 'time', 'ending'])),
  /** Counts up with every better answer. */
  revision: z.int(),
  startedAt: Instant,
  /**
   * What the plan of all wishes is worth, and what no plan can exceed; equal: nothing better can come. Both are 0 while
   * there are no answers yet.
   */
  value: z.number(),
  bound: z.number(),
  tried: z.int(),
  answers: z.array(WishAnswer),
  /** Names for the ids in the answers: schools, classes, staff, rooms. */
  names: z.record(z.string(), z.string()),
  /** Revisions of the timetables that it was computed on. */
  basis: z.array(z.object({ schoolId: SchoolId, revision: z.int() })),
});
export type Search = z.infer<typeof Search>;

/**
 * Begins one. Teachers only for a twinning of their own school; coordinators for any classes. At most two at a time for
 * one person: `too_many`.
 */
export const startSearch = endpoint('POST', '/api/searches', {
  body: z.object({
    twinningId: z.nullable(TwinningId),
    wishes: z.array(Wish).check(z.minLength(1), z.maxLength(400)),
    seed: z._default(z.int(), 1),
    limit: z._default(z.int().check(z.gte(1), z.lte(20)), 8),
  }),
  reply: Search,
  maxBytes: 2_000_000,
});
const search = z.object({ searchId: z.uuid() });
/** Answers at once when there is something newer than `since`, else waits for it, at most 10 s. */
export const readSearch = endpoint('GET', '/api/searches/:searchId', {
  params: search,
  query: z.object({ since: z.optional(z.coerce.number()) }),
  reply: Search,
});
export const stopSearch = endpoint('POST', '/api/searches/:searchId/stop', { params: search, reply: Search });
