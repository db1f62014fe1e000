import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { CapsuleSubject } from '@pluriclasse/shared/domain/permissions';
import type { CapsuleId, ClassGroupId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import * as repository from './capsules.repository.ts';
import type { CapsuleRecord } from './capsules.repository.ts';
import { keptOf } from './delivery/keptOf.ts';
import { subjectOf } from './subjectOf.ts';

/** A capsule as other services need it, which decide themselves what they give away. */
export interface ShelvedCapsule extends Pick<
  CapsuleRecord,
  'capsuleId' | 'lessonId' | 'title' | 'epoch' | 'timeZone' | 'state' | 'revision' | 'bytes' | 'expiresAt'
> {
  /** What viewers get, in the recording's time; normalised. */
  readonly kept: readonly Stretch[];
  readonly subject: (actor: Actor) => CapsuleSubject;
}

/** Capsules for other services. */
export class CapsuleShelf {
  readonly #deps: { readonly db: Db; readonly now: Now };

  constructor(deps: { db: Db; now: Now }) {
    this.#deps = deps;
  }

  async find(capsuleId: CapsuleId): Promise<ShelvedCapsule | undefined> {
    const record = await repository.findCapsule(this.#deps.db, capsuleId);
    return record && this.#shelved(record);
  }

  /** Those that pupils of a class may watch, newest first. */
  async publishedTo(classGroupId: ClassGroupId): Promise<ShelvedCapsule[]> {
    const records = await repository.listOfClass(this.#deps.db, classGroupId, this.#deps.now());
    return records.map((one) => this.#shelved(one));
  }

  #shelved(record: CapsuleRecord): ShelvedCapsule {
    const { capsuleId, lessonId, title, epoch, timeZone, state, revision, bytes, expiresAt } = record;
    return {
      capsuleId,
      lessonId,
      title,
      epoch,
      timeZone,
      state,
      revision,
      bytes,
      expiresAt,
      kept: keptOf(record.stretches, record.edit),
      subject: subjectOf(record, this.#deps.now()),
    };
  }
}
