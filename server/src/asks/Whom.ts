import type { AskStep } from '@pluriclasse/shared/domain/approval';
import type { SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import * as repository from './whom.repository.ts';
import type { Member } from './whom.repository.ts';

export type { Member } from './whom.repository.ts';

/** Who hears of what. */
export class Whom {
  /** Teachers and heads of schools. */
  async members(db: Db, schoolIds: readonly SchoolId[]): Promise<Member[]> {
    const all = await repository.listMembers(db, schoolIds);
    return all.filter(({ roles }) => roles.includes('teacher') || roles.includes('head'));
  }

  /** Those who can answer a question; none when a school has nobody for it. */
  async asked(
    db: Db,
    { step, staffId, schoolId }: { step: AskStep; staffId: StaffId | null; schoolId: SchoolId },
  ): Promise<StaffId[]> {
    if (staffId !== null) return [staffId];
    const members = await this.members(db, [schoolId]);
    const able = members.filter(({ roles }) => step !== 'head' || roles.includes('head'));
    return able.map((one) => one.staffId);
  }

  /** Who looks after a matter: whoever proposed it; once gone, every coordinator. */
  async coordinators(db: Db, proposer: StaffId | null): Promise<StaffId[]> {
    if (proposer !== null && (await repository.isHere(db, proposer))) return [proposer];
    return repository.listWithRole(db, 'coordinator');
  }

  /** Of anybody, also of those who have left. */
  names(db: Db, ids: readonly StaffId[]): Promise<ReadonlyMap<StaffId, string>> {
    return repository.findNames(db, ids);
  }

  admins(db: Db): Promise<StaffId[]> {
    return repository.listWithRole(db, 'admin');
  }
}
