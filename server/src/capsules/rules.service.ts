import type { RecordingRules } from '@pluriclasse/shared/api/capsules';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { SchoolId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import { permit, visible } from '../people/permit.ts';
import { expiryOf } from './keep.ts';
import * as repository from './rules.repository.ts';

type OnChanged = (schoolId: SchoolId) => void;

/** Whether a school records, and how long it keeps what is recorded. */
export class RecordingRulesService {
  readonly #deps: { readonly db: Db; readonly log: Log };
  readonly #onChanged = new Set<OnChanged>();

  constructor(deps: { db: Db; log: Log }) {
    this.#deps = deps;
  }

  async read(actor: Actor, schoolId: SchoolId): Promise<RecordingRules> {
    const found = await repository.findRules(this.#deps.db, schoolId);
    const { mode, keep } = visible(actor, 'school:read', found, () => ({ kind: 'school', schoolId }));
    return { mode, keep };
  }

  /** What there is already is kept by the new rule too; what is being recorded and may not be any more stops. */
  async set(actor: Actor, schoolId: SchoolId, rules: RecordingRules): Promise<RecordingRules> {
    const { db, log } = this.#deps;
    const before = await this.read(actor, schoolId);
    permit(actor, 'school:edit', { kind: 'school', schoolId });
    await db.transaction(async (tx) => {
      await repository.setRules(tx, schoolId, rules);
      if (before.keep === rules.keep) return;
      for (const { capsuleId, createdAt, schoolIds } of await repository.listKept(tx, schoolId))
        await repository.setExpiry(tx, capsuleId, expiryOf(createdAt, await repository.rulesOf(tx, schoolIds)));
    });
    log.info({ schoolId, ...rules }, 'recording rules set');
    for (const listener of this.#onChanged) listener(schoolId);
    return rules;
  }

  /** Told after each change. */
  onChanged(listener: OnChanged): void {
    this.#onChanged.add(listener);
  }
}
