import type { Agreement, AgreementBrief } from '@pluriclasse/shared/api/agreements';
import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import type { MissingAgreement } from '@pluriclasse/shared/api/series';
import type { IsoDay } from '@pluriclasse/shared/calendar/days';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { coverage, weighConsent, type VoteBody } from '@pluriclasse/shared/domain/agreement';
import { can } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import { AgreementId, type SchoolId, type StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { schoolBrief } from '../db/briefs.ts';
import { orConflict } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import type { Notices } from '../notices/notices.service.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import type { Staff } from '../people/staff.service.ts';
import type { SchoolChanges } from '../schools/SchoolChanges.ts';
import * as repository from './agreements.repository.ts';
import type { AgreementRecord } from './agreements.repository.ts';
import { asAgreement, asBrief, hasVotes } from './present.ts';
import { holdsNow, paramsOf, stateNow, subjectOf } from './standing.ts';

interface Fields {
  readonly title: string;
  readonly note: string;
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly schools: readonly { readonly schoolId: SchoolId; readonly needs: readonly VoteBody[] }[];
}
type Change = { readonly [Field in keyof Fields]?: Fields[Field] | undefined };

/** Whether schools may have lessons together from one day to another. */
export interface InForce {
  readonly ok: boolean;
  /** The last day without a gap before it; null: not even the first day. */
  readonly until: IsoDay | null;
  /** Null when nothing is missing. Else the days without an agreement, and whose votes they wait for: all, if there is none. */
  readonly missing: MissingAgreement | null;
}

export interface AgreementDeps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly staff: Staff;
  readonly notices: Notices;
  /** Told when lessons that rest on an agreement have to be looked at again. */
  readonly changes: SchoolChanges;
}

export const staffIdOf = (actor: Actor): StaffId | undefined => (actor.kind === 'staff' ? actor.staffId : undefined);

/** The standing consent of schools. */
export class Agreements {
  readonly #deps: AgreementDeps;

  constructor(deps: AgreementDeps) {
    this.#deps = deps;
  }

  /** Those that wait for the actor first, then the newest. Drafts are the coordinators'. */
  async list(actor: Actor): Promise<AgreementBrief[]> {
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff list agreements');
    const { db } = this.#deps;
    const all = actor.roles.includes('admin') || actor.roles.includes('coordinator');
    if (!all && actor.schoolId === undefined) return [];
    const records = await repository.listAgreements(db, all ? undefined : actor.schoolId);
    const viewer = await this.viewerOf(actor, records);
    const briefs = records.filter((record) => canRead(actor, record)).map((record) => asBrief(viewer, record));
    return briefs.toSorted((a, b) => Number(b.waitsForMe) - Number(a.waitsForMe));
  }

  async read(actor: Actor, agreementId: AgreementId): Promise<Agreement> {
    return this.show(actor, await this.get(actor, agreementId));
  }

  async create(actor: Actor, fields: Fields): Promise<Agreement> {
    const { db, now, log } = this.#deps;
    permit(actor, 'agreement:edit', {
      kind: 'agreement',
      schoolIds: fields.schools.map(({ schoolId }) => schoolId),
    });
    checkFields(fields);
    const agreementId = newId(AgreementId);
    const { title, note, from, to, schools } = fields;
    const [createdAt, createdBy] = [now(), staffIdOf(actor)];
    const life = { proposedAt: null, agreedAt: null, endedAt: null, endReason: null };
    await db.transaction(async (tx) => {
      const row = { agreementId, title, note, from, to, ...life, createdAt, createdBy: createdBy ?? null };
      await repository.insertAgreement(tx, row);
      await orConflict('no_such_school', repository.replaceSchools(tx, agreementId, schools));
      await repository.insertEvent(tx, { agreementId, kind: 'created', at: createdAt, staffId: createdBy });
    });
    log.info({ agreementId }, 'agreement created');
    return this.read(actor, agreementId);
  }

  /** @throws AppError `conflict` with reason `voted` once a school has voted */
  async update(actor: Actor, agreementId: AgreementId, change: Change): Promise<Agreement> {
    return this.step(actor, agreementId, async (record, tx, at) => {
      permit(actor, 'agreement:edit', subjectOf(record));
      requireAlive(record, at);
      if (hasVotes(record)) throw new AppError('conflict', 'Somebody has voted on it', { reason: 'voted' });
      const { title = record.title, note = record.note, from = record.from, to = record.to } = change;
      const schools = change.schools ?? record.consents.map(({ schoolId, needs }) => ({ schoolId, needs }));
      checkFields({ title, note, from, to, schools });
      await repository.updateAgreement(tx, agreementId, { title, note, from, to });
      if (change.schools) await orConflict('no_such_school', repository.replaceSchools(tx, agreementId, schools));
      await repository.insertEvent(tx, { agreementId, kind: 'changed', at, staffId: staffIdOf(actor) });
      if (record.proposedAt !== null && change.schools) await this.#ask(actor, agreementId, tx);
    });
  }

