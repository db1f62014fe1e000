import type { Twinning } from '@pluriclasse/shared/api/twinnings';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type JointSubject } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import { TwinningId, type ClassGroupId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { classBrief } from '../db/briefs.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Scope } from '../db/scope.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody } from '../people/permit.ts';
import * as repository from './twinnings.repository.ts';
import type { TwinnedClass, TwinnedSchool, TwinningRecord } from './twinnings.repository.ts';

export type { TwinnedSchool, TwinningRecord } from './twinnings.repository.ts';

/** What decisions about a twinning, its lessons and their boards are made of. */
export const jointOf = ({ participants }: Pick<TwinningRecord, 'participants'>): JointSubject => ({
  kind: 'joint',
  schoolIds: participants.map(({ school }) => school.schoolId),
  classGroupIds: participants.flatMap(({ classes }) => classes.map(({ classGroupId }) => classGroupId)),
});

/** Which twinnings an actor has to do with; every query about them is narrowed to it. */
export function scopeOf(actor: Actor): Scope | undefined {
  switch (actor.kind) {
    case 'staff':
      if (actor.roles.includes('admin') || actor.roles.includes('coordinator')) return { of: 'network' };
      return actor.schoolId && { of: 'school', schoolId: actor.schoolId };
    case 'kit':
      return { of: 'school', schoolId: actor.schoolId };
    case 'companion':
    case 'home':
      return { of: 'class', classGroupId: actor.classGroupId };
    case 'nobody':
      return undefined;
  }
}

const meeting = ({ classes }: TwinnedSchool): TwinnedClass[] => classes.filter(({ putAwayAt }) => putAwayAt === null);

/** Whether it is at work, and two schools or more still have a class in it. */
export const meets = ({ participants, state }: Pick<TwinningRecord, 'participants' | 'state'>): boolean =>
  state === 'active' && participants.filter((one) => meeting(one).length > 0).length >= 2;

/** As this actor sees it. */
export const asTwinning = (record: TwinningRecord, actor: Actor): Twinning => ({
  twinningId: record.twinningId,
  name: record.name,
  createdAt: record.createdAt,
  participants: record.participants.map((one) => ({ school: one.school, classes: meeting(one).map(classBrief) })),
  state: record.state,
  since: record.since,
  meets: meets(record),
  mayEdit: can(actor, 'twinning:edit', jointOf(record)),
});

/** Class groups of several schools that work together. */
export class Twinnings {
  readonly #db: Db;
  readonly #log: Log;
  readonly #now: Now;

  constructor(deps: { db: Db; log: Log; now: Now }) {
    this.#db = deps.db;
    this.#log = deps.log;
    this.#now = deps.now;
  }

  /** Those the actor may read, newest first. Only staff have a list. */
  async list(actor: Actor): Promise<Twinning[]> {
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff list twinnings');
    const scope = scopeOf(actor);
    return scope ? (await repository.listTwinnings(this.#db, scope)).map((one) => asTwinning(one, actor)) : [];
  }

  /**
   * Joins classes; the order of the schools is fixed from now on.
   * @throws AppError `bad_request` when a class is unknown, named twice, or all are of one school; `conflict` when one is
   * put away.
   */
  async create(
    actor: Actor,
    { name, classGroupIds }: { name: string; classGroupIds: readonly ClassGroupId[] },
  ): Promise<Twinning> {
    const found = await repository.findClasses(this.#db, classGroupIds);
    const schoolIds = [...new Set(found.map(({ schoolId }) => schoolId))];
    permit(actor, 'twinning:edit', { kind: 'joint', schoolIds, classGroupIds });
    const schoolOf = new Map(found.map(({ classGroupId, schoolId }) => [classGroupId, schoolId]));
    const classes = classGroupIds.map((classGroupId) => {
      const schoolId = schoolOf.get(classGroupId);
      // Forgotten once used, so that a second mention finds nothing.
      schoolOf.delete(classGroupId);
      if (schoolId === undefined) throw new AppError('bad_request', 'A class is unknown or named twice');
      return { classGroupId, schoolId };
    });
    if (schoolIds.length < 2)
      throw new AppError('bad_request', 'One school alone is no twinning', { reason: 'one_school' });
    if (found.some(({ putAwayAt }) => putAwayAt !== null))
      throw new AppError('conflict', 'A class is put away', { reason: 'class_put_away' });
    const twinningId = newId(TwinningId);
    const at = this.#now();
    await repository.insertTwinning(this.#db, { twinningId, name, createdAt: at, since: at }, classes);
    this.#log.info({ twinningId, schoolIds }, 'twinning created');
    return asTwinning(await this.get(twinningId), actor);
  }

  /** For other services, which decide by `jointOf` what they give away. */
  async find(ids: readonly TwinningId[]): Promise<ReadonlyMap<TwinningId, TwinningRecord>> {
    const records = await repository.findTwinnings(this.#db, [...new Set(ids)]);
    return new Map(records.map((record) => [record.twinningId, record]));
  }

  /** @throws AppError `not_found` */
  async get(twinningId: TwinningId): Promise<TwinningRecord> {
    const record = (await this.find([twinningId])).get(twinningId);
    if (record === undefined) throw new AppError('not_found', 'No such twinning');
    return record;
  }
}
