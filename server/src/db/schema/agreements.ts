import type { AgreementDocument, AgreementEventKind } from '@pluriclasse/shared/api/agreements';
import type { VoteBody, VoteResult } from '@pluriclasse/shared/domain/agreement';
import type { AgreementId, DocumentId, SchoolId, StaffId, VoteId } from '@pluriclasse/shared/ids';
import { date, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const agreements = pgTable('agreements', {
  agreementId: uuid('id').$type<AgreementId>().primaryKey(),
  title: text('title').notNull(),
  note: text('note').notNull(),
  from: date('from_day').notNull(),
  to: date('to_day').notNull(),
  proposedAt: instant('proposed_at'),
  agreedAt: instant('agreed_at'),
  endedAt: instant('ended_at'),
  endReason: text('end_reason'),
  createdBy: uuid('created_by').$type<StaffId>(),
  createdAt: instant('created_at').notNull(),
});

export const agreementSchools = pgTable('agreement_schools', {
  agreementId: uuid('agreement_id').$type<AgreementId>().notNull(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  position: smallint('position').notNull(),
  needs: text('needs').array().$type<VoteBody[]>().notNull(),
  withdrawnAt: instant('withdrawn_at'),
  withdrawReason: text('withdraw_reason'),
});

export const agreementVotes = pgTable('agreement_votes', {
  voteId: uuid('id').$type<VoteId>().primaryKey(),
  agreementId: uuid('agreement_id').$type<AgreementId>().notNull(),
  schoolId: uuid('school_id').$type<SchoolId>().notNull(),
  body: text('body').$type<VoteBody>().notNull(),
  bodyName: text('body_name'),
  day: date('day').notNull(),
  result: text('result').$type<VoteResult>().notNull(),
  protocol: text('protocol'),
  note: text('note'),
  recordedBy: uuid('recorded_by').$type<StaffId>(),
  recordedAt: instant('recorded_at').notNull(),
});

export const agreementDocuments = pgTable('agreement_documents', {
  documentId: uuid('id').$type<DocumentId>().primaryKey(),
  agreementId: uuid('agreement_id').$type<AgreementId>().notNull(),
  schoolId: uuid('school_id').$type<SchoolId>(),
  name: text('name').notNull(),
  type: text('type').$type<AgreementDocument['type']>().notNull(),
  size: integer('size').notNull(),
  sha256: bytes('sha256').notNull(),
  uploadedBy: uuid('uploaded_by').$type<StaffId>(),
  uploadedAt: instant('uploaded_at').notNull(),
});

export const agreementEvents = pgTable('agreement_events', {
  eventId: uuid('id').primaryKey(),
  agreementId: uuid('agreement_id').$type<AgreementId>().notNull(),
  kind: text('kind').$type<AgreementEventKind>().notNull(),
  at: instant('at').notNull(),
  staffId: uuid('staff_id').$type<StaffId>(),
  schoolId: uuid('school_id').$type<SchoolId>(),
  detail: text('detail'),
});
