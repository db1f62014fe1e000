import * as z from 'zod/mini';
import type { NoticeKind } from '../api/notices.ts';

/** What notices are about, as people choose among them: of each whether it comes by e-mail, of some whether at all. */
export const NoticeTopic = z.enum([
  /** A question to oneself or one's school. */
  'questions',
  /** That an answer is still missing. */
  'reminders',
  /** A lesson that needs another hour. */
  'blocked',
  /** One's lessons: another hour, called off, who leads. */
  'lessons',
  /** What one looks after does not go on: somebody is silent, an agreement is missing or ends soon. */
  'stuck',
  /** Others said no. */
  'refusals',
  /** Others said yes: it takes place. */
  'agreed',
  /** It is over, at rest, or taken back. */
  'endings',
  /** Weekly hours that changed by themselves. */
  'timetable',
]);
export type NoticeTopic = z.infer<typeof NoticeTopic>;

const topics: Readonly<Record<NoticeKind, NoticeTopic>> = {
  'agreement-proposed': 'questions',
  'agreement-in-force': 'agreed',
  'agreement-silent': 'stuck',
  'agreement-expiring': 'stuck',
  'agreement-left': 'endings',
  'agreement-ended': 'endings',
  'twinning-asked': 'questions',
  'twinning-active': 'agreed',
  'twinning-declined': 'refusals',
  'twinning-paused': 'endings',
  'twinning-ended': 'endings',
  'series-asked': 'questions',
  'series-approve': 'questions',
  'series-headless': 'questions',
  'series-declined': 'refusals',
  'series-waits': 'stuck',
  'series-lapsed': 'stuck',
  'series-confirmed': 'agreed',
  'series-withdrawn': 'endings',
  'move-asked': 'questions',
  'move-declined': 'refusals',
  'move-lapsed': 'refusals',
  'ask-reminder': 'reminders',
  'ask-silent': 'stuck',
  'lesson-moved': 'lessons',
  'lesson-blocked': 'blocked',
  'lesson-holds': 'agreed',
  'lesson-cancelled': 'lessons',
  'lesson-restored': 'lessons',
  'lesson-substitute': 'lessons',
  'lesson-substituted': 'lessons',
  'lesson-declined': 'lessons',
  'feed-lessons': 'questions',
  'feed-lessons-taken': 'timetable',
};
export const topicOf = (kind: NoticeKind): NoticeTopic => topics[kind];

/** What waits for somebody, or changes where one has to be and when: told in the product whatever was chosen. */
const always: ReadonlySet<NoticeTopic> = new Set<NoticeTopic>([
  'questions',
  'reminders',
  'blocked',
  'lessons',
  'stuck',
]);
export const isAlwaysTold = (topic: NoticeTopic): boolean => always.has(topic);

/** Where one hears of a topic. */
export interface NoticeChoice {
  /** In the product. */
  readonly here: boolean;
  readonly mail: boolean;
}
/** Until somebody chooses otherwise: a teacher is in the product when there is a lesson, in the mailbox every day. */
export const defaultChoice: NoticeChoice = { here: true, mail: true };
