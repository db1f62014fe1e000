import type { LessonId, StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { FeedLesson } from '../feeds/FeedLesson.ts';
import type { FeedLessons } from '../feeds/feedLessons.service.ts';
import type { Log } from '../log.ts';
import type { CalendarPart, Mail, Outbox } from '../mail/Outbox.ts';
import { hashToken, type KeyedHash } from '../people/tokens.ts';
import { listDueInvitations, type Due } from './dueMail.repository.ts';
import { writeInvitation } from './invitation.ts';
import * as repository from './lessonMail.repository.ts';
import type { InvitationRow, ReaderRow } from './lessonMail.repository.ts';
import { invitationLetter, type InvitationKind } from './letters.ts';
import { readFrom, replyAddress, replyToken } from './replyAddress.ts';

const DAY = 24 * 3_600_000;
/**
 * How far ahead lessons of a series are invited to. A series is thirty mails at once, of which nobody reads the last; in
 * the calendar that one follows it stands from the first day on.
 */
const HORIZON = 28 * DAY;
const AT_ONCE = 200;

/** From whom invitations are. */
export interface LessonMailConfig {
  /** `Pluriclasse <lessons@school.example>` */
  readonly from: string;
  /** Whether answers come back to us. */
  readonly readsReplies: boolean;
}

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly lessons: FeedLessons;
  readonly outbox: Outbox;
  readonly keyedHash: KeyedHash;
  readonly installationId: () => Promise<string>;
  readonly origin: () => string;
  /** Without it nobody is invited. */
  readonly config: LessonMailConfig | undefined;
}

/** Keeps the calendars of those who lead lessons right by e-mail: invites, moves, calls off. */
export class LessonInvitations {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Sends what is due, by comparing what everybody was sent with what is so: whatever changed it, and however often. A turn
   * that is broken off is made up for by the next one.
   */
  async turn(signal?: AbortSignal): Promise<void> {
    const { db, now, config } = this.#deps;
    if (config === undefined) return;
    for (;;) {
      const due = await listDueInvitations(db, now(), now() + HORIZON, AT_ONCE);
      const sent = await this.#sendAll(due, config, signal);
      if (due.length < AT_ONCE || sent === 0) return;
    }
  }

  async #sendAll(due: readonly Due[], config: LessonMailConfig, signal: AbortSignal | undefined): Promise<number> {
    const { db, lessons } = this.#deps;
    const found = await lessons.find([...new Set(due.map(({ lessonId }) => lessonId))]);
    const readers = await repository.findReaders(db, [...new Set(due.map(({ staffId }) => staffId))]);
    const byId = new Map(readers.map((reader) => [reader.staffId, reader]));
    let sent = 0;
    for (const one of due) {
      if (signal?.aborted) return 0;
      const lesson = found.get(one.lessonId);
      const reader = byId.get(one.staffId);
      if (lesson === undefined) continue;
      const was = reader ? await this.#send(lesson, reader, one.named, config) : await this.#forget(lesson, one);
      if (was) sent++;
    }
    return sent;
  }

  /**
   * What goes with a mail that tells somebody of a lesson anyway: the change of the invitation that he or she has, which
   * need not be told by another mail then.
   * @param tx the transaction that changes the lesson, and sends the mail
   */
  async partFor(tx: Db, lessonId: LessonId, staffId: StaffId): Promise<CalendarPart | undefined> {
    const { lessons, config } = this.#deps;
    if (config === undefined) return undefined;
    const lesson = (await lessons.find([lessonId], tx)).get(lessonId);
    const [reader] = await repository.findReaders(tx, [staffId]);
    if (lesson === undefined || reader === undefined) return undefined;
    const before = await repository.lockInvitation(tx, lessonId, staffId);
    const named = lesson.sites.some(({ teachers }) => teachers.some((one) => one.staffId === staffId));
    // The first invitation has words of its own.
    const kind = before && kindOf(lesson, before, named);
    return kind && (await this.#write(tx, lesson, reader, kind, config)).part;
  }

  async #send(lesson: FeedLesson, reader: ReaderRow, named: boolean, config: LessonMailConfig): Promise<boolean> {
    const { db, outbox, origin } = this.#deps;
    return db.transaction(async (tx) => {
      const before = await repository.lockInvitation(tx, lesson.lessonId, reader.staffId);
      const kind = kindOf(lesson, before, named);
      if (kind === undefined) return false;
      const { part, asksBack } = await this.#write(tx, lesson, reader, kind, config);
      const mail: Mail = {
        to: { staffId: reader.staffId },
        kind: `lesson-${kind}`,
        language: reader.language,
        ...invitationLetter(kind, lesson, reader, { origin: origin(), asksBack }),
        calendar: part,
      };
      await outbox.enqueue(mail, tx);
      return true;
    });
  }

  /** Writes what a calendar program reads, and keeps that it was sent. */
  async #write(tx: Db, lesson: FeedLesson, reader: ReaderRow, kind: InvitationKind, config: LessonMailConfig) {
    const { log, now, keyedHash } = this.#deps;
    const { lessonId, startsAt, endsAt, sequence, status } = lesson;
    const { staffId, language } = reader;
    const token = replyToken(keyedHash, lessonId, staffId);
    const ends = kind === 'cancelled' || kind === 'released';
    const from = readFrom(config.from);
    const answersTo = config.readsReplies ? replyAddress(from.address, token) : undefined;
    const asksBack = answersTo !== undefined;
    const installationId = await this.#deps.installationId();
    const part = writeInvitation({
      lesson,
      reader: { language, schoolId: reader.schoolId ?? undefined, origin: this.#deps.origin(), installationId },
      organizer: { name: from.name || 'Pluriclasse', address: answersTo ?? from.address },
      attendee: { name: reader.name, address: reader.email },
      asksBack,
      ends,
      now: now(),
    });
    await repository.putInvitation(tx, {
      lessonId,
      staffId,
      tokenHash: hashToken(token),
      status: ends ? 'CANCELLED' : status,
      sequence,
      startsAt,
      endsAt,
      sentAt: now(),
    });
    log.info({ lessonId, staffId, kind, sequence }, 'teacher told of a lesson');
    return { part, asksBack };
  }

  /** Who has left needs no mail, and is asked no more. */
  #forget({ lessonId }: FeedLesson, { staffId }: Due): Promise<boolean> {
    return repository.deleteInvitation(this.#deps.db, lessonId, staffId);
  }
}

/** What a teacher has to hear; undefined when another server has said it meanwhile. */
function kindOf(lesson: FeedLesson, before: InvitationRow | undefined, named: boolean): InvitationKind | undefined {
  const invited = before !== undefined && before.status !== 'CANCELLED';
  if (!invited) return named && lesson.status === 'CONFIRMED' ? 'requested' : undefined;
  if (lesson.status === 'CANCELLED') return 'cancelled';
  if (!named) return 'released';
  const moved = before.startsAt !== lesson.startsAt || before.endsAt !== lesson.endsAt;
  if (before.status === lesson.status && !moved) return undefined;
  if (lesson.status === 'TENTATIVE') return 'proposed';
  return moved ? 'moved' : 'requested';
}
