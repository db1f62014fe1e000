import type { AgreementEventKind } from '@pluriclasse/shared/api/agreements';
import type { VoteBody } from '@pluriclasse/shared/domain/agreement';
import type { AgreementId, DocumentId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import {
  agreementDocuments,
  agreementEvents,
  agreements,
  agreementSchools,
  agreementVotes,
} from '../db/schema/agreements.ts';
import { staff } from '../db/schema/people.ts';
import { schools } from '../db/schema/schools.ts';

export type AgreementRow = typeof agreements.$inferSelect;
export type VoteRow = typeof agreementVotes.$inferSelect;
export type DocumentRow = typeof agreementDocuments.$inferSelect;
export type ConsentRow = typeof agreementSchools.$inferSelect & {
  readonly school: typeof schools.$inferSelect;
  readonly votes: readonly VoteRow[];
};
export interface AgreementRecord extends AgreementRow {
  readonly consents: readonly ConsentRow[];
}

/** All, or those that a school is or was in. */
export async function listAgreements(db: Db, schoolId: SchoolId | undefined): Promise<AgreementRecord[]> {
  const mine = schoolId && inArray(agreements.agreementId, idsOf(db, [schoolId]));
  const rows = await db
    .select()
    .from(agreements)
    .where(mine)
    .orderBy(desc(agreements.createdAt), asc(agreements.agreementId));
  return withConsents(db, rows);
}

/** Those that were proposed and not ended, and that all of these schools are in. */
export async function listCommon(db: Db, schoolIds: readonly SchoolId[]): Promise<AgreementRecord[]> {
  const among = inArray(agreements.agreementId, idsOf(db, schoolIds));
  const open = and(isNull(agreements.endedAt), sql`${agreements.proposedAt} is not null`);
  const records = await withConsents(db, await db.select().from(agreements).where(and(among, open)));
  return records.filter(({ consents }) =>
    schoolIds.every((id) => consents.some((one) => one.schoolId === id && one.withdrawnAt === null)),
  );
}

const idsOf = (db: Db, schoolIds: readonly SchoolId[]) =>
  db
    .select({ agreementId: agreementSchools.agreementId })
    .from(agreementSchools)
    .where(inArray(agreementSchools.schoolId, [...schoolIds]));

export async function findAgreement(db: Db, agreementId: AgreementId): Promise<AgreementRecord | undefined> {
  const rows = await db.select().from(agreements).where(eq(agreements.agreementId, agreementId));
  return (await withConsents(db, rows))[0];
}

/** Holds it until the transaction ends: its steps are taken one after the other. */
export async function lockAgreement(db: Db, agreementId: AgreementId): Promise<AgreementRecord | undefined> {
  await db
    .select({ agreementId: agreements.agreementId })
    .from(agreements)
    .where(eq(agreements.agreementId, agreementId))
    .for('update');
  return findAgreement(db, agreementId);
}

async function withConsents(db: Db, rows: AgreementRow[]): Promise<AgreementRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ agreementId }) => agreementId);
  const members = await db
    .select({ consent: agreementSchools, school: schools })
    .from(agreementSchools)
    .innerJoin(schools, eq(schools.schoolId, agreementSchools.schoolId))
    .where(inArray(agreementSchools.agreementId, ids))
    .orderBy(asc(agreementSchools.position));
  const votes = await db
    .select()
    .from(agreementVotes)
    .where(inArray(agreementVotes.agreementId, ids))
    .orderBy(asc(agreementVotes.day), asc(agreementVotes.recordedAt));
  const votesOf = Map.groupBy(votes, (vote) => `${vote.agreementId} ${vote.schoolId}`);
  const consentsOf = Map.groupBy(
    members.map(({ consent, school }) => ({
      ...consent,
      school,
      votes: votesOf.get(`${consent.agreementId} ${consent.schoolId}`) ?? [],
    })),
    ({ agreementId }) => agreementId,
  );
  return rows.map((row) => ({ ...row, consents: consentsOf.get(row.agreementId) ?? [] }));
}

export async function insertAgreement(db: Db, row: AgreementRow): Promise<void> {
  await db.insert(agreements).values(row);
}

export async function updateAgreement(
  db: Db,
  agreementId: AgreementId,
  change: Partial<Omit<AgreementRow, 'agreementId'>>,
): Promise<void> {
  await db.update(agreements).set(change).where(eq(agreements.agreementId, agreementId));
}

export async function deleteAgreement(db: Db, agreementId: AgreementId): Promise<void> {
  await db.delete(agreements).where(eq(agreements.agreementId, agreementId));
}

/** Puts these schools in, in this order, instead of those that were. */
export async function replaceSchools(
  db: Db,
  agreementId: AgreementId,
  list: readonly { schoolId: SchoolId; needs: readonly VoteBody[] }[],
): Promise<void> {
  await db.delete(agreementSchools).where(eq(agreementSchools.agreementId, agreementId));
  const rows = list.map(({ schoolId, needs }, position) => {
    return { agreementId, schoolId, needs: [...new Set(needs)], position };
  });
  await db.insert(agreementSchools).values(rows);
}

export async function withdraw(
  db: Db,
  { agreementId, schoolId }: { agreementId: AgreementId; schoolId: SchoolId },
  withdrawnAt: number,
  withdrawReason: string,
): Promise<void> {
  await db
    .update(agreementSchools)
    .set({ withdrawnAt, withdrawReason })
    .where(and(eq(agreementSchools.agreementId, agreementId), eq(agreementSchools.schoolId, schoolId)));
}

export async function insertVote(db: Db, row: VoteRow): Promise<void> {
  await db.insert(agreementVotes).values(row);
}

export async function listDocuments(db: Db, agreementId: AgreementId): Promise<DocumentRow[]> {
  return db
    .select()
    .from(agreementDocuments)
    .where(eq(agreementDocuments.agreementId, agreementId))
    .orderBy(asc(agreementDocuments.uploadedAt), asc(agreementDocuments.documentId));
}

export async function insertDocument(db: Db, row: DocumentRow): Promise<void> {
  await db.insert(agreementDocuments).values(row);
}

export async function deleteDocument(db: Db, documentId: DocumentId): Promise<void> {
  await db.delete(agreementDocuments).where(eq(agreementDocuments.documentId, documentId));
}

/** One step of its life. */
export interface EventEntry {
  readonly agreementId: AgreementId;
  readonly kind: AgreementEventKind;
  readonly at: number;
  readonly staffId?: StaffId | undefined;
  readonly schoolId?: SchoolId | undefined;
  readonly detail?: string | undefined;
}

export async function insertEvent(db: Db, { staffId, schoolId, detail, ...event }: EventEntry): Promise<void> {
  const row = { staffId: staffId ?? null, schoolId: schoolId ?? null, detail: detail ?? null };
  await db.insert(agreementEvents).values({ eventId: randomUUID(), ...event, ...row });
}

export async function listEvents(db: Db, agreementId: AgreementId) {
  return db
    .select()
    .from(agreementEvents)
    .where(eq(agreementEvents.agreementId, agreementId))
    .orderBy(desc(agreementEvents.at), asc(agreementEvents.eventId));
}

/** Names of whoever did something, those who have left too. */
export async function namesOf(db: Db, staffIds: readonly StaffId[]): Promise<ReadonlyMap<StaffId, string>> {
  if (staffIds.length === 0) return new Map();
  const rows = await db
    .select({ staffId: staff.staffId, name: staff.name })
    .from(staff)
    .where(inArray(staff.staffId, [...new Set(staffIds)]));
  return new Map(rows.map(({ staffId, name }) => [staffId, name]));
}
