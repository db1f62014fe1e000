import type { FormerMember, Invitation, StaffMember } from '@pluriclasse/shared/api/schools';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, isAboveSchools, type SchoolSubject } from '@pluriclasse/shared/domain/permissions';
import type { StaffRole } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { InvitationId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { Schools } from '../schools/schools.service.ts';
import type { Invitations } from './Invitations.ts';
import * as invitations from './invitations.repository.ts';
import { permit } from './permit.ts';
import * as repository from './staff.repository.ts';
import type { StaffRow } from './staff.repository.ts';

const subject = (schoolId: SchoolId): SchoolSubject => ({ kind: 'school', schoolId });

const asMember = ({ staffId, name, email, roles }: StaffRow): StaffMember => ({ staffId, name, email, roles });

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly limits: RateLimits;
  readonly schools: Schools;
  readonly invitations: Invitations;
}

/** The staff of a school, and how new ones come. */
export class Staff {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Invitations and former members are shown to those who may invite. */
  async list(
    actor: Actor,
    schoolId: SchoolId,
  ): Promise<{ staff: StaffMember[]; invitations: Invitation[]; former: FormerMember[] }> {
    const { db, now, schools } = this.#deps;
    await schools.get(actor, schoolId);
    permit(actor, 'staff:read', subject(schoolId));
    const staff = await repository.listStaff(db, schoolId);
    const manages = can(actor, 'staff:invite', subject(schoolId));
    const invited = manages ? await invitations.listInvitations(db, schoolId, now()) : [];
    const former = manages ? await repository.listFormer(db, schoolId) : [];
    return {
      staff: staff.map(asMember),
      former: former.map((row) => ({ ...asMember(row), leftAt: row.leftAt })),
      invitations: invited.map(({ invitationId, email, roles, expiresAt }) => {
        return { invitationId, email: email ?? '', roles, expiresAt };
      }),
    };
  }

  /** @returns The invitation and its token, which is shown this once. */
  async invite(
    actor: Actor,
    schoolId: SchoolId,
    { email, name, roles }: { email: string; name: string; roles: readonly StaffRole[] },
  ): Promise<{ invitation: Invitation; token: string }> {
    await this.#permitInvite(actor, schoolId, roles);
    if (await repository.findByEmail(this.#deps.db, email)) {
      throw new AppError('conflict', 'The address has an account', { reason: 'email_taken' });
    }
    const { row, token } = await this.#deps.invitations.toJoin({ schoolId, email, name, roles: [...new Set(roles)] });
    const { invitationId, expiresAt } = row;
    return { invitation: { invitationId, email, roles: row.roles, expiresAt }, token };
  }

  async withdraw(actor: Actor, schoolId: SchoolId, invitationId: InvitationId): Promise<void> {
    await this.#permitInvite(actor, schoolId, []);
    if (!(await invitations.deleteInvitation(this.#deps.db, schoolId, invitationId))) {
      throw new AppError('not_found', 'No such invitation');
    }
  }

  /** A link with which a member of staff sets a new password; the old one holds until then. */
  async inviteNewPassword(
    actor: Actor,
    schoolId: SchoolId,
    staffId: StaffId,
  ): Promise<{ token: string; expiresAt: number }> {
    await this.#deps.schools.get(actor, schoolId);
    const found = await repository.findStaff(this.#deps.db, staffId);
    if (found?.member.schoolId !== schoolId) throw new AppError('not_found', 'No such member of staff');
    await this.#permitInvite(actor, schoolId, found.member.roles);
    const { row, token } = await this.#deps.invitations.toNewPassword(found.member);
    return { token, expiresAt: row.expiresAt };
  }

  /** For other services: the heads of schools. A school without one is not in it. */
  async headsOf(schoolIds: readonly SchoolId[]): Promise<ReadonlyMap<SchoolId, StaffId[]>> {
    if (schoolIds.length === 0) return new Map();
    const heads = new Map<SchoolId, StaffId[]>();
    for (const { staffId, schoolId } of await repository.listByRole(this.#deps.db, 'head', schoolIds))
      if (schoolId !== null) heads.set(schoolId, [...(heads.get(schoolId) ?? []), staffId]);
    return heads;
  }

  /** For other services: all with a role of the network. */
  async withRole(role: 'coordinator' | 'admin'): Promise<StaffId[]> {
    return (await repository.listByRole(this.#deps.db, role)).map(({ staffId }) => staffId);
  }

  async #permitInvite(actor: Actor, schoolId: SchoolId, roles: readonly StaffRole[]): Promise<void> {
    await this.#deps.schools.get(actor, schoolId);
    permit(actor, 'staff:invite', subject(schoolId));
    if (roles.some(isAboveSchools)) permit(actor, 'network:administer', { kind: 'network' });
    if (actor.kind === 'staff') await this.#deps.limits.consume('invite-staff', actor.staffId);
  }
}
