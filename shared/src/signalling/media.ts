import * as z from 'zod/mini';
import { MediaSource } from '../domain/roles.ts';
import { ConsumerId, ProducerId, SchoolId, SeatId, TransportId } from '../ids.ts';
import { nothing } from '../calls.ts';
import { LinkQuality, ReceiveLevel } from './state.ts';

/**
 * WebRTC parameters are mediasoup's own: checked for their outer shape and size here, and in full by mediasoup at the
 * node, which refuses what it can't use.
 */
const parameters = () =>
  z
    .record(z.string().check(z.maxLength(64)), z.unknown())
    .check(z.refine((value) => JSON.stringify(value).length <= 65_536, 'too large'));
export const RtpCapabilities = parameters();
export const RtpParameters = parameters();
export const IceParameters = z.object({
  usernameFragment: z.string().check(z.maxLength(256)),
  password: z.string().check(z.maxLength(256)),
  iceLite: z.optional(z.boolean()),
});
export const DtlsParameters = z.object({
  role: z.optional(z.enum(['auto', 'client', 'server'])),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().check(z.maxLength(256)),
      }),
    )
    .check(z.minLength(1), z.maxLength(8)),
});
export type DtlsParameters = z.infer<typeof DtlsParameters>;

/** What a browser needs to make its end of a transport. */
export const TransportInfo = z.object({
  transportId: TransportId,
  iceParameters: IceParameters,
  iceCandidates: z.array(parameters()).check(z.maxLength(32)),
  dtlsParameters: DtlsParameters,
});
export type TransportInfo = z.infer<typeof TransportInfo>;

/** A stream that a seat may receive. It exists from the join on and flows only while it is shown. */
export const ConsumerInfo = z.object({
  consumerId: ConsumerId,
  producerId: ProducerId,
  seatId: SeatId,
  source: MediaSource,
  kind: z.enum(['audio', 'video']),
  rtpParameters: RtpParameters,
  /** The sender has paused it. */
  producerPaused: z.boolean(),
});
export type ConsumerInfo = z.infer<typeof ConsumerInfo>;

/** TURN and STUN servers that the network's administrator configured. */
export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.optional(z.string()),
  credential: z.optional(z.string()),
});
export type IceServer = z.infer<typeof IceServer>;

/** A tile on the screen, in device pixels: what it is large enough to show decides the layer. */
export const ViewTile = z.object({
  seatId: SeatId,
  source: MediaSource,
  width: z.int().check(z.gte(0), z.lte(16_384)),
  height: z.int().check(z.gte(0), z.lte(16_384)),
  /** Whether it is on the stage. */
  stage: z.boolean(),
});
export type ViewTile = z.infer<typeof ViewTile>;

/** A seat's receive level: the person's choice, or lower while the link is narrow. */
export const SeatLevel = z.object({
  chosen: ReceiveLevel,
  actual: ReceiveLevel,
  /** Own pictures that the node asks this seat to stop for as long as its link is so narrow. */
  stopSending: z.array(MediaSource),
});
export type SeatLevel = z.infer<typeof SeatLevel>;

export const mediaCalls = {
  /**
   * Before a join: the ways to the lesson's node, to try which of them is open. It answers ICE and nothing else, and is
   * gone with the next probe, with the join, or with the socket.
   */
  'media:probe': {
    request: nothing,
    reply: z.object({ probe: TransportInfo, iceServers: z.array(IceServer) }),
  },
  /** Connects a transport whose DTLS parameters the join did not carry. */
  'media:connect': {
    request: z.object({ transportId: TransportId, dtlsParameters: DtlsParameters }),
    reply: nothing,
  },
  'media:restart-ice': {
    request: z.object({ transportId: TransportId }),
    reply: z.object({ iceParameters: IceParameters }),
  },
  /** Sends a stream. One per source and seat: a second one takes the place of the first. */
  'media:produce': {
    request: z.object({
      source: MediaSource,
      kind: z.enum(['audio', 'video']),
      rtpParameters: RtpParameters,
      paused: z.boolean(),
    }),
    reply: z.object({ producerId: ProducerId }),
  },
  'media:stop': { request: z.object({ source: MediaSource }), reply: nothing },
  'media:pause': { request: z.object({ source: MediaSource }), reply: nothing },
  'media:resume': { request: z.object({ source: MediaSource }), reply: nothing },
  /** All pictures that this seat shows now. What isn't listed is paused at the node. */
  'media:view': { request: z.object({ tiles: z.array(ViewTile).check(z.maxLength(64)) }), reply: nothing },
  /** Chooses a level. Whatever it is, what the link was too narrow for is tried again. */
  'media:set-receive-level': { request: z.object({ level: ReceiveLevel }), reply: nothing },
} as const;

export const mediaEvents = {
  /**
   * The node was lost, and with it all transports; seats and lesson stay. One joins again, with `resume`, at once: the
   * new room is open when this is told.
   */
  'media:lost': nothing,
  'media:consumer-added': ConsumerInfo,
  'media:consumer-closed': z.object({ consumerId: ConsumerId }),
  'media:consumer-changed': z.object({ consumerId: ConsumerId, producerPaused: z.boolean() }),
  /** Who is heard now, loudest first, with dBvo −127…0; at most twice a second. Nobody: an empty list. */
  'media:speaking': z.object({ speakers: z.array(z.object({ seatId: SeatId, volume: z.number() })) }),
  'media:receive-level': SeatLevel,
  'media:link': z.object({ links: z.array(z.object({ seatId: SeatId, schoolId: SchoolId, link: LinkQuality })) }),
} as const;
