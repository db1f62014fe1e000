import type { StaffRole } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import { InvitationId, StaffId, type SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { schoolBrief } from '../db/briefs.ts';
import { orConflict } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { InvitationPurpose } from '../db/schema/people.ts';
import type { Log } from '../log.ts';
import { findSchoolOf } from './me.repository.ts';
import * as repository from './invitations.repository.ts';
import type { InvitationRow } from './invitations.repository.ts';
import { hashPassword } from './passwords.ts';
import type { IssuedSession, Sessions } from './Sessions.ts';
import * as staff from './staff.repository.ts';
import type { StaffRow } from './staff.repository.ts';
import { hashToken, newToken } from './tokens.ts';

const DAY = 24 * 3_600_000;
const lifetimes: Record<InvitationPurpose, number> = { join: 7 * DAY, 'first-admin': 7 * DAY, 'new-password': DAY };

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly log: Log;
  readonly limits: RateLimits;
  readonly sessions: Sessions;
}

type Issued = { readonly row: InvitationRow; readonly token: string };

/** Links with which someone becomes staff or sets a new password: random, hashed at rest, used once, expiring. */
export class Invitations {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** A new link to the same address ends the old one. */
  async toJoin(of: { schoolId: SchoolId; email: string; name: string; roles: StaffRole[] }): Promise<Issued> {
    await repository.deleteEarlier(this.#deps.db, 'join', { schoolId: of.schoolId, email: of.email });
    return this.#issue('join', of);
  }

  async toNewPassword({ staffId, schoolId, email, name }: StaffRow): Promise<Issued> {
    await repository.deleteEarlier(this.#deps.db, 'new-password', { staffId });
    return this.#issue('new-password', { staffId, schoolId, email, name, roles: [] });
  }

  /** The token for the first administrator, while there is no staff at all. */
  async firstAdmin(): Promise<string | undefined> {
    if (await staff.anyStaff(this.#deps.db)) return undefined;
    await repository.deleteEarlier(this.#deps.db, 'first-admin', {});
    return (await this.#issue('first-admin', { roles: ['admin'] })).token;
  }

  /** What a link offers. @throws AppError `not_found` for one that is used, expired or never was. */
  async read(token: string, address: string) {
    const { db, now, limits } = this.#deps;
    await limits.consume('invitation-address', address);
    const row = await repository.findInvitation(db, hashToken(token), now());
    if (row === undefined) throw noInvitation();
    await limits.reward('invitation-address', address);
    const { purpose, email, name, schoolId, expiresAt } = row;
    const school = schoolId && (await findSchoolOf(db, schoolId));
    return { purpose, email, name, school: school ? schoolBrief(school) : null, expiresAt };
  }

  /**
   * Takes a link: makes the account, or sets the password of the one that is there and ends its sessions.
   * @throws AppError `not_found`, `bad_request` without any address, `conflict` with reason `email_taken`.
   */
  async accept(
    given: { token: string; name: string; password: string; email?: string | undefined },
    address: string,
  ): Promise<IssuedSession> {
    const { db, now, log, limits, sessions } = this.#deps;
    await limits.consume('invitation-address', address);
    const tokenHash = hashToken(given.token);
    // Looked at before the hashing, so that a made-up link costs little.
    if (!(await repository.findInvitation(db, tokenHash, now()))) throw noInvitation();
    const secret = await hashPassword(given.password);
    const staffId = await db.transaction(async (tx) => {
      const row = await repository.takeInvitation(tx, tokenHash, now());
      if (row === undefined) throw noInvitation();
      const id = row.staffId ?? (await insertMember(tx, row, given));
      await staff.setPassword(tx, id, secret);
      return id;
    });
    await limits.reward('invitation-address', address);
    await sessions.endAll({ kind: 'staff', staffId });
    log.info({ staffId }, 'invitation taken');
    return sessions.begin({ kind: 'staff', staffId });
  }

  /** Removes what expired; to be called now and then. */
  sweep(): Promise<void> {
    return repository.deleteExpired(this.#deps.db, this.#deps.now());
  }

  async #issue(purpose: InvitationPurpose, of: Partial<InvitationRow> & { roles: StaffRole[] }): Promise<Issued> {
    const { db, now, log } = this.#deps;
    const token = newToken();
    const row: InvitationRow = {
      schoolId: null,
      staffId: null,
      email: null,
      name: null,
      ...of,
      invitationId: newId(InvitationId),
      purpose,
      tokenHash: hashToken(token),
      expiresAt: now() + lifetimes[purpose],
    };
    await repository.insertInvitation(db, row);
    log.info({ invitationId: row.invitationId, purpose }, 'invitation issued');
    return { row, token };
  }
}

const noInvitation = () => new AppError('not_found', 'No such invitation', { reason: 'invitation_gone' });

/** What of an account the invitation says, it says; the address only where it has none. */
async function insertMember(
  db: Db,
  { schoolId, roles, email: invited }: InvitationRow,
  { name, email: typed }: { name: string; email?: string | undefined },
): Promise<StaffId> {
  const email = invited ?? typed;
  if (email === undefined) throw new AppError('bad_request', 'An address is needed', { reason: 'email_missing' });
  const staffId = newId(StaffId);
  const language = (schoolId && (await findSchoolOf(db, schoolId))?.language) || 'en';
  await orConflict(
    'email_taken',
    staff.insertStaff(db, { staffId, schoolId, name, email, roles, language, leftAt: null }),
  );
  return staffId;
}
