import type { Language } from '@pluriclasse/shared/domain/roles';
import { MailId, type StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { CalendarMethod } from '../db/schema/mail.ts';
import * as repository from './mails.repository.ts';

const DAY = 24 * 3_600_000;
/** How long a mail that has ended is kept, for administrators who look into it. */
const KEPT = 60 * DAY;

/** An iCalendar object (RFC 5545) that mail programs take as an invitation, its change or its answer (RFC 6047). */
export interface CalendarPart {
  readonly method: CalendarMethod;
  readonly content: string;
}

/** A mail to one person. Its text and its html say the same. */
export interface Mail {
  readonly to: { readonly staffId: StaffId } | { readonly address: string };
  /** What it is about, for administrators and logs: `agreement-expiring`. */
  readonly kind: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar?: CalendarPart;
  /** Of mails with the same key only the first is sent. */
  readonly dedupeKey?: string;
  /** Not sent before this instant. */
  readonly notBefore?: number;
}

/** What is to be sent. A `Postman` takes it from here; whether there is one changes nothing for those who write. */
export class Outbox {
  readonly #db: Db;
  readonly #now: Now;

  constructor(deps: { db: Db; now: Now }) {
    this.#db = deps.db;
    this.#now = deps.now;
  }

  /**
   * Puts a mail in. Pass the transaction of what it tells about: then both happen, or neither.
   * @returns its id; undefined when one with its key was there already.
   */
  async enqueue(mail: Mail, db: Db = this.#db): Promise<MailId | undefined> {
    const mailId = newId(MailId);
    const now = this.#now();
    const dueAt = Math.max(now, mail.notBefore ?? 0);
    const isNew = await repository.insertMail(db, {
      mailId,
      staffId: 'staffId' in mail.to ? mail.to.staffId : null,
      address: 'address' in mail.to ? mail.to.address : null,
      kind: mail.kind,
      language: mail.language,
      subject: oneLine(mail.subject),
      text: mail.text,
      html: mail.html,
      calendarMethod: mail.calendar?.method ?? null,
      calendar: mail.calendar?.content ?? null,
      dedupeKey: mail.dedupeKey ?? null,
      state: 'waiting',
      tries: 0,
      failure: null,
      answer: null,
      createdAt: now,
      dueAt,
      nextTryAt: dueAt,
      triedAt: null,
      endedAt: null,
    });
    return isNew ? mailId : undefined;
  }

  /** Takes back a mail that nobody has tried to send yet; its key is free again. @returns whether there was one */
  async withdraw(dedupeKey: string, db: Db = this.#db): Promise<boolean> {
    return repository.deleteUntried(db, dedupeKey);
  }

  /** Forgets what ended long ago. */
  async sweep(): Promise<void> {
    await repository.deleteEnded(this.#db, this.#now() - KEPT);
  }
}

/** A header is one line; what people typed into a title must not begin another. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
