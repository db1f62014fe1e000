import * as z from 'zod/mini';
import { ClosureKind } from '../calendar/model.ts';
import { SchoolId, SubscriptionId } from '../ids.ts';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';

/** Why a feed could not be read. */
export const FeedError = z.enum([
  'unreachable',
  'timeout',
  'refused_address',
  'too_many_redirects',
  'too_large',
  'http_status',
  'gone',
  'needs_sign_in',
  'not_a_calendar',
  'empty',
  'unreadable',
]);
export type FeedError = z.infer<typeof FeedError>;

/**
 * Somebody else's iCalendar feed that a school follows. Its all-day events are kept as closures, unconfirmed until
 * somebody vouches; they change and go with the feed. Its timed events are not lessons: for those a file is imported.
 */
export const Subscription = z.object({
  subscriptionId: SubscriptionId,
  schoolId: SchoolId,
  name: z.string(),
  /** Host and the end of the path at most: the whole address may be a secret, and is shown to nobody again. */
  address: z.string(),
  closureKind: ClosureKind,
  /** paused: not polled until somebody says so. */
  state: z.enum(['waiting', 'ok', 'failing', 'paused']),
  lastPolledAt: z.nullable(Instant),
  lastChangedAt: z.nullable(Instant),
  /** Null while it is well. */
  lastError: z.nullable(z.object({ code: FeedError, at: Instant, status: z.nullable(z.int()) })),
  nextPollAt: z.nullable(Instant),
  /** Closures that are of this feed now. */
  closures: z.int(),
});
export type Subscription = z.infer<typeof Subscription>;

const school = z.object({ schoolId: SchoolId });
const one = z.object({ schoolId: SchoolId, subscriptionId: SubscriptionId });

export const listSubscriptions = endpoint('GET', '/api/schools/:schoolId/subscriptions', {
  params: school,
  reply: z.object({ subscriptions: z.array(Subscription) }),
});
/** Follows a feed, and polls it at once. `https:` or `webcal:`. */
export const createSubscription = endpoint('POST', '/api/schools/:schoolId/subscriptions', {
  params: school,
  body: z.object({
    name: line(80),
    address: z.string().check(z.trim(), z.minLength(9), z.maxLength(2000)),
    closureKind: ClosureKind,
  }),
  reply: Subscription,
});
export const updateSubscription = endpoint('PATCH', '/api/schools/:schoolId/subscriptions/:subscriptionId', {
  params: one,
  body: z.object({ name: z.optional(line(80)), paused: z.optional(z.boolean()) }),
  reply: Subscription,
});
/** Polls now, whatever the clock says. */
export const pollSubscription = endpoint('POST', '/api/schools/:schoolId/subscriptions/:subscriptionId/poll', {
  params: one,
  reply: Subscription,
});
/** Follows it no more. Its closures go, or stay as if a file had brought them. */
export const deleteSubscription = endpoint('DELETE', '/api/schools/:schoolId/subscriptions/:subscriptionId', {
  params: one,
  body: z.object({ keepClosures: z.boolean() }),
});
