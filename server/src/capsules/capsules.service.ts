import type { CapsuleBrief, CapsuleDraft, CapsuleEdit, Viewing } from '@pluriclasse/shared/api/capsules';
import { lengthOf, normalise } from '@pluriclasse/shared/capsule/stretches';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId, ClassGroupId, LessonId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody } from '../people/permit.ts';
import type { CapsuleBytes } from './CapsuleBytes.ts';
import * as repository from './capsules.repository.ts';
import type { CapsuleRecord } from './capsules.repository.ts';
import type { CapsuleDelivery } from './delivery.service.ts';
import { keptOf } from './delivery/keptOf.ts';
import type { Preparation } from './Preparation.ts';
import { asBrief, asDraft, recordedOf } from './present.ts';
import { ranIdOf } from './ranIdOf.ts';
import { subjectOf } from './subjectOf.ts';
import { listViewings } from './viewers.repository.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly bytes: CapsuleBytes;
  readonly preparation: Pick<Preparation, 'soon'>;
  readonly delivery: Pick<CapsuleDelivery, 'turnsOf'>;
}

/** `ranId`: the lesson that it is of, or what a teacher ran alone. */
type OnWithdrawn = (capsule: { capsuleId: CapsuleId; ranId: LessonId | null }) => Promise<void>;

