import type { syncOwnPage, KeptOwnPage } from '@pluriclasse/shared/api/ownPages';
import { fromBase64, toBase64 } from '@pluriclasse/shared/base64';
import { ownPageLimits } from '@pluriclasse/shared/capsule/ownPage';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId, PupilId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type * as z from 'zod/mini';
import type { CapsuleShelf } from '../capsules/CapsuleShelf.ts';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import type { Pupils } from '../people/pupils.service.ts';
import { asPupil } from './asPupil.ts';
import { lockCatchUp } from './catchUps.repository.ts';
import { mergePage, type CheckUpdate } from './mergePage.ts';
import * as repository from './ownPages.repository.ts';
import type { OwnPageKey, OwnPageRow } from './ownPages.repository.ts';

/** Pages that were taken away leave a row; so many of them are far more than a child takes, and no way to fill a disk. */
const MOST_ROWS = 60;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly capsules: CapsuleShelf;
  readonly pupils: Pupils;
  readonly check: CheckUpdate;
}

type Owner = Pick<OwnPageKey, 'capsuleId' | 'pupilId'>;
type Sync = z.infer<(typeof syncOwnPage)['body']>;

/** Pages that pupils took from a capsule's board to work on: theirs, and their own school's to read. */
export class OwnPages {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** @throws AppError `unauthenticated`, reason `somebody_else`, when another pupil is signed in; so all others too */
  async list(actor: Actor, of: Owner): Promise<KeptOwnPage[]> {
    const { capsuleId, pupilId } = await this.#worker(actor, of);
    return (await repository.listOwnPages(this.#deps.db, capsuleId, [pupilId])).map(briefOf);
  }

  /**
   * Joins what a pupil drew with what is known of the page, each change once, and says what the pupil's device lacks.
   * @throws AppError as `shared/api/ownPages` tells
   */
  async sync(actor: Actor, key: OwnPageKey, { update, vector, ...page }: Sync) {
    const { db, now, log, check } = this.#deps;
    const { capsuleId, pupilId } = await this.#worker(actor, key);
    const sent = { update: unpack(update), vector: unpack(vector) };
    const { row, missing, theirs } = await db.transaction(async (tx) => {
      // Two devices of one child take turns.
      await lockCatchUp(tx, capsuleId, pupilId);
      const before = await repository.findOwnPage(tx, key);
      if (before?.state === null) throw new AppError('conflict', 'It was taken away', { reason: 'page-removed' });
      if (before === undefined) await this.#checkRoom(tx, key);
      const merged = mergePage(check, before?.state ?? undefined, sent);
      const next: OwnPageRow = {
        ...(before ?? { ...key, ...page, takenAt: Math.min(page.takenAt, now()) }),
        state: Buffer.from(merged.state ?? before?.state ?? []),
        ...((before === undefined || merged.state) && { version: (before?.version ?? 0) + 1, changedAt: now() }),
      } as OwnPageRow; // one that is new gets version and time above
      if (before === undefined || merged.state) await repository.putOwnPage(tx, next);
      return { row: next, missing: merged.missing, theirs: merged.vector };
    });
    log.debug({ capsuleId, version: row.version }, 'own page in step');
    return { page: briefOf(row), missing: toBase64(missing), vector: toBase64(theirs) };
  }

  /** Takes a page away for good. Safe twice. */
  async remove(actor: Actor, key: OwnPageKey): Promise<void> {
    const { db, now } = this.#deps;
    const { capsuleId, pupilId } = await this.#worker(actor, key);
    await db.transaction(async (tx) => {
      await lockCatchUp(tx, capsuleId, pupilId);
      const before = await repository.findOwnPage(tx, key);
      if (before && before.state !== null) {
        await repository.putOwnPage(tx, { ...before, title: '', state: null, changedAt: now() });
      }
    });
  }

  /** A pupil's page, for the teachers of the pupil's own school. @throws AppError `not_found` */
  async read(actor: Actor, key: OwnPageKey): Promise<{ page: KeptOwnPage; state: string }> {
    requireSomebody(actor);
    const found = await this.#deps.capsules.find(key.capsuleId);
    const capsule = visible(actor, 'capsule:watch', found, (one) => one.subject(actor));
    const schoolId = actor.kind === 'staff' ? actor.schoolId : undefined;
    if (schoolId === undefined) throw new AppError('forbidden', 'Only a school reads its pupils’ pages');
    permit(actor, 'catch-up:follow', { kind: 'catch-up', capsule: capsule.subject(actor), schoolId });
    const pupil = await this.#deps.pupils.find(key.pupilId);
    const row = pupil?.schoolId === schoolId ? await repository.findOwnPage(this.#deps.db, key) : undefined;
    if (!row?.state) throw new AppError('not_found', 'There is no such page');
    return { page: briefOf(row), state: toBase64(row.state) };
  }

  /** By pupil, for whoever follows them; who may is asked there. */
  async listOf(capsuleId: CapsuleId, pupilIds: readonly PupilId[]): Promise<Map<PupilId, KeptOwnPage[]>> {
    const rows = await repository.listOwnPages(this.#deps.db, capsuleId, pupilIds);
    const byPupil = Map.groupBy(rows, ({ pupilId }) => pupilId);
    return new Map([...byPupil].map(([pupilId, pages]) => [pupilId, pages.map(briefOf)]));
  }

  /** The capsule was taken back: all that was drawn on it goes at once. */
  async forget(capsuleId: CapsuleId): Promise<void> {
    await repository.deleteOwnPagesOf(this.#deps.db, capsuleId);
  }

  async #checkRoom(tx: Db, { capsuleId, pupilId }: OwnPageKey): Promise<void> {
    const there = await repository.listOwnPages(tx, capsuleId, [pupilId]);
    const all = await repository.countOwnPages(tx, capsuleId, pupilId);
    if (there.length >= ownPageLimits.pages || all >= MOST_ROWS)
      throw new AppError('conflict', 'There are as many pages as one may have', { reason: 'too-many-pages' });
  }

  async #worker(actor: Actor, of: Owner): Promise<Owner> {
    requireSomebody(actor);
    const found = await this.#deps.capsules.find(of.capsuleId);
    visible(actor, 'catch-up:work', found, (one) => one.subject(actor));
    if (asPupil(actor).pupilId !== of.pupilId)
      throw new AppError('unauthenticated', 'Another pupil is signed in', { reason: 'somebody_else' });
    return of;
  }
}

const briefOf = ({ ownPageId, title, at, takenAt, changedAt, version }: KeptOwnPage): KeptOwnPage => ({
  ownPageId,
  title,
  at,
  takenAt,
  changedAt,
  version,
});

/** @throws AppError `bad_request` */
function unpack(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (bytes === undefined) throw new AppError('bad_request', 'Not base64');
  return bytes;
}
