import type { StaffMember } from '@pluriclasse/shared/api/schools';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type MemberSubject } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { orConflict } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import type { SchoolChanges } from '../schools/SchoolChanges.ts';
import type { Schools } from '../schools/schools.service.ts';
import * as invitations from './invitations.repository.ts';
import { permit } from './permit.ts';
import type { Sessions } from './Sessions.ts';
import * as repository from './staff.repository.ts';
import type { StaffRow } from './staff.repository.ts';

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly log: Log;
  readonly schools: Schools;
  readonly sessions: Sessions;
  readonly changes: SchoolChanges;
}

/** A member of staff leaves a school, or comes back. The row stays, so that registers still name the person. */
export class Leaving {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** @throws AppError `conflict` with reason `last_manager`. */
  async remove(actor: Actor, schoolId: SchoolId, staffId: StaffId): Promise<void> {
    const { db, now, log, schools, sessions } = this.#deps;
    await schools.get(actor, schoolId);
    permit(actor, 'staff:read', { kind: 'school', schoolId });
    await db.transaction(async (tx) => {
      const locked = await repository.lockManagers(tx, schoolId);
      const colleagues = locked.filter((one) => one.schoolId === schoolId);
      const leaving = colleagues.find((one) => one.staffId === staffId);
      if (leaving === undefined) throw noMember();
      permit(actor, 'staff:remove', subject(actor, schoolId, leaving));
      // Two who remove each other at once: the second finds itself gone, and somebody is left to manage.
      if (actor.kind === 'staff' && !locked.some((one) => one.staffId === actor.staffId)) {
        throw new AppError('unauthenticated', 'Has left meanwhile');
      }
      const others = colleagues.filter((one) => one !== leaving);
      if (manages(leaving) && !others.some(manages)) {
        throw new AppError('conflict', 'Nobody would manage the school', { reason: 'last_manager' });
      }
      await repository.setLeft(tx, staffId, now());
      await invitations.deleteOf(tx, { staffId, schoolId, email: leaving.email });
    });
    await sessions.endAll({ kind: 'staff', staffId });
    log.info({ staffId, schoolId }, 'member of staff left');
    this.#deps.changes.tell(schoolId);
  }

  /** With the roles and the password of before. @throws AppError `conflict` with reason `email_taken`. */
  async takeBack(actor: Actor, schoolId: SchoolId, staffId: StaffId): Promise<StaffMember> {
    const { db, log, schools } = this.#deps;
    await schools.get(actor, schoolId);
    permit(actor, 'staff:read', { kind: 'school', schoolId });
    const former = await repository.listFormer(db, schoolId);
    const found = former.find((one) => one.staffId === staffId);
    if (found === undefined) throw noMember();
    permit(actor, 'staff:remove', subject(actor, schoolId, found));
    await orConflict('email_taken', repository.setLeft(db, staffId, null));
    log.info({ staffId, schoolId }, 'member of staff came back');
    this.#deps.changes.tell(schoolId);
    const { name, email, roles } = found;
    return { staffId, name, email, roles };
  }
}

const subject = (actor: Actor, schoolId: SchoolId, { staffId, roles }: StaffRow): MemberSubject => ({
  kind: 'member',
  schoolId,
  roles,
  own: actor.kind === 'staff' && actor.staffId === staffId,
});

/** By the same rule that lets invite: a head, or an administrator who works there. */
const manages = ({ staffId, schoolId, roles }: StaffRow): boolean =>
  schoolId !== null && can({ kind: 'staff', staffId, schoolId, roles }, 'staff:invite', { kind: 'school', schoolId });

const noMember = () => new AppError('not_found', 'No such member of staff');
