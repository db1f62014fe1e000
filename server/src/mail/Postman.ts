import type { MailFailure } from '@pluriclasse/shared/api/mails';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import * as repository from './mails.repository.ts';
import type { MailRecord } from './mails.repository.ts';
import type { MailTransport, Outcome } from './MailTransport.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** How often it looks for mails. */
const EVERY = 5 * SECOND;
/** For so long a mail is one server's alone: longer than any try lasts. A server that dies leaves it to the next one. */
const LEASE = 10 * MINUTE;
/** Waits between tries of one mail; greylisting asks for a few minutes, a full mailbox for hours. */
const WAITS = [1, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE);
/** RFC 5321 §4.5.4.1: the give-up time generally needs to be at least 4–5 days. */
const GIVE_UP_AFTER = 4 * DAY;
/** While the mail server as a whole fails nothing else is tried for so long. */
const RESTS = [0.5, 1, 2, 5, 15].map((minutes) => minutes * MINUTE);
/** What a mail that is just being sent may still take when the server ends. */
const LAST_WORDS = 1.5 * SECOND;

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly log: Log;
  readonly transport: MailTransport;
}

/**
 * Sends what is in the outbox, one mail after the other. Any number of servers may do so at once. A mail is sent once,
 * unless the link breaks, or the process dies, between the mail server's taking it and our noting it: then it goes out
 * again with the same Message-ID, by which mail programs know it.
 */
export class Postman {
  readonly #deps: Deps;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #lastWords: number;
  #running: Promise<number> | undefined;
  #closed = false;
  #serverFailures = 0;
  #restUntil = 0;

  /**
   * @param deps.every milliseconds between looks; 0: only when `run` is called
   * @param deps.lastWords milliseconds that `close` leaves to a mail that is just being sent
   */
  constructor({
    every = EVERY,
    lastWords = LAST_WORDS,
    ...deps
  }: Deps & { every?: number | undefined; lastWords?: number | undefined }) {
    this.#deps = deps;
    this.#lastWords = lastWords;
    if (every > 0) this.#timer = setInterval(() => void this.run(), every).unref();
  }

  /** Sends all that is due. Never rejects. @returns how many were sent */
  run(): Promise<number> {
    return (this.#running ??= this.#sendDue().finally(() => {
      this.#running = undefined;
    }));
  }

  /** Ends after the mail that is just being sent, or breaks it off. Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    const tooLong = setTimeout(() => this.#deps.transport.close(), this.#lastWords);
    await this.#running;
    clearTimeout(tooLong);
    this.#deps.transport.close();
  }

  async #sendDue(): Promise<number> {
    const { db, now, log } = this.#deps;
    let sent = 0;
    try {
      while (!this.#closed && now() >= this.#restUntil) {
        const mail = await repository.claimMail(db, now(), now() + LEASE);
        if (mail === undefined) break;
        if (await this.#deliver(mail)) sent++;
      }
    } catch (error) {
      // The database is away: what was taken comes up again when its time alone is over.
      log.warn({ err: error }, 'mails put off');
    }
    return sent;
  }

  /** @returns whether it was sent */
  async #deliver(mail: MailRecord): Promise<boolean> {
    const { db, now, transport } = this.#deps;
    if (now() - mail.dueAt > GIVE_UP_AFTER) {
      await this.#end(mail, 'given-up', mail.failure ?? 'too_old', mail.answer ?? '');
      return false;
    }
    const to = await repository.recipientOf(db, mail);
    if (to === undefined) {
      await this.#end(mail, 'given-up', 'left', '');
      return false;
    }
    const outcome = await transport.send({
      to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.mailId}@${transport.domain}>`,
      date: new Date(mail.dueAt),
      // RFC 3834: no out-of-office notes in reply, please.
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
      ...(mail.calendar !== null &&
        mail.calendarMethod !== null && { icalEvent: { method: mail.calendarMethod, content: mail.calendar } }),
    });
    await this.#settle(mail, outcome);
    return outcome.kind === 'sent';
  }

  async #settle(mail: MailRecord, outcome: Outcome): Promise<void> {
    const { db, now, log } = this.#deps;
    const { mailId, kind, tries } = mail;
    if (outcome.kind !== 'server') this.#serverFailures = 0;
    switch (outcome.kind) {
      case 'sent':
        await repository.endMail(db, mailId, { state: 'sent', failure: null, answer: outcome.answer, endedAt: now() });
        log.info({ mailId, kind }, 'mail sent');
        return;
      case 'refused':
        await this.#end(mail, 'refused', outcome.failure, outcome.answer);
        return;
      case 'put-off': {
        const { failure, answer } = outcome;
        const nextTryAt = now() + pick(WAITS, tries - 1);
        await repository.putOffMail(db, mail, { failure, answer, nextTryAt, tries });
        log.debug({ mailId, kind, failure, tries }, 'mail put off');
        return;
      }
      case 'server': {
        const { failure, answer } = outcome;
        this.#restUntil = now() + pick(RESTS, this.#serverFailures++);
        // It isn't this mail's fault: the try does not count.
        await repository.putOffMail(db, mail, { failure, answer, nextTryAt: this.#restUntil, tries: tries - 1 });
        log.warn({ failure, restUntil: this.#restUntil }, 'mail server fails');
      }
    }
  }

  async #end(mail: MailRecord, state: 'refused' | 'given-up', failure: MailFailure, answer: string): Promise<void> {
    const { db, now, log } = this.#deps;
    await repository.endMail(db, mail.mailId, { state, failure, answer: answer || null, endedAt: now() });
    log.error({ mailId: mail.mailId, kind: mail.kind, failure }, 'mail given up');
  }
}

const pick = (waits: readonly number[], index: number): number => waits[Math.min(index, waits.length - 1)] ?? MINUTE;
