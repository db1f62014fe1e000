import type { NoticeSetting } from '@pluriclasse/shared/api/notices';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { defaultChoice, isAlwaysTold, NoticeTopic } from '@pluriclasse/shared/domain/noticeTopics';
import { AppError } from '@pluriclasse/shared/errors';
import type { Db } from '../db/Database.ts';
import * as repository from './noticeChoices.repository.ts';
import { staffIdOf } from './staffIdOf.ts';

interface Change {
  readonly topic: NoticeTopic;
  readonly here?: boolean | undefined;
  readonly mail?: boolean | undefined;
}

/** Where one hears of what: one's own to say, and nobody else's. */
export class NoticeChoices {
  readonly #db: Db;

  constructor(deps: { db: Db }) {
    this.#db = deps.db;
  }

  async read(actor: Actor): Promise<NoticeSetting[]> {
    const rows = await repository.listChoices(this.#db, staffIdOf(actor));
    const chosen = new Map(rows.map((row) => [row.topic, row]));
    return NoticeTopic.options.map((topic) => {
      const { here, mail } = chosen.get(topic) ?? defaultChoice;
      const always = isAlwaysTold(topic);
      return { topic, here: always || here, mail, always };
    });
  }

  /** @throws AppError `bad_request` with reason `always_told` for what can't be turned off in the product */
  async update(actor: Actor, { topic, here, mail }: Change): Promise<NoticeSetting[]> {
    const staffId = staffIdOf(actor);
    if (here === false && isAlwaysTold(topic)) {
      throw new AppError('bad_request', `What is of ${topic} is always told`, { reason: 'always_told' });
    }
    await repository.putChoice(this.#db, { staffId, topic }, { here, mail });
    return this.read(actor);
  }
}
