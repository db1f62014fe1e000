import type { Me, PupilBrief } from '@pluriclasse/shared/api/sessions';
import type { Language } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { ClassGroupId, DeviceId, PupilId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { Occupant } from '@pluriclasse/shared/signalling/state';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { Db } from '../db/Database.ts';
import type { Pairing } from '../devices/pairing.service.ts';
import { classBrief, pupilBrief, schoolBrief } from '../db/briefs.ts';
import * as repository from './me.repository.ts';
import type { SessionOwner } from './Sessions.ts';
import { updateStaff } from './staff.repository.ts';

/** Who one is, for the one who asks and for those who see him in a lesson. */
export class Mirror {
  readonly #db: Db;
  readonly #pairing: Pairing;

  constructor(deps: { db: Db; pairing: Pairing }) {
    this.#db = deps.db;
    this.#pairing = deps.pairing;
  }

  /** For a session's owner; `undefined` is nobody. */
  async me(owner: SessionOwner | undefined): Promise<Me> {
    switch (owner?.kind) {
      case 'staff':
        return this.#staff(owner.staffId);
      case 'device':
        return this.#device(owner.deviceId);
      case 'home':
        return this.#home(owner.pupilId);
      case undefined:
        return { kind: 'nobody' };
    }
  }

  /** Changes one's own name or language. */
  async update(actor: Actor, change: { name?: string | undefined; language?: Language | undefined }): Promise<Me> {
    if (actor.kind === 'nobody') throw new AppError('unauthenticated', 'Nobody is signed in');
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff change their own data');
    if (change.name !== undefined || change.language !== undefined) {
      await updateStaff(this.#db, actor.staffId, change);
    }
    return this.#staff(actor.staffId);
  }

  /** How everyone in a lesson may know this actor: pupils by alias only. @throws AppError `not_found` */
  async occupantOf(actor: Exclude<Actor, { kind: 'nobody' }>): Promise<Occupant> {
    switch (actor.kind) {
      case 'staff': {
        const { staffId, name } = (await this.#readStaff(actor.staffId)).staff;
        return { kind: 'staff', staffId, name };
      }
      case 'kit': {
        const room = (await repository.readDevice(this.#db, actor.deviceId))?.room;
        if (!room) throw new AppError('not_found', 'No such kit');
        return { kind: 'room', name: room.name };
      }
      case 'companion':
      case 'home': {
        if (actor.pupilId === undefined) throw new AppError('not_found', 'No pupil is at this tablet');
        const { pupilId, alias, avatar, classGroupId } = (await this.#readPupil(actor.pupilId)).pupil;
        return { kind: 'pupil', pupilId, alias, avatar, classGroupId };
      }
    }
  }

  /** A pupil of this school in one of these classes, by alias. @throws AppError `not_found` */
  async pupilIn(pupilId: PupilId, schoolId: SchoolId, classGroupIds: readonly ClassGroupId[]): Promise<PupilBrief> {
    const { pupil } = await this.#readPupil(pupilId);
    if (pupil.schoolId === schoolId && classGroupIds.includes(pupil.classGroupId)) return pupilBrief(pupil);
    throw new AppError('not_found', 'No such pupil in these classes');
  }

  async #staff(staffId: StaffId): Promise<Me> {
    const { staff, school } = await this.#readStaff(staffId);
    const { name, email, roles, language } = staff;
    return { kind: 'staff', staffId, name, email, roles, language, school: school && schoolBrief(school) };
  }

  async #device(deviceId: DeviceId): Promise<Me> {
    const found = await repository.readDevice(this.#db, deviceId);
    if (found === undefined) return { kind: 'nobody' };
    const { school, room, classGroup, pupil } = found;
    if (school && room) {
      const { roomId, name } = room;
      return { kind: 'kit', deviceId, school: schoolBrief(school), room: { roomId, name } };
    }
    if (school && classGroup) {
      const brief = { school: schoolBrief(school), classGroup: classBrief(classGroup) };
      return { kind: 'companion', deviceId, ...brief, pupil: pupil && pupilBrief(pupil) };
    }
    return { kind: 'unpaired', deviceId, ...(await this.#pairing.codeOf(deviceId)) };
  }

  async #home(pupilId: PupilId): Promise<Me> {
    const { school, classGroup, pupil } = await this.#readPupil(pupilId);
    return {
      kind: 'home',
      school: schoolBrief(school),
      classGroup: classBrief(classGroup),
      pupil: pupilBrief(pupil),
    };
  }

  async #readStaff(staffId: StaffId) {
    const found = await repository.readStaff(this.#db, staffId);
    if (found === undefined) throw new AppError('not_found', 'No such member of staff');
    return found;
  }

  async #readPupil(pupilId: PupilId) {
    const found = await repository.readPupil(this.#db, pupilId);
    if (found === undefined) throw new AppError('not_found', 'No such pupil');
    return found;
  }
}