  /** Asks the schools for their votes. */
  async propose(actor: Actor, agreementId: AgreementId): Promise<Agreement> {
    return this.step(actor, agreementId, async (record, tx, at) => {
      permit(actor, 'agreement:edit', subjectOf(record));
      if (stateNow(record, at) !== 'draft') {
        throw new AppError('conflict', 'It is proposed already', { reason: 'agreement_proposed' });
      }
      await repository.updateAgreement(tx, agreementId, { proposedAt: at });
      await repository.insertEvent(tx, { agreementId, kind: 'proposed', at, staffId: staffIdOf(actor) });
      await this.#ask(actor, agreementId, tx);
    });
  }

  /** Tells the heads of one school again, at most once a day. */
  async remind(actor: Actor, agreementId: AgreementId, schoolId: SchoolId): Promise<Agreement> {
    return this.step(actor, agreementId, async (record, tx, at) => {
      permit(actor, 'agreement:edit', subjectOf(record));
      const consent = record.consents.find((one) => one.schoolId === schoolId);
      if (consent === undefined) throw new AppError('not_found', 'No such school in it');
      if (stateNow(record, at) !== 'waiting' || weighConsent(consent).standing !== 'waiting') {
        throw new AppError('conflict', 'It does not wait for this school', { reason: 'not_waited_for' });
      }
      const day = new Date(at).toISOString().slice(0, 10);
      await this.askSchool(record, schoolId, `agreement-asked:${agreementId}:${schoolId}:${day}`, actor, tx);
      await repository.insertEvent(tx, { agreementId, kind: 'reminded', at, staffId: staffIdOf(actor), schoolId });
    });
  }

  /** Only a draft: what schools were asked about stays. */
  async remove(actor: Actor, agreementId: AgreementId): Promise<void> {
    const { db, now } = this.#deps;
    await db.transaction(async (tx) => {
      const record = this.#visible(actor, await repository.lockAgreement(tx, agreementId));
      permit(actor, 'agreement:edit', subjectOf(record));
      if (stateNow(record, now()) !== 'draft') {
        throw new AppError('conflict', 'It is no draft', { reason: 'agreement_proposed' });
      }
      await repository.deleteAgreement(tx, agreementId);
    });
  }

  async end(actor: Actor, agreementId: AgreementId, reason: string): Promise<Agreement> {
    return this.step(actor, agreementId, async (record, tx, at) => {
      permit(actor, 'agreement:edit', subjectOf(record));
      requireAlive(record, at);
      const staffId = staffIdOf(actor);
      await repository.updateAgreement(tx, agreementId, { endedAt: at, endReason: reason });
      await repository.insertEvent(tx, { agreementId, kind: 'ended', at, staffId, detail: reason });
      // Of one that was only a draft nobody has heard.
      if (record.proposedAt === null) return;
      const by = (staffId && (await repository.namesOf(tx, [staffId])).get(staffId)) ?? '';
      const params = { ...paramsOf(record), by, reason };
      await this.tellAll(record, { kind: 'agreement-ended', params }, `agreement-ended:${agreementId}`, tx);
    });
  }

  /** For the services beside this one: tells heads of its schools and coordinators. */
  async tellAll(
    { agreementId, consents }: AgreementRecord,
    telling: Pick<Parameters<Notices['tell']>[1], 'kind' | 'params'>,
    dedupeKey: string,
    tx: Db,
  ): Promise<void> {
    const { staff, notices } = this.#deps;
    const heads = await staff.headsOf(consents.map(({ schoolId }) => schoolId));
    const to: StaffId[] = [...[...heads.values()].flat(), ...(await staff.withRole('coordinator'))];
    await notices.tell(to, { ...telling, path: `/agreements/${agreementId}`, dedupeKey }, tx);
  }

  /**
   * For other services: whether agreements in force, one after the other, cover these schools on all days of a span. One
   * school alone needs none.
   */
  async inForce(
    schoolIds: readonly SchoolId[],
    span: { from: IsoDay; to: IsoDay },
    db = this.#deps.db,
  ): Promise<InForce> {
    const ids = [...new Set(schoolIds)];
    if (ids.length < 2) return { ok: true, until: span.to, missing: null };
    const { now } = this.#deps;
    const records = await repository.listCommon(db, ids);
    const { until, gap } = coverage(
      records.filter((record) => holdsNow(record, now())),
      span,
    );
    if (gap === undefined) return { ok: true, until: until ?? span.to, missing: null };
    const waiting = records.find(
      (record) => record.from <= gap.to && record.to >= gap.from && stateNow(record, now()) === 'waiting',
    );
    const open = waiting?.consents.filter((one) => ['waiting', 'refused'].includes(weighConsent(one).standing));
    const whom = open?.map(({ schoolId }) => schoolId).filter((id) => ids.includes(id)) ?? [];
    return { ok: false, until: until ?? null, missing: { schoolIds: whom.length > 0 ? whom : ids, ...gap } };
  }

