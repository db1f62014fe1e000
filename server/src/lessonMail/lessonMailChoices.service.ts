import type { LessonMail } from '@pluriclasse/shared/api/lessonMail';
import type { Actor, StaffActor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { Db } from '../db/Database.ts';
import { requireSomebody } from '../people/permit.ts';
import * as repository from './lessonMail.repository.ts';

type Change = { readonly [Field in keyof LessonMail]?: LessonMail[Field] | undefined };

/** What of the own lessons comes by e-mail: one's own to say, and nobody else's. */
export class LessonMailChoices {
  readonly #db: Db;

  constructor(deps: { db: Db }) {
    this.#db = deps.db;
  }

  async read(actor: Actor): Promise<LessonMail> {
    const [row] = await repository.findReaders(this.#db, [requireStaff(actor).staffId]);
    return { invitations: row?.invitations ?? true, reminders: row?.reminders ?? true };
  }

  async update(actor: Actor, change: Change): Promise<LessonMail> {
    const before = await this.read(actor);
    const { invitations = before.invitations, reminders = before.reminders } = change;
    await repository.setChoices(this.#db, requireStaff(actor).staffId, { invitations, reminders });
    return { invitations, reminders };
  }
}

function requireStaff(actor: Actor): StaffActor {
  requireSomebody(actor);
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff get mails about lessons');
  return actor;
}
