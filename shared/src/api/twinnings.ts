import * as z from 'zod/mini';
import { ClassOffer } from '../domain/offers.ts';
import { TwinningState } from '../domain/twinningState.ts';
import { ClassGroupId, InvitationId, SchoolId, TwinningId } from '../ids.ts';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { Ask } from './asks.ts';
import { endpoint } from './http.ts';
import { Doer, Participant } from './participants.ts';
import { ClassBrief, SchoolBrief } from './sessions.ts';

export { Doer, Participant } from './participants.ts';

export const Twinning = z.object({
  twinningId: TwinningId,
  name: z.string(),
  /** All its schools, each with the classes of it that are not put away. */
  participants: z.array(Participant),
  createdAt: Instant,
  state: TwinningState,
  /** Since when it is in that state. */
  since: Instant,
  /** Whether it is active and two schools or more still have a class in it, so that lessons can be planned. */
  meets: z.boolean(),
  /** Whether the actor may pause it, take it up again or end it. */
  mayEdit: z.boolean(),
});
export type Twinning = z.infer<typeof Twinning>;

/** One step of a twinning's life. */
export const TwinningEvent = z.object({
  at: Instant,
  state: TwinningState,
  by: Doer,
  reason: z.nullable(z.string()),
});
export type TwinningEvent = z.infer<typeof TwinningEvent>;

const classGroupIds = z.array(ClassGroupId).check(z.minLength(2), z.maxLength(12));
const one = z.object({ twinningId: TwinningId });

export const listTwinnings = endpoint('GET', '/api/twinnings', { reply: z.object({ twinnings: z.array(Twinning) }) });
/** With its history, newest first, and the questions of its schools that are open. */
export const readTwinning = endpoint('GET', '/api/twinnings/:twinningId', {
  params: one,
  reply: z.object({ twinning: Twinning, history: z.array(TwinningEvent), asks: z.array(Ask) }),
});
/** Class groups of two or more schools, at work from now on. Only a coordinator; others propose. */
export const createTwinning = endpoint('POST', '/api/twinnings', {
  body: z.object({ name: line(80), classGroupIds }),
  reply: Twinning,
});
/**
 * Asks the other schools whether their classes take part; it is active once each has said yes, and ended by a single no.
 * By a coordinator, or by a teacher or head of one of the schools, whose own school then has said yes.
 */
export const proposeTwinning = endpoint('POST', '/api/twinnings/propose', {
  body: z.object({ name: line(80), classGroupIds, note: z.nullable(line(400)) }),
  reply: Twinning,
});
/**
 * Pauses it, takes it up again, or ends it; ending calls its coming lessons off. `conflict` with reason `state` when it
 * can't go there from where it is.
 */
export const setTwinningState = endpoint('POST', '/api/twinnings/:twinningId/state', {
  params: one,
  body: z.object({ state: z.enum(['active', 'paused', 'ended']), reason: z.nullable(line(200)) }),
  reply: Twinning,
});

/** A class's description, as others find it. */
export const Offer = z.extend(ClassOffer, {
  classGroup: ClassBrief,
  school: SchoolBrief,
  updatedAt: Instant,
  mayEdit: z.boolean(),
});
export type Offer = z.infer<typeof Offer>;

const ofClass = z.object({ classGroupId: ClassGroupId });
/** Those of one's own school; a coordinator's: all. */
export const listOffers = endpoint('GET', '/api/offers', { reply: z.object({ offers: z.array(Offer) }) });
/** Describes a class, so that others find it: one offer a class. */
export const saveOffer = endpoint('PUT', '/api/classes/:classGroupId/offer', {
  params: ofClass,
  body: ClassOffer,
  reply: Offer,
});
export const deleteOffer = endpoint('DELETE', '/api/classes/:classGroupId/offer', { params: ofClass });

/** Why two classes fit or don't: `score` from 0 to 1, which counts `weight` times. */
const part = { score: z.number(), weight: z.number() };
export const MatchPart = z.discriminatedUnion('kind', [
  /** Ages that both have; null: none. */
  z.object({ kind: z.literal('age'), ...part, common: z.nullable(z.object({ from: z.int(), to: z.int() })) }),
  /** Steps of the CEFR between them; null: a level is not known. */
  z.object({ kind: z.literal('level'), ...part, steps: z.nullable(z.int()) }),
  z.object({ kind: z.literal('topics'), ...part, common: z.array(z.string()) }),
  /** Minutes a week that suit both at the same time, and by how many minutes their clocks differ now. */
  z.object({ kind: z.literal('hours'), ...part, minutes: z.int(), clocks: z.int() }),
  /** Weeks ahead in which both keep school, of those looked at; null: a calendar is not known. */
  z.object({ kind: z.literal('weeks'), ...part, common: z.nullable(z.int()), of: z.int() }),
  z.object({ kind: z.literal('size'), ...part, mine: z.int(), theirs: z.int() }),
  z.object({ kind: z.literal('languages'), ...part, common: z.array(z.string()) }),
  z.object({ kind: z.literal('agreement'), ...part, inForce: z.boolean() }),
]);
export type MatchPart = z.infer<typeof MatchPart>;

