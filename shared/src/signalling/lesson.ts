import * as z from 'zod/mini';
import { nothing } from '../calls.ts';
import { PlanState } from '../domain/plan.ts';
import { LessonId, SchoolId, SeatId } from '../ids.ts';
import { Instant } from '../time.ts';
import { ConsumerInfo, DtlsParameters, IceServer, RtpCapabilities, SeatLevel, TransportInfo } from './media.ts';
import { RecordingState } from './recording.ts';
import { LessonState, Seat, Site, StageState, Waiting } from './state.ts';

/** What the lobby shows: the lesson before one is in it. */
export const LobbyState = z.object({
  lessonId: LessonId,
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  /** `early`: the lobby only; `open`: one can join; `ended`: over. */
  phase: z.enum(['early', 'open', 'ended']),
  sites: z.array(Site),
  /** Schools that have a seat in the lesson now. */
  here: z.array(SchoolId),
  plan: PlanState,
  /** Whoever is about to come in knows before whether the lesson is recorded. */
  recording: RecordingState,
});
export type LobbyState = z.infer<typeof LobbyState>;

/** What a browser needs before it joins, so that the join itself is one round trip. */
export const MediaOffer = z.object({ routerRtpCapabilities: RtpCapabilities, iceServers: z.array(IceServer) });
export type MediaOffer = z.infer<typeof MediaOffer>;

/** A place that someone comes back to: the server then sends nothing twice. */
const Resume = z.object({ seatId: SeatId, revision: z.int() });

export const JoinReply = z.discriminatedUnion('status', [
  /** A teacher has to let this seat in: `lesson:let-in` tells when, and one joins again. */
  z.object({ status: z.literal('waiting'), seatId: SeatId }),
  z.object({
    status: z.literal('joined'),
    seatId: SeatId,
    serverTime: Instant,
    state: LessonState,
    media: z.object({
      /** Null for seats that send nothing. */
      send: z.nullable(TransportInfo),
      receive: TransportInfo,
      consumers: z.array(ConsumerInfo),
    }),
  }),
]);
export type JoinReply = z.infer<typeof JoinReply>;

export const lessonCalls = {
  /** Stands in the lobby: answers what it shows, and from now on tells its changes. */
  'lesson:watch': {
    request: z.object({ lessonId: LessonId }),
    reply: z.object({ lobby: LobbyState, media: MediaOffer, serverTime: Instant }),
  },
  /**
   * Takes a seat. The reply is all one needs beside the offer of the lobby. With the certificates' fingerprints in the request, the node's end of
   * both transports is connected before the reply leaves, which saves the round trip of `media:connect`.
   */
  'lesson:join': {
    request: z.object({
      lessonId: LessonId,
      rtpCapabilities: RtpCapabilities,
      sendDtls: z.optional(DtlsParameters),
      receiveDtls: z.optional(DtlsParameters),
      resume: z.optional(Resume),
    }),
    reply: JoinReply,
  },
  /**
   * Comes back after the socket dropped, with the transports one still has: their peer is kept at the node as long as
   * the place is. `not_found` when place or peer are gone; then one joins again, with `resume`. After this reply one
   * restarts ICE on a transport that needs it. `consumers` is all there is to receive now.
   */
  'lesson:return': {
    request: z.object({ lessonId: LessonId, resume: Resume }),
    reply: z.object({
      seatId: SeatId,
      serverTime: Instant,
      state: LessonState,
      consumers: z.array(ConsumerInfo),
      level: SeatLevel,
    }),
  },
  'lesson:leave': { request: nothing, reply: nothing },
  /** Ends the lesson for all. */
  'lesson:end': { request: nothing, reply: nothing },
  'seat:let-in': { request: z.object({ seatId: SeatId }), reply: nothing },
  /** Turns away one who waits, or sends out one who is in. */
  'seat:send-out': { request: z.object({ seatId: SeatId }), reply: nothing },
  /** Mutes one seat's microphone, or all of a site's. Only the seat itself unmutes. */
  'seat:mute': { request: z.object({ seatId: SeatId }), reply: nothing },
  'site:mute': { request: z.object({ schoolId: SchoolId }), reply: nothing },
  'stage:set': { request: z.object({ stage: StageState }), reply: nothing },
  'board:set-locked': { request: z.object({ locked: z.boolean() }), reply: nothing },
  /** Measures the offset of clocks: answers at once. */
  'clock:read': { request: nothing, reply: z.object({ serverTime: Instant }) },
} as const;

const revision = z.int();

export const lessonEvents = {
  'lobby:changed': LobbyState,
  'lesson:seat-joined': z.object({ revision, seat: Seat }),
  'lesson:seat-changed': z.object({ revision, seat: Seat }),
  'lesson:seat-left': z.object({ revision, seatId: SeatId }),
  'lesson:waiting-changed': z.object({ revision, waiting: z.array(Waiting) }),
  'lesson:stage-changed': z.object({ revision, stage: StageState }),
  'lesson:board-locked': z.object({ revision, locked: z.boolean() }),
  /** To the one who waited: one may join now. */
  'lesson:let-in': z.object({ seatId: SeatId }),
  /** To a seat: it has no place any more. */
  'lesson:out': z.object({ reason: z.enum(['sent-out', 'refused', 'replaced', 'ended', 'expired']) }),
  'lesson:ended': z.object({ revision }),
} as const;
