import type { Twinning, TwinningInvitation } from '@pluriclasse/shared/api/twinnings';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import { InvitationId, type ClassGroupId, type SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { classBrief, schoolBrief } from '../db/briefs.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody } from '../people/permit.ts';
import { hashToken, newToken } from '../people/tokens.ts';
import * as repository from './invitations.repository.ts';
import type { InvitationRecord } from './invitations.repository.ts';
import { describeClasses } from './twinnings.repository.ts';
import { asTwinning, scopeOf, type Twinnings } from './twinnings.service.ts';

const LASTS = 30 * 24 * 3_600_000;

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly log: Log;
  readonly limits: RateLimits;
  readonly twinnings: Twinnings;
}

/** Links that bring a known school's classes into a twinning: random, hashed at rest, used once, expiring, revocable. */
export class TwinningInvitations {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Those of one's own school that stand; a coordinator's: all. */
  async list(actor: Actor): Promise<TwinningInvitation[]> {
    const { db, now } = this.#deps;
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff invite schools');
    const scope = scopeOf(actor);
    if (scope === undefined) return [];
    const schoolId = scope.of === 'school' ? scope.schoolId : undefined;
    return Promise.all((await repository.listInvitations(db, schoolId, now())).map((row) => this.#present(row)));
  }

  /** @returns the invitation and its token, which is kept nowhere. @throws AppError `bad_request`, reason `two_schools` */
  async invite(
    actor: Actor,
    { name, note, classGroupIds }: { name: string; note: string | null; classGroupIds: readonly ClassGroupId[] },
  ): Promise<{ invitation: TwinningInvitation; token: string }> {
    const { db, now, log } = this.#deps;
    const classes = await this.#classes(classGroupIds);
    const [schoolId, ...others] = new Set(classes.map((one) => one.school.schoolId));
    permit(actor, 'twinning:propose', { kind: 'joint', schoolIds: schoolId ? [schoolId] : [], classGroupIds });
    if (schoolId === undefined || others.length > 0)
      throw new AppError('bad_request', 'Classes of two schools', { reason: 'two_schools' });
    const token = newToken();
    const row = {
      invitationId: newId(InvitationId),
      tokenHash: hashToken(token),
      name,
      note,
      schoolId,
      classGroupIds: [...classGroupIds],
      staffId: actor.kind === 'staff' ? actor.staffId : null,
      expiresAt: now() + LASTS,
    };
    await repository.insertInvitation(db, row);
    log.info({ invitationId: row.invitationId, schoolId }, 'school invited');
    return { invitation: await this.#present({ ...row, inviter: null }), token };
  }

  /** The link opens nothing any more. @throws AppError `not_found` */
  async withdraw(actor: Actor, invitationId: InvitationId): Promise<void> {
    const { db, log } = this.#deps;
    requireSomebody(actor);
    const found = await repository.findById(db, invitationId);
    if (found === undefined || !invites(actor, found.schoolId)) throw gone();
    await repository.deleteInvitation(db, invitationId);
    log.info({ invitationId }, 'invitation of a school withdrawn');
  }

  /** What a link offers. @throws AppError `not_found` with reason `invitation_gone` */
  async read(actor: Actor, token: string, address: string): Promise<TwinningInvitation> {
    return this.#present(await this.#find(actor, token, address));
  }

  /** Takes the link with classes of another school. @throws AppError `not_found`, `bad_request` */
  async accept(
    actor: Actor,
    { token, classGroupIds }: { token: string; classGroupIds: readonly ClassGroupId[] },
    address: string,
  ): Promise<Twinning> {
    const { db, now, log, twinnings } = this.#deps;
    const invitation = await this.#find(actor, token, address);
    const mine = await this.#classes(classGroupIds);
    for (const { school } of mine) permit(actor, 'twinning:take', { kind: 'school', schoolId: school.schoolId });
    const schools = new Set(mine.map(({ school }) => school.schoolId));
    if (schools.size > 1) throw new AppError('bad_request', 'Classes of two schools', { reason: 'two_schools' });
    // Classes of the inviting school alone are refused here too.
    const classes = await twinnings.checkClasses([...invitation.classGroupIds, ...classGroupIds]);
    const twinningId = await db.transaction(async (tx) => {
      if ((await repository.take(tx, hashToken(token), now())) === undefined) throw gone();
      const { name, note } = invitation;
      return twinnings.insert(tx, { name, classes, state: 'active', by: actor, reason: note });
    });
    log.info({ invitationId: invitation.invitationId, twinningId }, 'invitation of a school taken');
    return asTwinning(await twinnings.get(twinningId), actor);
  }

  /** Removes what expired; to be called now and then. */
  sweep(): Promise<void> {
    return repository.deleteExpired(this.#deps.db, this.#deps.now());
  }

  async #find(actor: Actor, token: string, address: string): Promise<InvitationRecord> {
    const { db, now, limits } = this.#deps;
    requireSomebody(actor);
    if (!takes(actor)) throw new AppError('forbidden', 'Heads and coordinators take invitations');
    await limits.consume('invitation-address', address);
    const found = await repository.findByToken(db, hashToken(token), now());
    if (found === undefined) throw gone();
    await limits.reward('invitation-address', address);
    return found;
  }

  async #classes(ids: readonly ClassGroupId[]) {
    const found = await describeClasses(this.#deps.db, ids);
    if (found.length !== ids.length) throw new AppError('bad_request', 'A class is unknown or named twice');
    return found;
  }

  async #present(row: InvitationRecord): Promise<TwinningInvitation> {
    const { invitationId, name, note, staffId, inviter, expiresAt, classGroupIds } = row;
    const classes = await describeClasses(this.#deps.db, classGroupIds);
    const bySchool = Map.groupBy(classes, ({ school }) => school.schoolId);
    const participants = [...bySchool.values()].flatMap((mine) => {
      const [first] = mine;
      return first
        ? [{ school: schoolBrief(first.school), classes: mine.map((one) => classBrief(one.classGroup)) }]
        : [];
    });
    const invitedBy = staffId && inviter !== null ? { staffId, name: inviter } : null;
    return { invitationId, name, note, participants, invitedBy, expiresAt };
  }
}

const invites = (actor: Actor, schoolId: SchoolId) =>
  can(actor, 'twinning:propose', { kind: 'joint', schoolIds: [schoolId], classGroupIds: [] });

/** Whether somebody takes invitations for any school at all. */
const takes = (actor: Actor): boolean =>
  actor.kind === 'staff' &&
  (actor.roles.includes('coordinator') ||
    (actor.schoolId !== undefined && can(actor, 'twinning:take', { kind: 'school', schoolId: actor.schoolId })));

const gone = () => new AppError('not_found', 'No such invitation', { reason: 'invitation_gone' });
