import type { Twinning, TwinningEvent } from '@pluriclasse/shared/api/twinnings';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type JointSubject } from '@pluriclasse/shared/domain/permissions';
import { mayBecome, type TwinningState } from '@pluriclasse/shared/domain/twinningState';
import { AppError } from '@pluriclasse/shared/errors';
import { TwinningId, type ClassGroupId, type SchoolId, type StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { classBrief } from '../db/briefs.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Scope } from '../db/scope.ts';
import type { Log } from '../log.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
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

/** Whether all its schools have said that they work together, and none that it is over. */
export const isAgreed = ({ state }: Pick<TwinningRecord, 'state'>): boolean => state === 'active' || state === 'paused';

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

/** Takes part in a change of state: in its transaction. */
export type StateListener = (
  tx: Db,
  change: {
    twinning: TwinningRecord;
    /** Null: it begins. */
    from: TwinningState | null;
    state: TwinningState;
    reason: string | null;
    by: StaffId | null;
  },
) => Promise<void>;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
}

/** Class groups of several schools that work together. */
export class Twinnings {
  readonly #deps: Deps;
  readonly #listeners: StateListener[] = [];
  readonly #after: ((twinningId: TwinningId) => void)[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Those the actor may read, newest first. Only staff have a list. */
  async list(actor: Actor): Promise<Twinning[]> {
    return (await this.records(actor)).map((one) => asTwinning(one, actor));
  }

