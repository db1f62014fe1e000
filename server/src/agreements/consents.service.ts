import type { Agreement } from '@pluriclasse/shared/api/agreements';
import { toDayNumber, type IsoDay } from '@pluriclasse/shared/calendar/days';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { VoteBody, VoteResult } from '@pluriclasse/shared/domain/agreement';
import { AppError } from '@pluriclasse/shared/errors';
import { VoteId, type AgreementId, type SchoolId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import { permit } from '../people/permit.ts';
import type { Staff } from '../people/staff.service.ts';
import * as repository from './agreements.repository.ts';
import type { AgreementRecord } from './agreements.repository.ts';
import { requireAlive, staffIdOf, type Agreements } from './agreements.service.ts';
import { holdsNow, paramsOf, stateNow, todayOf } from './standing.ts';

interface Vote {
  readonly schoolId: SchoolId;
  readonly body: VoteBody;
  readonly bodyName: string | null;
  readonly day: IsoDay;
  readonly result: VoteResult;
  readonly protocol: string | null;
  readonly note: string | null;
}

interface Deps {
  readonly agreements: Agreements;
  readonly staff: Staff;
}

/** What each school says to an agreement. */
export class Consents {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Writes a vote down; with the last yes that was missing the agreement is made.
   * @throws AppError `bad_request` with reason `vote_to_come` for a day that is still to come; `conflict` for a school that
   * is not, or no more, asked
   */
  async record(actor: Actor, agreementId: AgreementId, vote: Vote): Promise<Agreement> {
    return this.#deps.agreements.step(actor, agreementId, async (record, tx, at) => {
      await this.#permit(actor, record, vote.schoolId, at);
      if (toDayNumber(vote.day) > todayOf(record, at) + 1) {
        throw new AppError('bad_request', 'The vote is still to come', { reason: 'vote_to_come' });
      }
      const recordedBy = staffIdOf(actor);
      const row = { ...vote, voteId: newId(VoteId), agreementId, recordedBy: recordedBy ?? null, recordedAt: at };
      await repository.insertVote(tx, row);
      const { schoolId, body, result } = vote;
      const event = { agreementId, at, staffId: recordedBy, schoolId };
      await repository.insertEvent(tx, { ...event, kind: 'voted', detail: `${body} ${result}` });
      const after = await repository.findAgreement(tx, agreementId);
      if (after && after.agreedAt === null && holdsNow(after, at)) await this.#makeKnown(after, tx, at);
    });
  }

  /** Takes a school out. With one school left the agreement ends. */
  async withdraw(actor: Actor, agreementId: AgreementId, schoolId: SchoolId, reason: string): Promise<Agreement> {
    return this.#deps.agreements.step(actor, agreementId, async (record, tx, at) => {
      await this.#permit(actor, record, schoolId, at);
      await repository.withdraw(tx, { agreementId, schoolId }, at, reason);
      const event = { agreementId, at, staffId: staffIdOf(actor), schoolId, detail: reason };
      await repository.insertEvent(tx, { ...event, kind: 'withdrawn' });
      const after = await repository.findAgreement(tx, agreementId);
      if (after === undefined) return;
      const name = record.consents.find((one) => one.schoolId === schoolId)?.school.name ?? '';
      const kind = stateNow(after, at) === 'ended' ? 'agreement-ended' : 'agreement-left';
      const params = { ...paramsOf(record), school: name, by: name, reason };
      await this.#deps.agreements.tellAll(record, { kind, params }, `agreement-left:${agreementId}:${schoolId}`, tx);
      // Without that school all votes may be there.
      if (after.agreedAt === null && holdsNow(after, at)) await this.#makeKnown(after, tx, at);
    });
  }

  async #makeKnown(record: AgreementRecord, tx: Db, at: number): Promise<void> {
    const { agreementId } = record;
    await repository.updateAgreement(tx, agreementId, { agreedAt: at });
    await repository.insertEvent(tx, { agreementId, kind: 'in-force', at });
    const told = { kind: 'agreement-in-force', params: paramsOf(record) } as const;
    await this.#deps.agreements.tellAll(record, told, `agreement-in-force:${agreementId}`, tx);
  }

  async #permit(actor: Actor, record: AgreementRecord, schoolId: SchoolId, at: number): Promise<void> {
    const heads = await this.#deps.staff.headsOf([schoolId]);
    permit(actor, 'agreement:consent', { kind: 'consent', schoolId, headless: !heads.has(schoolId) });
    const consent = record.consents.find((one) => one.schoolId === schoolId);
    if (consent === undefined) throw new AppError('not_found', 'No such school in it');
    if (record.proposedAt === null)
      throw new AppError('conflict', 'Nobody is asked yet', { reason: 'agreement_draft' });
    if (consent.withdrawnAt !== null)
      throw new AppError('conflict', 'It has withdrawn', { reason: 'school_withdrawn' });
    requireAlive(record, at);
  }
}
