import * as z from 'zod/mini';
import { IsoDay } from '../calendar/days.ts';
import { NoticeTopic } from '../domain/noticeTopics.ts';
import { NoticeId } from '../ids.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';

/**
 * What members of staff are told. Each kind has its words twice: on screen in the client's `notices.json` (`kinds.…`),
 * by e-mail in the server's `notices.json`.
 */
export const NoticeKind = z.enum([
  'agreement-proposed',
  'agreement-in-force',
  'agreement-silent',
  'agreement-expiring',
  'agreement-left',
  'agreement-ended',
  'twinning-asked',
  'twinning-active',
  'twinning-declined',
  'twinning-paused',
  'twinning-ended',
  'series-asked',
  'series-approve',
  'series-headless',
  'series-declined',
  'series-waits',
  'series-confirmed',
  'series-lapsed',
  'series-withdrawn',
  'move-asked',
  'move-declined',
  'move-lapsed',
  'ask-reminder',
  'ask-silent',
  'lesson-moved',
  'lesson-blocked',
  'lesson-holds',
  'lesson-cancelled',
  'lesson-restored',
  'lesson-substitute',
  'lesson-substituted',
  'lesson-declined',
  'feed-lessons',
  'feed-lessons-taken',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** An instant, said in the reader's zone; other places' hours follow where they differ. */
export const NoticeHour = z.object({
  at: Instant,
  places: z.optional(z.array(z.object({ place: z.string(), timeZone: z.string() }))),
});
export type NoticeHour = z.infer<typeof NoticeHour>;
/** What stands in a sentence: a word, a number, an hour, a day. `count` also chooses the plural. */
export const NoticeParam = z.union([z.string(), z.number(), NoticeHour, z.object({ day: IsoDay })]);
export type NoticeParam = z.infer<typeof NoticeParam>;
export const NoticeParams = z.record(z.string(), NoticeParam);
export type NoticeParams = z.infer<typeof NoticeParams>;

export const Notice = z.object({
  noticeId: NoticeId,
  kind: NoticeKind,
  params: NoticeParams,
  /** The page that it leads to, `/agreements/…`. */
  path: z.string(),
  createdAt: Instant,
  readAt: z.nullable(Instant),
});
export type Notice = z.infer<typeof Notice>;

/** One's own, the newest first, at most fifty; `before` is the last one that is known. Only staff have notices. */
export const listNotices = endpoint('GET', '/api/notices', {
  query: z.object({ before: z.optional(NoticeId) }),
  reply: z.object({ notices: z.array(Notice), unread: z.int(), more: z.boolean() }),
});
/** Notes that one has read these, or all; others' are passed over. @returns how many are still unread */
export const readNotices = endpoint('POST', '/api/notices/read', {
  body: z.object({ noticeIds: z.union([z.literal('all'), z.array(NoticeId).check(z.maxLength(100))]) }),
  reply: z.object({ unread: z.int() }),
});

/** Where one hears of a topic: in the product (`here`), by e-mail. */
export const NoticeSetting = z.object({
  topic: NoticeTopic,
  here: z.boolean(),
  mail: z.boolean(),
  /** What needs an answer can't be turned off in the product. */
  always: z.boolean(),
});
export type NoticeSetting = z.infer<typeof NoticeSetting>;
const settings = z.object({ topics: z.array(NoticeSetting) });
/** One's own. Only staff have notices. */
export const readNoticeSettings = endpoint('GET', '/api/me/notices', { reply: settings });
/** What is not said stays. `bad_request` with reason `always_told` where it can't be turned off. */
export const updateNoticeSettings = endpoint('PATCH', '/api/me/notices', {
  body: z.object({ topic: NoticeTopic, here: z.optional(z.boolean()), mail: z.optional(z.boolean()) }),
  reply: settings,
});
