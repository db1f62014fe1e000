import { AppError } from '@pluriclasse/shared/errors';
import type { StaffId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { Log } from '../log.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { IssuedSession, Session, Sessions } from './Sessions.ts';
import * as repository from './staff.repository.ts';

interface Deps {
  readonly db: Db;
  readonly limits: RateLimits;
  readonly sessions: Sessions;
  readonly log: Log;
}

/** Staff prove who they are, by a password so far. */
export class SignIn {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Begins a session for whoever knows the password; the session that the browser came with ends.
   * @throws AppError `unauthenticated` alike for an unknown address and a wrong password, `too_many` for guessing.
   */
  async byPassword(
    { email, password }: { email: string; password: string },
    from: { address: string; session: Session | undefined },
  ): Promise<IssuedSession> {
    const { db, limits, sessions, log } = this.#deps;
    const pair = `${email} ${from.address}`;
    await limits.consume('sign-in-address', from.address);
    await limits.consume('sign-in-account-address', pair);
    await limits.consume('sign-in-account', email);
    const found = await repository.findByEmail(db, email);
    const fits = await verifyPassword(password, found?.secret ?? undefined);
    if (!fits || found === undefined) throw new AppError('unauthenticated', 'Address and password do not fit');
    await limits.forgive('sign-in-account-address', pair);
    await limits.reward('sign-in-account', email);
    await limits.reward('sign-in-address', from.address);
    const { staffId } = found.member;
    log.info({ staffId }, 'signed in');
    return sessions.begin({ kind: 'staff', staffId }, from.session);
  }

  /** Sets a password for whoever was found entitled to it otherwise. */
  async setPassword(staffId: StaffId, password: string): Promise<void> {
    await repository.setPassword(this.#deps.db, staffId, await hashPassword(password));
  }

  /** Sets a new password by the old one; every other session of this person ends, and this one gets a new token. */
  async changePassword(
    session: Session | undefined,
    change: { current: string; next: string },
  ): Promise<IssuedSession> {
    const { db, limits, sessions, log } = this.#deps;
    if (session === undefined) throw new AppError('unauthenticated', 'Nobody is signed in');
    if (session.owner.kind !== 'staff') throw new AppError('forbidden', 'Only staff have passwords');
    const { staffId } = session.owner;
    await limits.consume('password-change', staffId);
    const found = await repository.findStaff(db, staffId);
    if (!(await verifyPassword(change.current, found?.secret ?? undefined))) {
      throw new AppError('forbidden', 'The password is another', { reason: 'wrong_password' });
    }
    await this.setPassword(staffId, change.next);
    await limits.forgive('password-change', staffId);
    await sessions.endAll(session.owner, session);
    log.info({ staffId }, 'password changed');
    return sessions.begin(session.owner, session);
  }
}
