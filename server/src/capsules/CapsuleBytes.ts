import type { CapsuleId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import type { Recordings } from '../storage/Recordings.ts';
import * as repository from './capsules.repository.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly recordings: Recordings;
  /** Removes what was made of it for viewers. */
  readonly delivery: { remove(capsuleId: CapsuleId): Promise<void> };
}

/** A node or a server that could not be reached may write on for a while: that is looked for as long as this. */
const LATE = 2 * 24 * 3_600_000;

/** Takes away what was recorded, and leaves the record that it was. */
export class CapsuleBytes {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Rejects when something is left; then it is not noted as gone, and `sweep` tries again. */
  async remove(capsuleId: CapsuleId): Promise<void> {
    await this.#take(capsuleId);
    this.#deps.log.info({ capsuleId }, 'bytes of a capsule removed');
  }

  /** Removes what is left of withdrawn and expired capsules. Never rejects for a single one. */
  async sweep(): Promise<void> {
    const { db, log, now } = this.#deps;
    for (const capsuleId of await repository.listWithBytes(db))
      await this.remove(capsuleId).catch((error: unknown) => {
        log.error({ err: error, capsuleId }, 'bytes of a capsule not removed');
      });
    for (const capsuleId of await repository.listGoneSince(db, now() - LATE))
      await this.#take(capsuleId).catch((error: unknown) => {
        log.error({ err: error, capsuleId }, 'late bytes of a capsule not removed');
      });
  }

  async #take(capsuleId: CapsuleId): Promise<void> {
    const { db, now, recordings, delivery } = this.#deps;
    await recordings.remove(capsuleId);
    await delivery.remove(capsuleId);
    await db.transaction((tx) => repository.removeBytes(tx, capsuleId, now()));
  }
}
