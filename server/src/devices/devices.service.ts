import type { WaitingDevice } from '@pluriclasse/shared/api/schools';
import type { Device } from '@pluriclasse/shared/api/sessions';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type SchoolSubject } from '@pluriclasse/shared/domain/permissions';
import type { DevicePurpose } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { ClassGroupId, DeviceId, RoomId, SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { Log } from '../log.ts';
import { permit } from '../people/permit.ts';
import type { Sessions } from '../people/Sessions.ts';
import { cleanCode, type KeyedHash } from '../people/tokens.ts';
import type { Classes } from '../schools/classes.service.ts';
import type { SchoolChanges } from '../schools/SchoolChanges.ts';
import type { Schools } from '../schools/schools.service.ts';
import * as repository from './devices.repository.ts';
import type { DeviceRow, WaitingRef } from './devices.repository.ts';

/** A device that asked within this time is on; its page asks for the next lesson at least every minute. */
const ONLINE_WITHIN = 150_000;

export interface PairRequest {
  readonly code?: string | undefined;
  readonly deviceId?: DeviceId | undefined;
  readonly name: string;
  readonly purpose: DevicePurpose;
  readonly roomId?: RoomId | undefined;
  readonly classGroupId?: ClassGroupId | undefined;
}

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly log: Log;
  readonly limits: RateLimits;
  readonly sessions: Sessions;
  readonly keyedHash: KeyedHash;
  readonly schools: Schools;
  readonly classes: Classes;
  readonly changes: SchoolChanges;
  /** Whether it has a seat in a lesson now: then it asks nothing by HTTP for a long time. */
  readonly seated: (deviceId: DeviceId) => boolean;
}

const subject = (schoolId: SchoolId): SchoolSubject => ({ kind: 'school', schoolId });

/** The kits and companions of a school. */
export class Devices {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The school's devices; to those who may pair, also what waits behind the address that they ask from. */
  async list(
    actor: Actor,
    schoolId: SchoolId,
    address: string,
  ): Promise<{ devices: Device[]; waiting: WaitingDevice[] }> {
    const { db, now, keyedHash, schools } = this.#deps;
    await schools.get(actor, schoolId);
    permit(actor, 'device:read', subject(schoolId));
    const rows = await repository.listDevices(db, schoolId);
    const waiting = can(actor, 'device:pair', subject(schoolId))
      ? await repository.listWaiting(db, keyedHash.of('address', address), now())
      : [];
    return {
      devices: rows.map(({ device, lastSeenAt }) => this.#present(device, lastSeenAt)),
      waiting: waiting.map(({ deviceId, code, createdAt, description }) => {
        return { deviceId, code: code ?? '', since: createdAt, description };
      }),
    };
  }

  /**
   * Pairs a waiting device to a room or a class, by the code it shows or as picked from the list.
   * @throws AppError `not_found` with reason `unknown_code`, `bad_request` for a place that is none of the school's.
   */
  async pair(actor: Actor, schoolId: SchoolId, request: PairRequest, address: string): Promise<Device> {
    const { db, now, log, limits, sessions, schools } = this.#deps;
    await schools.get(actor, schoolId);
    permit(actor, 'device:pair', subject(schoolId));
    const waiting = this.#waitingRef(request, address);
    const place = await this.#placeOf(schoolId, request);
    const guesser = actor.kind === 'staff' ? actor.staffId : '';
    await limits.consume('pairing-code', guesser);
    const { name, purpose } = request;
    const change = { schoolId, purpose, name, pairedAt: now(), ...place };
    const device = await repository.pairDevice(db, waiting, change, now());
    if (device === undefined) throw new AppError('not_found', 'No device waits so', { reason: 'unknown_code' });
    await limits.reward('pairing-code', guesser);
    await sessions.changed({ kind: 'device', deviceId: device.deviceId });
    log.info({ deviceId: device.deviceId, schoolId, purpose }, 'device paired');
    if (purpose === 'kit') this.#deps.changes.tell(schoolId);
    return this.#present(device, now());
  }

  async rename(actor: Actor, schoolId: SchoolId, deviceId: DeviceId, name: string): Promise<Device> {
    const { db, schools } = this.#deps;
    await schools.get(actor, schoolId);
    permit(actor, 'device:pair', subject(schoolId));
    if (!(await repository.renameDevice(db, schoolId, deviceId, name))) throw noDevice();
    const found = (await repository.listDevices(db, schoolId)).find(({ device }) => device.deviceId === deviceId);
    if (found === undefined) throw noDevice();
    return this.#present(found.device, found.lastSeenAt);
  }

  /** Takes a device out at once: its sessions end, its sockets close. */
  async revoke(actor: Actor, schoolId: SchoolId, deviceId: DeviceId): Promise<void> {
    const { db, log, sessions, schools } = this.#deps;
    await schools.get(actor, schoolId);
    permit(actor, 'device:revoke', subject(schoolId));
    const device = await repository.findDevice(db, deviceId);
    if (device?.schoolId !== schoolId) throw noDevice();
    await sessions.endAll({ kind: 'device', deviceId });
    await repository.deleteDevice(db, schoolId, deviceId);
    log.info({ deviceId, schoolId }, 'device revoked');
    if (device.purpose === 'kit') this.#deps.changes.tell(schoolId);
  }

  #waitingRef({ code, deviceId }: PairRequest, address: string): WaitingRef {
    if (code !== undefined && deviceId === undefined) return { code: cleanCode(code) };
    if (deviceId !== undefined && code === undefined) {
      return { deviceId, addressHash: this.#deps.keyedHash.of('address', address) };
    }
    throw new AppError('bad_request', 'Either a code or a device is needed');
  }

  async #placeOf(schoolId: SchoolId, { purpose, roomId, classGroupId }: PairRequest) {
    if (purpose === 'kit' && roomId !== undefined && classGroupId === undefined) {
      if (await this.#deps.schools.hasRoom(schoolId, roomId)) return { roomId, classGroupId: null };
    } else if (purpose === 'companion' && classGroupId !== undefined && roomId === undefined) {
      const found = await this.#deps.classes.find(classGroupId);
      if (found?.schoolId === schoolId) {
        await this.#deps.classes.requireMeeting(classGroupId);
        return { roomId: null, classGroupId };
      }
    }
    throw new AppError('bad_request', 'A kit needs a room of the school, a companion a class', { reason: 'place' });
  }

  #present({ deviceId, purpose, name, roomId, classGroupId }: DeviceRow, lastSeenAt: number | null): Device {
    const asked = lastSeenAt !== null && this.#deps.now() - lastSeenAt < ONLINE_WITHIN;
    const online = asked || this.#deps.seated(deviceId);
    return { deviceId, purpose: purpose ?? 'kit', name, roomId, classGroupId, lastSeenAt, online };
  }
}

const noDevice = () => new AppError('not_found', 'No such device');
