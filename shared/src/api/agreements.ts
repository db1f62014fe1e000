import * as z from 'zod/mini';
import { IsoDay } from '../calendar/days.ts';
import { AgreementState, SchoolStanding, VoteBody, VoteResult } from '../domain/agreement.ts';
import { AgreementId, DocumentId, SchoolId, VoteId } from '../ids.ts';
import { line, lines } from '../text.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';
import { SchoolBrief } from './sessions.ts';
import { Doer } from './twinnings.ts';

/** A vote of a school's body, as its head wrote it down. */
export const Vote = z.object({
  voteId: VoteId,
  body: VoteBody,
  /** What the school calls the body: `Collegio dei docenti`. */
  bodyName: z.nullable(z.string()),
  day: IsoDay,
  result: VoteResult,
  /** Its number in the school's protocol. */
  protocol: z.nullable(z.string()),
  note: z.nullable(z.string()),
  by: Doer,
  recordedAt: Instant,
});
export type Vote = z.infer<typeof Vote>;

export const Consent = z.object({
  school: SchoolBrief,
  /** Bodies that have to vote, and those of them who have not. */
  needs: z.array(VoteBody),
  open: z.array(VoteBody),
  standing: SchoolStanding,
  votes: z.array(Vote),
  withdrawn: z.nullable(z.object({ at: Instant, reason: z.string() })),
  /** The school has no head: an administrator writes its votes down. */
  headless: z.boolean(),
});
export type Consent = z.infer<typeof Consent>;

export const documentTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export const AgreementDocument = z.object({
  documentId: DocumentId,
  /** Whose it is; null: of all of them. */
  schoolId: z.nullable(SchoolId),
  name: z.string(),
  type: z.enum(documentTypes),
  /** Bytes. */
  size: z.int(),
  by: Doer,
  at: Instant,
  may: z.object({ remove: z.boolean() }),
});
export type AgreementDocument = z.infer<typeof AgreementDocument>;

export const AgreementEventKind = z.enum([
  'created',
  'changed',
  'proposed',
  'reminded',
  'voted',
  'in-force',
  'document-added',
  'document-removed',
  'withdrawn',
  'ended',
]);
export type AgreementEventKind = z.infer<typeof AgreementEventKind>;
export const AgreementEvent = z.object({
  at: Instant,
  kind: AgreementEventKind,
  by: Doer,
  schoolId: z.nullable(SchoolId),
  /** A body's vote, a document's name, a reason. */
  detail: z.nullable(z.string()),
});
export type AgreementEvent = z.infer<typeof AgreementEvent>;

export const AgreementBrief = z.object({
  agreementId: AgreementId,
  title: z.string(),
  from: IsoDay,
  to: IsoDay,
  state: AgreementState,
  schools: z.array(z.object({ school: SchoolBrief, standing: SchoolStanding })),
  /** Whether it is the reader who is waited for. */
  waitsForMe: z.boolean(),
});
export type AgreementBrief = z.infer<typeof AgreementBrief>;

export const Agreement = z.object({
  agreementId: AgreementId,
  title: z.string(),
  note: z.string(),
  from: IsoDay,
  to: IsoDay,
  state: AgreementState,
  /** In the order in which they were named. */
  consents: z.array(Consent),
  documents: z.array(AgreementDocument),
  /** The newest first. */
  history: z.array(AgreementEvent),
  proposedAt: z.nullable(Instant),
  ended: z.nullable(z.object({ at: Instant, reason: z.string() })),
  createdBy: Doer,
  createdAt: Instant,
  /** `edit`: nobody has voted yet. `consentFor`: schools whose votes the reader writes down. */
  may: z.object({
    edit: z.boolean(),
    propose: z.boolean(),
    remind: z.boolean(),
    remove: z.boolean(),
    end: z.boolean(),
    addDocument: z.boolean(),
    consentFor: z.array(SchoolId),
  }),
});
export type Agreement = z.infer<typeof Agreement>;

const agreement = z.object({ agreementId: AgreementId });
const needs = z.array(VoteBody).check(z.minLength(1), z.maxLength(5));
const fields = {
  title: line(120),
  /** What it is about, in some lines. */
  note: lines(4000),
  from: IsoDay,
  to: IsoDay,
  schools: z.array(z.object({ schoolId: SchoolId, needs })).check(z.minLength(2), z.maxLength(12)),
};
const reason = line(300);

/** Those that one may read; the ones that wait for the reader first, then the newest. */
export const listAgreements = endpoint('GET', '/api/agreements', {
  reply: z.object({ agreements: z.array(AgreementBrief) }),
});
/** A draft, which its schools don't see before it is proposed. */
export const createAgreement = endpoint('POST', '/api/agreements', { body: z.object(fields), reply: Agreement });
export const readAgreement = endpoint('GET', '/api/agreements/:agreementId', { params: agreement, reply: Agreement });
/** @throws conflict `voted` once somebody has voted: they voted on what it says. */
export const updateAgreement = endpoint('PATCH', '/api/agreements/:agreementId', {
  params: agreement,
  body: z.partial(z.object(fields)),
  reply: Agreement,
});
/** Asks the schools for their votes, and tells their heads. */
export const proposeAgreement = endpoint('POST', '/api/agreements/:agreementId/propose', {
  params: agreement,
  reply: Agreement,
});
/** Tells the heads of a school again; at most once a day. */
export const remindSchool = endpoint('POST', '/api/agreements/:agreementId/remind', {
  params: agreement,
  body: z.object({ schoolId: SchoolId }),
  reply: Agreement,
});
/** Only a draft. */
export const deleteAgreement = endpoint('DELETE', '/api/agreements/:agreementId', { params: agreement });
export const endAgreement = endpoint('POST', '/api/agreements/:agreementId/end', {
  params: agreement,
  body: z.object({ reason }),
  reply: Agreement,
});
/** A vote is never changed: a body that votes again votes anew, and the newest vote counts. */
export const recordVote = endpoint('POST', '/api/agreements/:agreementId/votes', {
  params: agreement,
  body: z.object({
    schoolId: SchoolId,
    body: VoteBody,
    bodyName: z.nullable(line(80)),
    day: IsoDay,
    result: VoteResult,
    protocol: z.nullable(line(60)),
    note: z.nullable(line(300)),
  }),
  reply: Agreement,
});
/** Takes a school out of it. With fewer than two schools left it ends. */
export const withdrawSchool = endpoint('POST', '/api/agreements/:agreementId/withdraw', {
  params: agreement,
  body: z.object({ schoolId: SchoolId, reason }),
  reply: Agreement,
});
export const deleteDocument = endpoint('DELETE', '/api/agreements/:agreementId/documents/:documentId', {
  params: z.extend(agreement, { documentId: DocumentId }),
  reply: Agreement,
});

/**
 * Adds a document: a POST whose body is the file's bytes as `application/octet-stream`, answered with the agreement. What
 * it is its bytes say. @throws bad_request with `file_…` reasons
 */
export const documentUpload = {
  to: '/api/agreements/:agreementId/documents',
  params: agreement,
  query: z.object({ name: line(160), schoolId: z.optional(SchoolId) }),
  reply: Agreement,
  /** Bytes of one document. */
  most: 10 * 1024 * 1024,
  /** Documents of one agreement. */
  mostDocuments: 40,
} as const;
/** Its bytes, for keeping: a browser never shows them as a page of ours. */
export const documentContent = {
  at: '/api/agreements/:agreementId/documents/:documentId/content',
  params: z.extend(agreement, { documentId: DocumentId }),
} as const;
