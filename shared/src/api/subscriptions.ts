import * as z from 'zod/mini';
import { ClosureKind } from '../calendar/model.ts';
import { ImportId, SchoolId, SubscriptionId } from '../ids.ts';
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
  // It can be read, but of its weekly lessons none is left: those in the timetable stay.
  'no_lessons',
  'unreadable',
]);
export type FeedError = z.infer<typeof FeedError>;

/** closures: of its all-day events. entries: weekly lessons, of its timed events that come again every week. */
export const FeedPart = z.enum(['closures', 'entries']);
export type FeedPart = z.infer<typeof FeedPart>;
const brings = z.array(FeedPart).check(
  z.minLength(1),
  z.maxLength(2),
  z.refine((parts) => new Set(parts).size === parts.length, 'a part is named twice'),
);

/** An import's dry run that waits for somebody to look at the lessons of a feed. */
export const WaitingLessons = z.object({
  importId: ImportId,
  /** Lessons that would come, change or go; 0 while nobody has said which class is meant. */
  changes: z.int(),
});
export type WaitingLessons = z.infer<typeof WaitingLessons>;

/**
 * Somebody else's iCalendar feed that a school follows. Its all-day events are kept as closures, unconfirmed until
 * somebody vouches; they change and go with the feed. Its weekly lessons come by a dry run of an import, which waits
 * until somebody looks, as does each change of them, unless the school lets it take them over by itself.
 */
export const Subscription = z.object({
  subscriptionId: SubscriptionId,
  schoolId: SchoolId,
  name: z.string(),
  /** The host alone: all the rest of an address may be a secret, and is shown to nobody again. */
  address: z.string(),
  closureKind: ClosureKind,
  brings: z.array(FeedPart),
  /** Whether changes of its lessons are taken over without somebody looking first, once somebody has. */
  byItself: z.boolean(),
  /** paused: not polled until somebody says so. */
  state: z.enum(['waiting', 'ok', 'failing', 'paused']),
  lastPolledAt: z.nullable(Instant),
  lastChangedAt: z.nullable(Instant),
  /** Null while it is well. */
  lastError: z.nullable(z.object({ code: FeedError, at: Instant, status: z.nullable(z.int()) })),
  nextPollAt: z.nullable(Instant),
  /** Closures that are of this feed now. */
  closures: z.int(),
  /** Weekly lessons that are of this feed now. */
  entries: z.int(),
  /** Null: nobody has to look. */
  waiting: z.nullable(WaitingLessons),
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
    /** Both, unless said. */
    brings: z.optional(brings),
  }),
  reply: Subscription,
});
export const updateSubscription = endpoint('PATCH', '/api/schools/:schoolId/subscriptions/:subscriptionId', {
  params: one,
  body: z.object({
    name: z.optional(line(80)),
    paused: z.optional(z.boolean()),
    /** What it no longer brings stays as it is, and goes or stays with the rest when it is left. Polls at once. */
    brings: z.optional(brings),
    byItself: z.optional(z.boolean()),
  }),
  reply: Subscription,
});
/** Polls now, whatever the clock says. */
export const pollSubscription = endpoint('POST', '/api/schools/:schoolId/subscriptions/:subscriptionId/poll', {
  params: one,
  reply: Subscription,
});
/**
 * Asks for all of it once more, and makes a dry run of its lessons ready whether they changed or not: to choose anew, or
 * after somebody forgot it. `waiting` stays null when there are none; `lastError` says why it can't be read.
 */
export const openFeedLessons = endpoint('POST', '/api/schools/:schoolId/subscriptions/:subscriptionId/lessons', {
  params: one,
  reply: Subscription,
});
/** Follows it no more. Its closures and lessons go, or stay as if a file had brought them. */
export const deleteSubscription = endpoint('DELETE', '/api/schools/:schoolId/subscriptions/:subscriptionId', {
  params: one,
  body: z.object({ keep: z.boolean() }),
});
