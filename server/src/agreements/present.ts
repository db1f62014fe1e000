import type { Agreement, AgreementBrief } from '@pluriclasse/shared/api/agreements';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { weighConsent } from '@pluriclasse/shared/domain/agreement';
import { can } from '@pluriclasse/shared/domain/permissions';
import type { SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { schoolBrief } from '../db/briefs.ts';
import type { Db } from '../db/Database.ts';
import * as repository from './agreements.repository.ts';
import type { AgreementRecord, ConsentRow, VoteRow } from './agreements.repository.ts';
import { stateNow, subjectOf } from './standing.ts';

export interface Viewer {
  readonly actor: Actor;
  readonly now: number;
  /** Which schools have a head. */
  readonly heads: ReadonlyMap<SchoolId, readonly StaffId[]>;
}

export const mayConsent = ({ actor, heads }: Viewer, schoolId: SchoolId): boolean =>
  can(actor, 'agreement:consent', { kind: 'consent', schoolId, headless: !heads.has(schoolId) });

/** Schools that may still say something, and for which the viewer says it. */
function consentFor(viewer: Viewer, record: AgreementRecord): SchoolId[] {
  const state = stateNow(record, viewer.now);
  if (state === 'draft' || state === 'ended' || state === 'expired') return [];
  return record.consents
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map(({ schoolId }) => schoolId)
    .filter((schoolId) => mayConsent(viewer, schoolId));
}

export function asBrief(viewer: Viewer, record: AgreementRecord): AgreementBrief {
  const { agreementId, title, from, to, consents } = record;
  const standings = new Map(consents.map((consent) => [consent.schoolId, weighConsent(consent).standing]));
  return {
    agreementId,
    title,
    from,
    to,
    state: stateNow(record, viewer.now),
    schools: consents.map((consent) => ({
      school: schoolBrief(consent.school),
      standing: weighConsent(consent).standing,
    })),
    waitsForMe: consentFor(viewer, record).some((schoolId) => standings.get(schoolId) === 'waiting'),
  };
}

/** All that the viewer may see of it. */
export async function asAgreement(db: Db, viewer: Viewer, record: AgreementRecord): Promise<Agreement> {
  const { agreementId, title, note, from, to, proposedAt, endedAt, endReason, createdAt, createdBy, consents } = record;
  const documents = await repository.listDocuments(db, agreementId);
  const events = await repository.listEvents(db, agreementId);
  const people = [
    createdBy,
    ...documents.map(({ uploadedBy }) => uploadedBy),
    ...events.map(({ staffId }) => staffId),
    ...consents.flatMap(({ votes }) => votes.map(({ recordedBy }) => recordedBy)),
  ].filter((staffId) => staffId !== null);
  const names = await repository.namesOf(db, people);
  const by = (staffId: StaffId | null) => {
    const name = staffId === null ? undefined : names.get(staffId);
    return staffId === null || name === undefined ? null : { staffId, name };
  };
  const asVote = ({ voteId, body, bodyName, day, result, protocol, note: remark, recordedBy, recordedAt }: VoteRow) => {
    return { voteId, body, bodyName, day, result, protocol, note: remark, by: by(recordedBy), recordedAt };
  };
  const asConsent = (consent: ConsentRow) => {
    const { needs, school, votes, withdrawnAt, withdrawReason } = consent;
    const withdrawn = withdrawnAt === null ? null : { at: withdrawnAt, reason: withdrawReason ?? '' };
    const headless = !viewer.heads.has(consent.schoolId);
    const weighed = weighConsent(consent);
    const { standing, open } = weighed;
    return {
      school: schoolBrief(school),
      needs,
      open: [...open],
      standing,
      votes: votes.map(asVote),
      withdrawn,
      headless,
    };
  };
  return {
    agreementId,
    title,
    note,
    from,
    to,
    state: stateNow(record, viewer.now),
    consents: consents.map(asConsent),
    documents: documents.map(({ documentId, schoolId, name, type, size, uploadedBy, uploadedAt }) => {
      const remove = mayKeep(viewer, record, schoolId);
      return { documentId, schoolId, name, type, size, by: by(uploadedBy), at: uploadedAt, may: { remove } };
    }),
    history: events.map(({ at, kind, staffId, schoolId, detail }) => ({ at, kind, by: by(staffId), schoolId, detail })),
    proposedAt,
    ended: endedAt === null ? null : { at: endedAt, reason: endReason ?? '' },
    createdBy: by(createdBy),
    createdAt,
    may: acts(viewer, record),
  };
}

/** Whether one may put in or take out documents of a school, or (null) of all: while it lives. */
export function mayKeep(viewer: Viewer, record: AgreementRecord, schoolId: SchoolId | null): boolean {
  const state = stateNow(record, viewer.now);
  if (state === 'ended' || state === 'expired') return false;
  if (schoolId === null) return can(viewer.actor, 'agreement:edit', subjectOf(record));
  return record.consents.some((one) => one.schoolId === schoolId) && mayConsent(viewer, schoolId);
}

export const hasVotes = ({ consents }: AgreementRecord): boolean => consents.some(({ votes }) => votes.length > 0);

function acts(viewer: Viewer, record: AgreementRecord): Agreement['may'] {
  const state = stateNow(record, viewer.now);
  const edits = can(viewer.actor, 'agreement:edit', subjectOf(record));
  const own = consentFor(viewer, record);
  const over = state === 'ended' || state === 'expired';
  return {
    edit: edits && !over && !hasVotes(record),
    propose: edits && state === 'draft',
    remind: edits && state === 'waiting',
    remove: edits && state === 'draft',
    end: edits && !over && state !== 'draft',
    addDocument: mayKeep(viewer, record, null) || own.length > 0,
    consentFor: own,
  };
}