  /** The same, for other services. */
  async records(actor: Actor): Promise<TwinningRecord[]> {
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff list twinnings');
    const scope = scopeOf(actor);
    return scope ? repository.listTwinnings(this.#deps.db, scope) : [];
  }

  /** With what became of it. @throws AppError `not_found` */
  async read(actor: Actor, twinningId: TwinningId): Promise<{ twinning: Twinning; history: TwinningEvent[] }> {
    const record = await this.visible(actor, twinningId);
    const rows = await repository.listEvents(this.#deps.db, twinningId);
    const history = rows.map(({ event: { at, state, reason, staffId }, name }) => {
      return { at, state, reason, by: staffId && name !== null ? { staffId, name } : null };
    });
    return { twinning: asTwinning(record, actor), history };
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
    const { db } = this.#deps;
    const found = await repository.findClasses(db, classGroupIds);
    const schoolIds = [...new Set(found.map(({ schoolId }) => schoolId))];
    permit(actor, 'twinning:edit', { kind: 'joint', schoolIds, classGroupIds });
    const classes = await this.checkClasses(classGroupIds);
    const of = { name, classes, state: 'active', by: actor, reason: null } as const;
    const twinningId = await db.transaction((tx) => this.insert(tx, of));
    return asTwinning(await this.get(twinningId), actor);
  }

  /**
   * The classes of a new twinning, each with its school.
   * @throws AppError `bad_request`, `conflict` as `create` says
   */
  async checkClasses(classGroupIds: readonly ClassGroupId[]) {
    const found = await repository.findClasses(this.#deps.db, classGroupIds);
    const schoolOf = new Map(found.map(({ classGroupId, schoolId }) => [classGroupId, schoolId]));
    const classes = classGroupIds.map((classGroupId) => {
      const schoolId = schoolOf.get(classGroupId);
      // Forgotten once used, so that a second mention finds nothing.
      schoolOf.delete(classGroupId);
      if (schoolId === undefined) throw new AppError('bad_request', 'A class is unknown or named twice');
      return { classGroupId, schoolId };
    });
    if (new Set(classes.map(({ schoolId }) => schoolId)).size < 2)
      throw new AppError('bad_request', 'One school alone is no twinning', { reason: 'one_school' });
    if (found.some(({ putAwayAt }) => putAwayAt !== null))
      throw new AppError('conflict', 'A class is put away', { reason: 'class_put_away' });
    return classes;
  }

  /** Puts in a twinning of checked classes, for services that decide themselves who may; of one at work its people hear. */
  async insert(
    tx: Db,
    of: {
      name: string;
      classes: readonly { classGroupId: ClassGroupId; schoolId: SchoolId }[];
      state: 'active' | 'proposed';
      by: Actor;
      reason: string | null;
    },
  ): Promise<TwinningId> {
    const { log, now } = this.#deps;
    const { name, classes, state, reason } = of;
    const twinningId = newId(TwinningId);
    const at = now();
    const staffId = of.by.kind === 'staff' ? of.by.staffId : null;
    const row = { twinningId, name, createdAt: at, state, since: at };
    await repository.insertTwinning(tx, row, classes, { staffId, reason });
    if (state === 'active') await this.#tell(tx, twinningId, { from: null, state, reason, by: staffId });
    log.info({ twinningId, state }, 'twinning created');
    return twinningId;
  }

  /** Pauses it, takes it up again, ends it. @throws AppError `conflict` with reason `state`. */
  async setState(
    actor: Actor,
    twinningId: TwinningId,
    { state, reason }: { state: TwinningState; reason: string | null },
  ): Promise<Twinning> {
    const record = await this.visible(actor, twinningId);
    permit(actor, 'twinning:edit', jointOf(record));
    // What was asked for is at work when all schools have said yes, and not because one person says so.
    if (record.state === 'proposed' && state !== 'ended')
      throw new AppError('conflict', 'The schools are still asked', { reason: 'state' });
    const by = actor.kind === 'staff' ? actor.staffId : null;
    await this.#deps.db.transaction((tx) => this.become(tx, twinningId, { state, reason, by }));
    for (const listener of this.#after) listener(twinningId);
    return asTwinning(await this.get(twinningId), actor);
  }

  /** Brings it into a state, for services that decide themselves who may. @throws AppError `conflict`, reason `state` */
  async become(
    tx: Db,
    twinningId: TwinningId,
    { state, reason, by }: { state: TwinningState; reason: string | null; by: StaffId | null },
  ): Promise<void> {
    const { log, now } = this.#deps;
    const from = await repository.lockTwinning(tx, twinningId);
    if (from === undefined || !mayBecome(from, state))
      throw new AppError('conflict', `From ${from ?? 'nothing'} it does not become ${state}`, { reason: 'state' });
    await repository.setState(tx, { twinningId, state, at: now(), staffId: by, reason });
    await this.#tell(tx, twinningId, { from, state, reason, by });
    log.info({ twinningId, state }, 'twinning changed');
  }

  async #tell(tx: Db, twinningId: TwinningId, change: Omit<Parameters<StateListener>[1], 'twinning'>): Promise<void> {
    const twinning = await this.get(twinningId, tx);
    for (const listener of this.#listeners) await listener(tx, { twinning, ...change });
  }

  /** Whoever has to do something when a state changes, in the same transaction. */
  onState(listener: StateListener): void {
    this.#listeners.push(listener);
  }

  /** Whoever has to tell what was done in that transaction. */
  afterState(listener: (twinningId: TwinningId) => void): void {
    this.#after.push(listener);
  }

  /** Holds it until the transaction ends. @returns its state. @throws AppError `not_found` */
  async lock(tx: Db, twinningId: TwinningId): Promise<TwinningState> {
    const state = await repository.lockTwinning(tx, twinningId);
    if (state === undefined) throw new AppError('not_found', 'No such twinning');
    return state;
  }

  proposer(db: Db, twinningId: TwinningId): Promise<StaffId | null> {
    return repository.findProposer(db, twinningId);
  }

  /** For those who may read it. @throws AppError `not_found` */
  async visible(actor: Actor, twinningId: TwinningId): Promise<TwinningRecord> {
    const found = (await this.find([twinningId])).get(twinningId);
    return visible(actor, 'twinning:read', found, jointOf);
  }

  /** For other services, which decide by `jointOf` what they give away. */
  async find(ids: readonly TwinningId[], db: Db = this.#deps.db): Promise<ReadonlyMap<TwinningId, TwinningRecord>> {
    const records = await repository.findTwinnings(db, [...new Set(ids)]);
    return new Map(records.map((record) => [record.twinningId, record]));
  }

  /** @throws AppError `not_found` */
  async get(twinningId: TwinningId, db?: Db): Promise<TwinningRecord> {
    const record = (await this.find([twinningId], db)).get(twinningId);
    if (record === undefined) throw new AppError('not_found', 'No such twinning');
    return record;
  }
}
