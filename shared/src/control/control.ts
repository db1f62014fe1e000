import * as z from 'zod/mini';
import { nothing } from '../calls.ts';
import { RecordedTrack } from '../capsule/track.ts';
import { MediaSource } from '../domain/roles.ts';
import { ConsumerId, ProducerId, TransportId } from '../ids.ts';
import { DtlsParameters, IceParameters, RtpCapabilities, RtpParameters, TransportInfo } from '../signalling/media.ts';
import { LinkQuality, ReceiveLevel } from '../signalling/state.ts';
import { Instant } from '../time.ts';

/**
 * What the server orders from an sfu node. A node knows rooms and peers, not lessons or people: a room is a live
 * lesson's id, a peer a seat's id, a site a school's id, all opaque to it.
 */
const Opaque = z.string().check(z.minLength(1), z.maxLength(64));
export const RoomKey = Opaque;
export const PeerKey = Opaque;
export const SiteKey = Opaque;
const peer = { roomKey: RoomKey, peerKey: PeerKey };

/**
 * Milliseconds for which both ends hold on to a broken control link: within them it is taken up where it broke, media
 * flows on and nothing is lost; after them the rooms are.
 */
export const CONTROL_RECOVERY = 15_000;

/** A stream to receive, as the node knows it. */
export const ControlConsumer = z.object({
  consumerId: ConsumerId,
  producerId: ProducerId,
  /** The peer that sends it. */
  from: PeerKey,
  source: MediaSource,
  kind: z.enum(['audio', 'video']),
  rtpParameters: RtpParameters,
  producerPaused: z.boolean(),
});
export type ControlConsumer = z.infer<typeof ControlConsumer>;

export const ControlTile = z.object({
  from: PeerKey,
  source: MediaSource,
  width: z.int(),
  height: z.int(),
  stage: z.boolean(),
});
export type ControlTile = z.infer<typeof ControlTile>;

export const controlCalls = {
  'node:read': {
    request: nothing,
    reply: z.object({
      nodeId: z.string(),
      routerRtpCapabilities: RtpCapabilities,
      rooms: z.int(),
      peers: z.int(),
      load: z.number(),
    }),
  },
  /** Milliseconds of the node's steady clock, which its recordings go by. */
  'node:clock': { request: nothing, reply: z.object({ clock: z.number() }) },
  'room:open': { request: z.object({ roomKey: RoomKey }), reply: nothing },
  'room:close': { request: z.object({ roomKey: RoomKey }), reply: nothing },
  /**
   * Makes a peer with its transports and a consumer for everything in the room. Consumers of sound flow at once; so do
   * the pictures that a seat that has just come in will show (`tiles` undefined: the node's guess), the rest is paused.
   */
  'peer:open': {
    request: z.object({
      ...peer,
      /** Peers of one site share one link to the internet; one that has a link of its own is a site of its own. */
      siteKey: SiteKey,
      /** Peers in the same physical room, which must not get each other's sound: it would howl. */
      earshotKey: z.optional(Opaque),
      rtpCapabilities: RtpCapabilities,
      /** What it may send; with an empty list it gets no sending transport. The node refuses the rest. */
      maySend: z.array(MediaSource),
      /** Whether it belongs to an adult; only such producers may ever be recorded. */
      adult: z.boolean(),
      receiveLevel: ReceiveLevel,
      /** Whether it plays sound at all; a tablet beside its classroom's kit does not. Absent: yes. */
      hears: z.optional(z.boolean()),
      /**
       * The browser's certificates. With a role other than `server` the browser is the DTLS client, as mediasoup-client
       * makes it; the node then awaits its hello and no further call is needed.
       */
      sendDtls: z.optional(DtlsParameters),
      receiveDtls: z.optional(DtlsParameters),
    }),
    reply: z.object({
      send: z.nullable(TransportInfo),
      receive: TransportInfo,
      consumers: z.array(ControlConsumer),
    }),
  },
  'peer:close': { request: z.object(peer), reply: nothing },
  'transport:connect': {
    request: z.object({ ...peer, transportId: TransportId, dtlsParameters: DtlsParameters }),
    reply: nothing,
  },
  'transport:restart-ice': {
    request: z.object({ ...peer, transportId: TransportId }),
    reply: z.object({ iceParameters: IceParameters }),
  },
  'producer:open': {
    request: z.object({
      ...peer,
      source: MediaSource,
      kind: z.enum(['audio', 'video']),
      rtpParameters: RtpParameters,
      paused: z.boolean(),
    }),
    reply: z.object({ producerId: ProducerId }),
  },
  'producer:close': { request: z.object({ ...peer, source: MediaSource }), reply: nothing },
  'producer:pause': { request: z.object({ ...peer, source: MediaSource }), reply: nothing },
  'producer:resume': { request: z.object({ ...peer, source: MediaSource }), reply: nothing },
  /**
   * From now on writes what adults of the room send, those who come later too; a second order with the same key goes on.
   * Everyone else is left out, whatever is ordered.
   */
  'room:record': {
    request: z.object({
      roomKey: RoomKey,
      /** The folder beneath the node's recordings: a capsule's id, opaque to the node. */
      recordingKey: z.uuid(),
      /** The server's time that is 0 in the recording, and the same instant by the node's steady clock. */
      epoch: Instant,
      zero: z.number(),
    }),
    reply: nothing,
  },
  /** Stops writing. Answers when all bytes are where they outlast a crash. Safe for a room that does not record. */
  'room:stop-recording': {
    request: z.object({ roomKey: RoomKey }),
    reply: z.object({ tracks: z.array(RecordedTrack) }),
  },
  'peer:view': { request: z.object({ ...peer, tiles: z.array(ControlTile) }), reply: nothing },
  'peer:set-receive-level': { request: z.object({ ...peer, level: ReceiveLevel }), reply: nothing },
} as const;
export type ControlCalls = typeof controlCalls;

export const controlEvents = {
  'consumer:added': z.object({ ...peer, consumer: ControlConsumer }),
  'consumer:closed': z.object({ ...peer, consumerId: ConsumerId }),
  'consumer:changed': z.object({ ...peer, consumerId: ConsumerId, producerPaused: z.boolean() }),
  /** Loudest first, dBvo −127…0, twice a second; once with an empty list when it falls silent. */
  'room:speaking': z.object({
    roomKey: RoomKey,
    speakers: z.array(z.object({ peerKey: PeerKey, volume: z.number() })),
  }),
  'peer:level': z.object({ ...peer, chosen: ReceiveLevel, actual: ReceiveLevel, stopSending: z.array(MediaSource) }),
  'room:links': z.object({ roomKey: RoomKey, links: z.array(z.object({ peerKey: PeerKey, link: LinkQuality })) }),
  /** A peer's receiving transport lost or found its network again (ICE as the node sees it). */
  'peer:connection': z.object({ ...peer, connected: z.boolean() }),
  /** A track began, ended, or can't be written (`failure`): a full disk, say. The others go on. */
  'room:recording': z.object({ roomKey: RoomKey, recordingKey: z.uuid(), track: RecordedTrack }),
  /** The room is gone because its worker died; the server opens it anew and tells the seats to come back. */
  'room:lost': z.object({ roomKey: RoomKey }),
} as const;
export type ControlEvents = typeof controlEvents;