export const Match = z.object({
  offer: Offer,
  /** 0 to 1: the parts' scores by their weights. */
  score: z.number(),
  parts: z.array(MatchPart),
  /** A twinning that both are in already. */
  twinningId: z.nullable(TwinningId),
});
export type Match = z.infer<typeof Match>;
/** Other schools' classes that describe themselves, the best fit first, 30 at most. The class needs an offer itself. */
export const findPartners = endpoint('GET', '/api/classes/:classGroupId/partners', {
  params: ofClass,
  reply: z.object({ matches: z.array(Match) }),
});

/** A link that brings classes of a known school into a twinning. It is shown once; what is kept does not open it. */
export const TwinningInvitation = z.object({
  invitationId: InvitationId,
  name: z.string(),
  note: z.nullable(z.string()),
  participants: z.array(Participant),
  invitedBy: Doer,
  expiresAt: Instant,
});
export type TwinningInvitation = z.infer<typeof TwinningInvitation>;

export const listTwinningInvitations = endpoint('GET', '/api/twinning-invitations', {
  reply: z.object({ invitations: z.array(TwinningInvitation) }),
});
/** Good for 30 days and for one school. */
export const inviteSchool = endpoint('POST', '/api/twinning-invitations', {
  body: z.object({
    name: line(80),
    note: z.nullable(line(400)),
    classGroupIds: z.array(ClassGroupId).check(z.minLength(1), z.maxLength(6)),
  }),
  reply: z.object({ invitation: TwinningInvitation, link: z.string() }),
});
export const withdrawTwinningInvitation = endpoint('DELETE', '/api/twinning-invitations/:invitationId', {
  params: z.object({ invitationId: InvitationId }),
});
const token = z.string().check(z.regex(/^[\w-]{43}$/));
/** What a link offers, to heads and coordinators who are signed in. `not_found`, reason `invitation_gone`. */
export const readTwinningInvitation = endpoint('POST', '/api/twinning-invitations/read', {
  body: z.object({ token }),
  reply: z.object({ invitation: TwinningInvitation }),
});
/** Takes the link with classes of one other school: the twinning is active at once. */
export const acceptTwinningInvitation = endpoint('POST', '/api/twinning-invitations/accept', {
  body: z.object({ token, classGroupIds: z.array(ClassGroupId).check(z.minLength(1), z.maxLength(6)) }),
  reply: Twinning,
});

/** What came of a twinning's lessons in a span. */
export const TwinningFigures = z.object({
  twinning: Twinning,
  /** Over, and two schools or more were there. */
  held: z.int(),
  /** Over, confirmed, not called off, and nobody met. */
  missed: z.int(),
  cancelled: z.int(),
  toCome: z.int(),
  /** Of those to come: hours that nobody has agreed to yet, or that something stands in the way of. */
  open: z.int(),
  /** Time in lessons that were held and at which the class's school was there, in milliseconds. */
  time: z.array(z.object({ schoolId: SchoolId, classGroupId: ClassGroupId, name: z.string(), ms: z.int() })),
  /** Who is waited for, longest first. */
  waiting: z.array(Ask),
});
export type TwinningFigures = z.infer<typeof TwinningFigures>;

/** Without a span: from 1 September before now, a year on. At most 400 days. */
const span = z.object({ from: z.optional(z.coerce.number()), to: z.optional(z.coerce.number()) });
/** Of the twinnings one may read. */
export const readOverview = endpoint('GET', '/api/overview', {
  query: span,
  reply: z.object({ from: Instant, to: Instant, twinnings: z.array(TwinningFigures) }),
});
/** The same as a table for a spreadsheet, in the reader's language: UTF-8 with BOM, quoted where needed. */
export const exportOverview = endpoint('GET', '/api/overview/table', {
  query: span,
  reply: z.object({ fileName: z.string(), text: z.string() }),
});
