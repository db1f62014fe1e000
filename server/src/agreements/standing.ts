import { holds, stateOf, weighConsent, type AgreementState } from '@pluriclasse/shared/domain/agreement';
import type { AgreementSubject } from '@pluriclasse/shared/domain/permissions';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { AgreementRecord } from './agreements.repository.ts';

/** What decisions about an agreement are made of. Who has withdrawn still reads it. */
export const subjectOf = ({ consents }: AgreementRecord): AgreementSubject => ({
  kind: 'agreement',
  schoolIds: consents.map(({ schoolId }) => schoolId),
});

/** Today where the first of its schools is. */
export function todayOf({ consents }: AgreementRecord, now: number): number {
  return toWall(now, consents[0]?.school.timeZone ?? 'UTC').day;
}

export function stateNow(record: AgreementRecord, now: number): AgreementState {
  const standings = record.consents.map((consent) => weighConsent(consent).standing);
  return stateOf(record, standings, todayOf(record, now));
}

export const holdsNow = (record: AgreementRecord, now: number): boolean => holds(stateNow(record, now));

/** What notices about it say of it. */
export function paramsOf({ title, from, to, consents }: AgreementRecord) {
  const names = consents.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ school }) => school.name);
  return { title, schools: names.join(' · '), from: { day: from }, to: { day: to } };
}
