import type { MailRow, MailState } from '@pluriclasse/shared/api/mails';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { MailId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { permit } from '../people/permit.ts';
import * as repository from './mails.repository.ts';

/** As many as anybody reads. */
const SHOWN = 200;

interface Deps {
  readonly db: Db;
  readonly now: Now;
  /** Whether a mail server is set. */
  readonly configured: boolean;
}

type Listed = Awaited<ReturnType<typeof repository.listMails>>[number];

/** What administrators see of the mails: whether they go out, and why not. */
export class Mails {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async list(actor: Actor, state: MailState | undefined) {
    permit(actor, 'network:administer', { kind: 'network' });
    const { db, configured } = this.#deps;
    const rows = await repository.listMails(db, state, SHOWN);
    return { configured, counts: await repository.countMails(db), mails: rows.map(asRow) };
  }

  /** @throws AppError `conflict` with reason `mail_waiting` for what waits or is sent */
  async sendAgain(actor: Actor, mailId: MailId): Promise<MailRow> {
    permit(actor, 'network:administer', { kind: 'network' });
    const { db, now } = this.#deps;
    const revived = await repository.reviveMail(db, mailId, now());
    const found = await repository.findMail(db, mailId);
    if (found === undefined) throw new AppError('not_found', 'No such mail');
    if (!revived) throw new AppError('conflict', 'It waits already, or is sent', { reason: 'mail_waiting' });
    return asRow(found);
  }
}

const asRow = ({ mail, member }: Listed): MailRow => ({
  mailId: mail.mailId,
  kind: mail.kind,
  to: member ?? (mail.address === null ? null : { name: null, email: mail.address }),
  state: mail.state,
  failure: mail.failure,
  answer: mail.answer,
  tries: mail.tries,
  createdAt: mail.createdAt,
  nextTryAt: mail.nextTryAt,
  endedAt: mail.endedAt,
});
