import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { FeedLessons } from '../feeds/feedLessons.service.ts';
import type { Feeds } from '../feeds/feeds.service.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../mail/Outbox.ts';
import type { Notices } from '../notices/notices.service.ts';
import type { KeyedHash } from '../people/tokens.ts';
import { LessonInvitations, type LessonMailConfig } from './lessonInvitations.service.ts';
import { LessonMailChoices } from './lessonMailChoices.service.ts';
import { LessonReminders } from './lessonReminders.service.ts';
import { LessonTeller } from './LessonTeller.ts';
import { LessonReplies } from './lessonReplies.service.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly limits: RateLimits;
  readonly lessons: Lessons;
  readonly feeds: Feeds;
  readonly feedLessons: FeedLessons;
  readonly outbox: Outbox;
  readonly notices: Notices;
  readonly keyedHash: KeyedHash;
  readonly origin: () => string;
  /** Undefined: no mail server is set. */
  readonly lessonMail: LessonMailConfig | undefined;
}

/** The services of mails about lessons. */
export function createLessonMail(deps: Deps) {
  const { db, now, feeds, feedLessons, outbox, origin, lessonMail } = deps;
  const installationId = () => feeds.installationId();
  const lessonInvitations = new LessonInvitations({
    ...deps,
    lessons: feedLessons,
    installationId,
    config: lessonMail,
  });
  return {
    lessonInvitations,
    lessonTeller: new LessonTeller({ notices: deps.notices, invitations: lessonInvitations }),
    lessonReminders: new LessonReminders({
      db,
      now,
      lessons: feedLessons,
      outbox,
      origin,
      sends: lessonMail !== undefined,
    }),
    lessonReplies: new LessonReplies({ ...deps, installationId }),
    lessonMailChoices: new LessonMailChoices({ db }),
  };
}
