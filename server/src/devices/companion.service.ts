import type { PupilBrief } from '@pluriclasse/shared/api/sessions';
import type { Actor, CompanionActor } from '@pluriclasse/shared/domain/actor';
import { patternPictures } from '@pluriclasse/shared/domain/pictures';
import { AppError } from '@pluriclasse/shared/errors';
import type { ClassGroupId, PupilId } from '@pluriclasse/shared/ids';
import { randomInt, timingSafeEqual } from 'node:crypto';
import { pupilBrief } from '../db/briefs.ts';
import type { Db } from '../db/Database.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody } from '../people/permit.ts';
import type { Pupils } from '../people/pupils.service.ts';
import type { Sessions } from '../people/Sessions.ts';
import type { KeyedHash } from '../people/tokens.ts';
import type { Classes } from '../schools/classes.service.ts';
import * as repository from './devices.repository.ts';

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly limits: RateLimits;
  readonly sessions: Sessions;
  readonly keyedHash: KeyedHash;
  readonly pupils: Pupils;
  readonly classes: Classes;
}

export interface CompanionPupil extends PupilBrief {
  readonly hasPattern: boolean;
  readonly inUse: boolean;
}

/** A pupil takes a tablet: picks the own avatar and taps four pictures. */
export class Companion {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The class, and the nine pictures in another order at each visit, so that nobody learns places by watching. */
  async pupils(actor: Actor): Promise<{ pupils: CompanionPupil[]; pictures: string[] }> {
    const { db, pupils, classes } = this.#deps;
    const companion = requireCompanion(actor);
    await classes.requireMeeting(companion.classGroupId);
    const list = await pupils.list(companion, companion.classGroupId);
    const taken = await repository.listTaken(db, companion.classGroupId);
    const elsewhere = new Set(taken.filter((one) => one.deviceId !== companion.deviceId).map(({ pupilId }) => pupilId));
    return {
      pupils: list.pupils.map((pupil) => {
        return { ...pupilBrief(pupil), hasPattern: pupil.hasPattern, inUse: elsewhere.has(pupil.pupilId) };
      }),
      pictures: shuffled(patternPictures),
    };
  }

  /**
   * Seats a pupil; the first pattern a pupil taps becomes the own one. A pupil who was at another tablet leaves it.
   * @throws AppError `forbidden` with reason `wrong_pattern`, `too_many` for guessing.
   */
  async choose(actor: Actor, pupilId: PupilId, pattern: readonly string[]): Promise<void> {
    const { db, log, limits, sessions, keyedHash, pupils, classes } = this.#deps;
    const companion = requireCompanion(actor);
    const { deviceId } = companion;
    if (!pattern.every(isPicture)) throw new AppError('bad_request', 'No such picture');
    await classes.requireMeeting(companion.classGroupId);
    const pupil = await pupils.find(pupilId);
    if (pupil?.classGroupId !== companion.classGroupId) throw new AppError('not_found', 'No such pupil');
    permit(companion, 'pupil:choose', {
      kind: 'pupil',
      pupilId,
      schoolId: pupil.schoolId,
      classGroupId: pupil.classGroupId,
    });
    // By tablet and pupil: nobody can lock a classmate out of the other tablets.
    const pair = `${pupilId} ${deviceId}`;
    await limits.consume('pattern-device', deviceId);
    await limits.consume('pattern-pupil', pair);
    const hash = keyedHash.of('pattern', pupilId, ...pattern);
    const stored = pupil.patternHash ?? (await pupils.setFirstPattern(pupilId, hash));
    if (!timingSafeEqual(hash, stored)) {
      throw new AppError('forbidden', 'Not the pattern of this pupil', { reason: 'wrong_pattern' });
    }
    await limits.forgive('pattern-pupil', pair);
    await limits.reward('pattern-device', deviceId);
    const left = await repository.takePupil(db, deviceId, pupilId);
    if (left !== undefined) await sessions.changed({ kind: 'device', deviceId: left });
    await sessions.changed({ kind: 'device', deviceId });
    log.info({ pupilId, deviceId }, 'pupil took a tablet');
  }

  async leave(actor: Actor): Promise<void> {
    const { deviceId, pupilId } = requireCompanion(actor);
    if (pupilId === undefined) return;
    await repository.leavePupil(this.#deps.db, deviceId);
    await this.#deps.sessions.changed({ kind: 'device', deviceId });
    this.#deps.log.info({ pupilId, deviceId }, 'pupil left a tablet');
  }

  /** Frees all tablets of a class; their sockets must come again. */
  async leaveAll(classGroupId: ClassGroupId): Promise<void> {
    const { db, sessions } = this.#deps;
    for (const deviceId of await repository.leaveAll(db, classGroupId)) {
      await sessions.changed({ kind: 'device', deviceId });
    }
  }
}

function requireCompanion(actor: Actor): CompanionActor {
  requireSomebody(actor);
  if (actor.kind !== 'companion') throw new AppError('forbidden', 'Only at a companion');
  return actor;
}

const isPicture = (name: string): boolean => patternPictures.some((picture) => picture === name);

/** Fisher and Yates. */
function shuffled(list: readonly string[]): string[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other] ?? '', result[last] ?? ''];
  }
  return result;
}
