import * as z from 'zod/mini';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';

/** Whose calendar it is. */
export const FeedOf = z.enum(['staff', 'class', 'room', 'school']);
export type FeedOf = z.infer<typeof FeedOf>;

/** What an address gives away: lessons with all that is known of them, or only which hours are taken. */
export const FeedShows = z.enum(['lessons', 'busy']);
export type FeedShows = z.infer<typeof FeedShows>;

/** Under which calendar programs fetch: `/calendar/<token>.ics`, or `.ifb` for hours that are taken. */
export const calendarPath = '/calendar/';

/**
 * A secret address that is in force. It belongs to the member of staff who made it, for programs that can't sign in, and
 * gives what that person may see: nothing any more once he or she may not.
 */
export const Feed = z.object({
  shows: FeedShows,
  createdAt: Instant,
  /** When a program last fetched it, within the hour; null: never. */
  readAt: z.nullable(Instant),
});
export type Feed = z.infer<typeof Feed>;

/** `id` is a member of staff, a class, a room or a school. */
const whose = z.object({ of: FeedOf, id: z.uuid() });

/** One's own addresses of a calendar: at most one of each kind. */
export const listFeeds = endpoint('GET', '/api/feeds/:of/:id', {
  params: whose,
  reply: z.object({ feeds: z.array(Feed) }),
});
/** Makes an address, which no answer says again. The one before, if any, ends. */
export const makeFeed = endpoint('POST', '/api/feeds/:of/:id', {
  params: whose,
  body: z.object({ shows: FeedShows }),
  reply: z.object({ feed: Feed, address: z.string() }),
});
/** Ends an address; fine if there is none. */
export const revokeFeed = endpoint('DELETE', '/api/feeds/:of/:id/:shows', {
  params: z.object({ of: FeedOf, id: z.uuid(), shows: FeedShows }),
});
