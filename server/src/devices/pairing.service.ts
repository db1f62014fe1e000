import { AppError } from '@pluriclasse/shared/errors';
import { DeviceId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { violatedIndex } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { IssuedSession, Sessions } from '../people/Sessions.ts';
import { newCode, type KeyedHash } from '../people/tokens.ts';
import { describeBrowser } from './describeBrowser.ts';
import * as repository from './devices.repository.ts';

/** A code holds this long; then the device gets another. */
const CODE_LIFETIME = 5 * 60_000;
/** So much earlier a new one is shown, that nobody types one in vain. */
const RENEW_BEFORE = 30_000;
const CODE_LENGTH = 5;
const FORGOTTEN_AFTER = 24 * 3_600_000;

export interface PairingCode {
  readonly code: string;
  readonly codeExpiresAt: number;
}

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly limits: RateLimits;
  readonly sessions: Sessions;
  readonly keyedHash: KeyedHash;
}

/** How a browser becomes a device: it waits and shows a code; a teacher types it. */
export class Pairing {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Makes a browser a waiting device. */
  async start(from: {
    address: string;
    userAgent: string;
  }): Promise<{ deviceId: DeviceId; issued: IssuedSession } & PairingCode> {
    const { db, now, limits, sessions, keyedHash } = this.#deps;
    await limits.consume('device-waiting', from.address);
    const deviceId = newId(DeviceId);
    const addressHash = keyedHash.of('address', from.address);
    await repository.insertDevice(db, {
      deviceId,
      addressHash,
      description: describeBrowser(from.userAgent),
      createdAt: now(),
    });
    const code = await this.#renew(deviceId);
    return { deviceId, issued: await sessions.begin({ kind: 'device', deviceId }), ...code };
  }

  /** The code that a waiting device shows now. @throws AppError `not_found` when it doesn't wait. */
  async codeOf(deviceId: DeviceId): Promise<PairingCode> {
    const device = await repository.findDevice(this.#deps.db, deviceId);
    if (device === undefined || device.schoolId !== null) throw new AppError('not_found', 'This device does not wait');
    const { code, codeExpiresAt } = device;
    if (code !== null && codeExpiresAt !== null && codeExpiresAt - RENEW_BEFORE > this.#deps.now()) {
      return { code, codeExpiresAt };
    }
    return this.#renew(deviceId);
  }

  /** Forgets devices that nobody paired and that asked no more for a day; to be called now and then. */
  sweep(): Promise<void> {
    return repository.deleteForgotten(this.#deps.db, this.#deps.now() - FORGOTTEN_AFTER);
  }

  async #renew(deviceId: DeviceId): Promise<PairingCode> {
    const codeExpiresAt = this.#deps.now() + CODE_LIFETIME;
    // 33 million codes, a few of them in use: a second try is rare, a fifth means that something else is wrong.
    for (let attempt = 1; ; attempt++) {
      const code = newCode(CODE_LENGTH);
      try {
        if (await repository.setCode(this.#deps.db, deviceId, code, codeExpiresAt)) return { code, codeExpiresAt };
        throw new AppError('not_found', 'This device does not wait');
      } catch (error) {
        if (violatedIndex(error) === undefined || attempt === 5) throw error;
      }
    }
  }
}