  /** For other services: schools with which one may have lessons by an agreement that holds. */
  async partners(schoolId: SchoolId): Promise<SchoolBrief[]> {
    const { db, now } = this.#deps;
    const records = await repository.listCommon(db, [schoolId]);
    const present = records
      .filter((record) => holdsNow(record, now()))
      .flatMap(({ consents }) => consents.filter((one) => one.withdrawnAt === null && one.schoolId !== schoolId));
    return [...new Map(present.map(({ school }) => [school.schoolId, schoolBrief(school)])).values()];
  }

  /** For other services: days on which agreements between schools hold; null: one school alone needs none. */
  async daysInForce(schoolIds: readonly SchoolId[]): Promise<{ from: IsoDay; to: IsoDay }[] | null> {
    const { db, now } = this.#deps;
    const ids = [...new Set(schoolIds)];
    if (ids.length < 2) return null;
    const records = await repository.listCommon(db, ids);
    return records.filter((record) => holdsNow(record, now())).map(({ from, to }) => ({ from, to }));
  }

  /** For the services beside this one: the agreement, if the actor may read it. @throws AppError `not_found` */
  async get(actor: Actor, agreementId: AgreementId): Promise<AgreementRecord> {
    return this.#visible(actor, await repository.findAgreement(this.#deps.db, agreementId));
  }

  /** For the services beside this one: takes a step of its life, one after the other, and shows what came of it. */
  async step(
    actor: Actor,
    agreementId: AgreementId,
    take: (record: AgreementRecord, tx: Db, at: number) => Promise<void>,
  ): Promise<Agreement> {
    const { db, now, log, changes } = this.#deps;
    const touched = await db.transaction(async (tx) => {
      const record = this.#visible(actor, await repository.lockAgreement(tx, agreementId));
      await take(record, tx, now());
      const after = await repository.findAgreement(tx, agreementId);
      const held = [record, after].some((one) => one !== undefined && holdsNow(one, now()));
      return held ? record.consents.map(({ schoolId }) => schoolId) : [];
    });
    log.info({ agreementId }, 'agreement changed');
    for (const schoolId of touched) changes.tell(schoolId);
    return this.read(actor, agreementId);
  }

  async show(actor: Actor, record: AgreementRecord): Promise<Agreement> {
    return asAgreement(this.#deps.db, await this.viewerOf(actor, [record]), record);
  }

  async viewerOf(actor: Actor, records: readonly AgreementRecord[]) {
    const schoolIds = new Set(records.flatMap(({ consents }) => consents.map(({ schoolId }) => schoolId)));
    return { actor, now: this.#deps.now(), heads: await this.#deps.staff.headsOf([...schoolIds]) };
  }

  /** Asks whoever speaks for a school: its heads, and where it has none the administrators. */
  async askSchool(
    record: AgreementRecord,
    schoolId: SchoolId,
    dedupeKey: string,
    by: Actor | null,
    db: Db,
  ): Promise<void> {
    const { staff, notices } = this.#deps;
    const name = record.consents.find((one) => one.schoolId === schoolId)?.school.name ?? '';
    const heads = (await staff.headsOf([schoolId])).get(schoolId) ?? (await staff.withRole('admin'));
    const author = (by && staffIdOf(by)) ?? record.createdBy;
    const names = author === null ? new Map<StaffId, string>() : await repository.namesOf(db, [author]);
    const params = { ...paramsOf(record), school: name, by: (author && names.get(author)) ?? 'Pluriclasse' };
    const path = `/agreements/${record.agreementId}`;
    await notices.tell(heads, { kind: 'agreement-proposed', params, path, dedupeKey }, db);
  }

  async #ask(actor: Actor, agreementId: AgreementId, tx: Db): Promise<void> {
    const record = await repository.findAgreement(tx, agreementId);
    for (const { schoolId } of record?.consents ?? []) {
      if (record) await this.askSchool(record, schoolId, `agreement-asked:${agreementId}:${schoolId}`, actor, tx);
    }
  }

  #visible(actor: Actor, record: AgreementRecord | undefined): AgreementRecord {
    const found = visible(actor, 'agreement:read', record, subjectOf);
    if (!canRead(actor, found)) throw new AppError('not_found', 'There is no such thing');
    return found;
  }
}

/** A draft is nobody's but the coordinators'. */
const canRead = (actor: Actor, record: AgreementRecord): boolean =>
  can(actor, record.proposedAt === null ? 'agreement:edit' : 'agreement:read', subjectOf(record));

/** @throws AppError `conflict` with reason `agreement_over` */
export function requireAlive(record: AgreementRecord, now: number): void {
  const state = stateNow(record, now);
  if (state === 'ended' || state === 'expired') {
    throw new AppError('conflict', 'It is over', { reason: 'agreement_over' });
  }
}

function checkFields({ from, to, schools }: Fields): void {
  if (to < from) throw new AppError('bad_request', 'It ends before it begins', { reason: 'end_before_begin' });
  if (new Set(schools.map(({ schoolId }) => schoolId)).size < schools.length) {
    throw new AppError('bad_request', 'A school is named twice', { reason: 'school_twice' });
  }
}
