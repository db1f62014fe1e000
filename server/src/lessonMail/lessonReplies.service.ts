import type { LessonReply } from '@pluriclasse/shared/api/lessonMail';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { LessonId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { timingSafeEqual } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { FeedLessons } from '../feeds/feedLessons.service.ts';
import { uidOf } from '../feeds/lessonEvent.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import type { Log } from '../log.ts';
import type { Notices } from '../notices/notices.service.ts';
import { permit, visible } from '../people/permit.ts';
import { hashToken, type KeyedHash } from '../people/tokens.ts';
import { jointOf } from '../twinnings/twinnings.service.ts';
import * as repository from './lessonMail.repository.ts';
import type { InvitationRow } from './lessonMail.repository.ts';
import { readReply, type CalendarReply, type NoReply } from './readReply.ts';
import { replyToken } from './replyAddress.ts';

/**
 * What came of a mail. `recorded`: kept; `passed`: an answer that changes nothing, such as one to an hour that has moved
 * since; the others are refused: no answer at all, nobody's address, or an answer of or for somebody else.
 */
export type Received = 'recorded' | 'passed' | NoReply | 'nobody' | 'somebody-else' | 'something-else';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly limits: RateLimits;
  readonly lessons: Lessons;
  readonly feedLessons: FeedLessons;
  readonly notices: Notices;
  readonly keyedHash: KeyedHash;
  readonly installationId: () => Promise<string>;
}

type Invited = NonNullable<Awaited<ReturnType<typeof repository.findByToken>>>;

/** Answers to invitations, as calendar programs send them. */
export class LessonReplies {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Who was invited to a lesson, and what they answered. @throws AppError `not_found` */
  async list(actor: Actor, lessonId: LessonId): Promise<LessonReply[]> {
    const { db, lessons } = this.#deps;
    const found = await lessons.find(lessonId);
    const { twinning } = visible(actor, 'lesson:read', found, (one) => jointOf(one.twinning));
    permit(actor, 'lesson:replies', jointOf(twinning));
    const rows = await repository.listInvited(db, lessonId);
    return rows.map(({ invitation: { staffId, answer, answeredAt }, name, schoolId }) => {
      return { staffId, name, schoolId, state: answer, at: answeredAt };
    });
  }

  /** Whether answers may come to that token's address. */
  async knows(token: string): Promise<boolean> {
    return (await this.#find(token)) !== undefined;
  }

  /**
   * Takes a mail to a token's address. The token proves that it comes from whoever was sent the invitation, or from whom it
   * was forwarded to: so what it says has to be of that lesson and that teacher, too.
   * @throws AppError `too_many`
   */
  async receive(token: string, raw: Uint8Array): Promise<Received> {
    const found = await this.#find(token);
    if (found === undefined) return 'nobody';
    await this.#deps.limits.consume('lesson-reply', hashToken(token).toString('hex'));
    const reply = await readReply(raw);
    const result = typeof reply === 'string' ? reply : await this.#take(found, reply);
    const { lessonId, staffId } = found.invitation;
    this.#deps.log.info({ lessonId, staffId, result }, 'answer to an invitation received');
    return result;
  }

  async #take({ invitation, member }: Invited, reply: CalendarReply): Promise<Received> {
    const { lessonId, sequence } = invitation;
    if (reply.uid !== uidOf({ lessonId }, await this.#deps.installationId())) return 'something-else';
    if (reply.attendee !== member.email.toLowerCase()) return 'somebody-else';
    // Of the hour before, or of one that we never sent.
    if (reply.answer === null || reply.sequence !== sequence) return 'passed';
    const { db, now } = this.#deps;
    const answeredAt = now();
    // A clock that is ahead must not keep later answers out.
    const answerStamp = Math.min(reply.stampedAt ?? answeredAt, answeredAt);
    return db.transaction(async (tx) => {
      const kept = await repository.setAnswer(tx, invitation, {
        answer: reply.answer ?? 'invited',
        answeredAt,
        answerStamp,
      });
      if (kept && reply.answer === 'declined' && invitation.answer !== 'declined')
        await this.#tell(invitation, member, tx);
      return kept ? 'recorded' : 'passed';
    });
  }

  async #tell(
    { lessonId, staffId, sequence }: InvitationRow,
    { name, schoolId }: Invited['member'],
    db: Db,
  ): Promise<void> {
    const { notices, feedLessons } = this.#deps;
    const lesson = (await feedLessons.find([lessonId], db)).get(lessonId);
    if (lesson === undefined) return;
    const school = lesson.sites.find((site) => site.schoolId === schoolId)?.name ?? '';
    const places = lesson.sites.map((site) => ({ place: site.town || site.name, timeZone: site.timeZone }));
    await notices.tell(
      await repository.coordinatorsOf(db, lessonId),
      {
        kind: 'lesson-declined',
        params: { who: name, school, title: lesson.title, when: { at: lesson.startsAt, places } },
        path: `/lessons/${lessonId}`,
        dedupeKey: `lesson-declined:${lessonId}:${staffId}:${sequence}`,
      },
      db,
    );
  }

  async #find(token: string): Promise<Invited | undefined> {
    const { db, keyedHash } = this.#deps;
    const found = await repository.findByToken(db, hashToken(token));
    if (found === undefined) return undefined;
    const { lessonId, staffId } = found.invitation;
    // A row that somebody wrote into the database opens nothing without the installation's secret.
    const right = hashToken(replyToken(keyedHash, lessonId, staffId));
    return timingSafeEqual(right, hashToken(token)) ? found : undefined;
  }
}