/** Capsules for those who watch, edit, publish and withdraw them. */
export class Capsules {
  readonly #deps: Deps;
  readonly #onWithdrawn: OnWithdrawn[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Those that the actor may watch; for staff also the records of what is gone. Newest first. */
  async list(actor: Actor): Promise<CapsuleBrief[]> {
    requireSomebody(actor);
    const records = await this.#near(actor);
    return records.filter((record) => this.#sees(record, actor)).map((record) => this.#brief(record, actor));
  }

  async read(actor: Actor, capsuleId: CapsuleId): Promise<CapsuleBrief> {
    return this.#brief(await this.#get(actor, capsuleId), actor);
  }

  async draft(actor: Actor, capsuleId: CapsuleId): Promise<CapsuleDraft> {
    return this.#draft(await this.#mine(actor, capsuleId));
  }

  /**
   * Saves what a teacher cut and named.
   * @param revision that was edited
   * @throws AppError `conflict` with reason `edited` if somebody saved since; `bad_request` with reason `nothing-left`
   */
  async saveEdit(actor: Actor, capsuleId: CapsuleId, revision: number, edit: CapsuleEdit): Promise<CapsuleDraft> {
    const record = await this.#mine(actor, capsuleId);
    const { trim, hidden, chapters } = edit;
    const tidy = {
      trim,
      hidden: normalise(hidden),
      chapters: chapters && chapters.toSorted((a, b) => a.at - b.at),
    };
    const recorded = recordedOf(record);
    if (lengthOf(recorded) > 0 && lengthOf(keptOf(recorded, tidy)) === 0)
      throw new AppError('bad_request', 'Nothing would be left of it', { reason: 'nothing-left' });
    if (!(await repository.saveEdit(this.#deps.db, capsuleId, revision, tidy)))
      throw new AppError('conflict', 'Somebody else saved since', { reason: 'edited' });
    this.#deps.preparation.soon(capsuleId);
    return this.#draft({ ...record, revision: revision + 1, edit: tidy });
  }

  async rename(actor: Actor, capsuleId: CapsuleId, title: string): Promise<CapsuleBrief> {
    const record = await this.#mine(actor, capsuleId);
    await repository.setTitle(this.#deps.db, capsuleId, title);
    return this.#brief({ ...record, title }, actor);
  }

  /** Shows it to these classes' pupils, and no others. @throws AppError `not_found` for a class of no school of it */
  async publish(actor: Actor, capsuleId: CapsuleId, classGroupIds: readonly ClassGroupId[]): Promise<CapsuleBrief> {
    const { db, now, log } = this.#deps;
    const { sites } = await this.#mine(actor, capsuleId);
    const wanted = [...new Set(classGroupIds)];
    const schoolIds = sites.map(({ schoolId }) => schoolId);
    if ((await repository.countClasses(db, wanted, schoolIds)) < wanted.length)
      throw new AppError('not_found', 'No such class in the schools of this capsule');
    const publishedBy = actor.kind === 'staff' ? actor.staffId : null;
    await db.transaction((tx) => repository.setClasses(tx, capsuleId, wanted, { publishedAt: now(), publishedBy }));
    log.info({ capsuleId, classes: wanted.length }, 'capsule published');
    return this.read(actor, capsuleId);
  }

  /** Refused everywhere from now on, and its bytes go at once; the hourly turn does what fails now. No way back. */
  async withdraw(actor: Actor, capsuleId: CapsuleId): Promise<CapsuleBrief> {
    const { db, now, log, bytes } = this.#deps;
    const record = await this.#get(actor, capsuleId);
    permit(actor, 'capsule:withdraw', subjectOf(record, now())(actor));
    const staffId = actor.kind === 'staff' ? actor.staffId : null;
    if (await repository.setWithdrawn(db, capsuleId, { withdrawnAt: now(), withdrawnBy: staffId })) {
      log.info({ capsuleId }, 'capsule withdrawn');
      const withdrawn = { capsuleId, ranId: ranIdOf(record) };
      await Promise.allSettled(this.#onWithdrawn.map((tell) => tell(withdrawn)));
      await bytes
        .remove(capsuleId)
        .catch((error: unknown) => log.error({ err: error, capsuleId }, 'bytes of a capsule not removed yet'));
    }
    return this.read(actor, capsuleId);
  }

  /** Who of other schools' staff watched it, newest first, for the schools of those who are in it. */
  async viewings(actor: Actor, capsuleId: CapsuleId): Promise<Viewing[]> {
    const { db, now } = this.#deps;
    const record = await this.#get(actor, capsuleId);
    permit(actor, 'capsule:read-viewings', subjectOf(record, now())(actor));
    const home = actor.kind === 'staff' ? actor.schoolId : undefined;
    const rows = await listViewings(db, capsuleId, home);
    return rows.map(({ at, staffId, name, school }) => ({ at, staffId, name, school: school ?? '' }));
  }

  /** Told once for each capsule, and waited for before its bytes go. */
  onWithdrawn(listener: OnWithdrawn): void {
    this.#onWithdrawn.push(listener);
  }

  /** What expired is expired, and of what is gone the bytes go. Safe twice. */
  async sweep(): Promise<void> {
    const { db, now, log, bytes } = this.#deps;
    for (const capsuleId of await repository.expire(db, now())) log.info({ capsuleId }, 'capsule expired');
    await bytes.sweep();
  }

  #near(actor: Actor): Promise<CapsuleRecord[]> {
    const { db, now } = this.#deps;
    switch (actor.kind) {
      case 'staff':
        return actor.schoolId ? repository.listOfSchool(db, actor.schoolId) : Promise.resolve([]);
      case 'companion':
      case 'home':
        return repository.listOfClass(db, actor.classGroupId, now());
      case 'kit':
      case 'nobody':
        return Promise.resolve([]);
    }
  }

  /** Those who may watch it know it, and those who may, or might have, taken it back. */
  #sees(record: CapsuleRecord, actor: Actor): boolean {
    const subject = subjectOf(record, this.#deps.now())(actor);
    return can(actor, 'capsule:watch', subject) || can(actor, 'capsule:withdraw', subject);
  }

  /** @throws AppError `unauthenticated`, `not_found` */
  async #get(actor: Actor, capsuleId: CapsuleId): Promise<CapsuleRecord> {
    requireSomebody(actor);
    const found = await repository.findCapsule(this.#deps.db, capsuleId);
    if (found === undefined || !this.#sees(found, actor)) throw new AppError('not_found', 'There is no such thing');
    return found;
  }

  /** One that the actor may change. @throws AppError `conflict` with reason `capsule-gone` when nothing is left of it */
  async #mine(actor: Actor, capsuleId: CapsuleId): Promise<CapsuleRecord> {
    const { now } = this.#deps;
    const record = await this.#get(actor, capsuleId);
    const subject = subjectOf(record, now())(actor);
    permit(actor, 'capsule:edit', { ...subject, there: true });
    if (!subject.there) throw new AppError('conflict', 'The capsule is gone', { reason: 'capsule-gone' });
    return record;
  }

  #brief(record: CapsuleRecord, actor: Actor): CapsuleBrief {
    return asBrief(record, actor, this.#deps.now());
  }

  async #draft(record: CapsuleRecord): Promise<CapsuleDraft> {
    const { db, delivery } = this.#deps;
    const { capsuleId } = record;
    const [cues, turns] = await Promise.all([repository.cuesOf(db, capsuleId), delivery.turnsOf(capsuleId)]);
    return asDraft(record, cues, turns);
  }
}
