import type { ClassGroup, Pupil } from '@pluriclasse/shared/api/schools';
import type { PupilBrief } from '@pluriclasse/shared/api/sessions';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type PupilSubject } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import { PupilId, type ClassGroupId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { pupilBrief } from '../db/briefs.ts';
import { orConflict } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import { classSubject, type Classes } from '../schools/classes.service.ts';
import { permit, requireSomebody } from './permit.ts';
import * as repository from './pupils.repository.ts';
import type { PupilRow } from './pupils.repository.ts';
import type { Sessions } from './Sessions.ts';
import { newCode, type KeyedHash } from './tokens.ts';

interface PupilFields {
  readonly alias: string;
  readonly avatar: string;
}
type Change = { readonly [Field in keyof PupilFields]?: PupilFields[Field] | undefined };

/** Shown as `ABCD-EFGH`: 40 bits, of which rate limits let nobody try a noticeable part. */
const HOME_CODE_LENGTH = 8;

export const pupilSubject = ({ schoolId, classGroupId, pupilId }: PupilRow): PupilSubject => ({
  kind: 'pupil',
  schoolId,
  classGroupId,
  pupilId,
});

const asPupil = (row: PupilRow): Pupil => ({
  ...pupilBrief(row),
  classGroupId: row.classGroupId,
  hasPattern: row.patternHash !== null,
  hasHomeCode: row.homeCodeHash !== null,
});

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly log: Log;
  readonly classes: Classes;
  readonly sessions: Sessions;
  readonly keyedHash: KeyedHash;
}

/** Pupils: an alias and a picture in a class, nothing else. */
export class Pupils {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async list(actor: Actor, classGroupId: ClassGroupId): Promise<{ classGroup: ClassGroup; pupils: Pupil[] }> {
    const classGroup = await this.#deps.classes.getForPupils(actor, classGroupId);
    const rows = await repository.listPupils(this.#deps.db, classGroupId);
    return { classGroup, pupils: rows.map(asPupil) };
  }

  async create(actor: Actor, classGroupId: ClassGroupId, { alias, avatar }: PupilFields): Promise<Pupil> {
    const { db, now, log, classes } = this.#deps;
    const { schoolId } = await classes.getForPupils(actor, classGroupId);
    const pupilId = newId(PupilId);
    const row = {
      pupilId,
      schoolId,
      classGroupId,
      alias,
      avatar,
      patternHash: null,
      homeCodeHash: null,
      createdAt: now(),
    };
    permit(actor, 'pupil:edit', pupilSubject(row));
    checkAvatar(avatar);
    await classes.requireMeeting(classGroupId);
    await orConflict('alias_taken', repository.insertPupil(db, row));
    log.info({ pupilId, classGroupId }, 'pupil added');
    return asPupil(row);
  }

  async update(actor: Actor, pupilId: PupilId, change: Change): Promise<Pupil> {
    const { alias, avatar } = await this.#editable(actor, pupilId);
    const fields = { alias: change.alias ?? alias, avatar: change.avatar ?? avatar };
    checkAvatar(fields.avatar);
    return asPupil(await this.#set(pupilId, fields));
  }

  /** Removes all that is known of a pupil, and closes what the pupil has open. */
  async delete(actor: Actor, pupilId: PupilId): Promise<void> {
    await this.#editable(actor, pupilId);
    const { db, log, sessions } = this.#deps;
    const device = await repository.findDeviceOf(db, pupilId);
    await sessions.endAll({ kind: 'home', pupilId });
    await repository.deletePupil(db, pupilId);
    if (device) await sessions.changed({ kind: 'device', deviceId: device.deviceId });
    log.info({ pupilId }, 'pupil removed');
  }

  /** Forgets the four pictures: the pupil chooses anew at the next visit. */
  async resetPattern(actor: Actor, pupilId: PupilId): Promise<Pupil> {
    await this.#editable(actor, pupilId);
    return asPupil(await this.#set(pupilId, { patternHash: null }));
  }

  /** Makes a new home code, shown this once; the old one and what was opened with it end. */
  async printHomeCode(actor: Actor, pupilId: PupilId): Promise<{ pupil: PupilBrief; code: string }> {
    const { keyedHash, log, sessions, classes } = this.#deps;
    const row = await this.#editable(actor, pupilId);
    permit(actor, 'pupil:print-code', pupilSubject(row));
    await classes.requireMeeting(row.classGroupId);
    const code = newCode(HOME_CODE_LENGTH);
    const pupil = await this.#set(pupilId, { homeCodeHash: keyedHash.of('home-code', code) });
    await sessions.endAll({ kind: 'home', pupilId });
    log.info({ pupilId }, 'home code printed');
    return { pupil: pupilBrief(pupil), code: `${code.slice(0, 4)}-${code.slice(4)}` };
  }

  /** Ends what a class's pupils have open at home; their codes stay. */
  async endAtHome(classGroupId: ClassGroupId): Promise<void> {
    const { db, sessions } = this.#deps;
    for (const { pupilId } of await repository.listPupils(db, classGroupId)) {
      await sessions.endAll({ kind: 'home', pupilId });
    }
  }

  /** For other services, which decide themselves what they give away. */
  find(pupilId: PupilId): Promise<PupilRow | undefined> {
    return repository.findPupil(this.#deps.db, pupilId);
  }

  /** Sets a pattern where there is none. @returns the one that is there now: of two who tap first at once one wins */
  async setFirstPattern(pupilId: PupilId, patternHash: Buffer): Promise<Buffer> {
    const stored = await repository.setFirstPattern(this.#deps.db, pupilId, patternHash);
    if (stored === undefined) throw noPupil();
    return stored;
  }

  async #set(pupilId: PupilId, change: Partial<PupilRow>): Promise<PupilRow> {
    const row = await orConflict('alias_taken', repository.updatePupil(this.#deps.db, pupilId, change));
    if (row === undefined) throw noPupil();
    return row;
  }

  async #editable(actor: Actor, pupilId: PupilId): Promise<PupilRow> {
    requireSomebody(actor);
    const row = await repository.findPupil(this.#deps.db, pupilId);
    if (row === undefined || !can(actor, 'pupil:list', classSubject(row))) throw noPupil();
    permit(actor, 'pupil:edit', pupilSubject(row));
    return row;
  }
}

const noPupil = () => new AppError('not_found', 'No such pupil');

/** Avatars are names of pictures that the pages have; what they look like is theirs. */
function checkAvatar(avatar: string): void {
  if (!/^[a-z][a-z0-9-]*$/.test(avatar)) throw new AppError('bad_request', 'No such avatar', { reason: 'avatar' });
}
