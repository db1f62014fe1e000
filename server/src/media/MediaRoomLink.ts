import type { Event, ReplyData, RequestInput } from '@pluriclasse/shared/calls';
import type { ControlCalls, ControlEvents } from '@pluriclasse/shared/control/control';

/** What a control call takes, without the room, which the link knows. */
type Order<N extends keyof ControlCalls> = Omit<RequestInput<ControlCalls, N>, 'roomKey'>;
/** What a control event tells, without the room. */
type Fact<N extends keyof ControlEvents> = Omit<Event<ControlEvents, N>, 'roomKey'>;

/** What a live lesson hears of its media room. Methods are called one at a time and in order; they must not throw. */
export interface RoomListener {
  /** A peer may receive one stream more; what was there when it came in is in the reply to `openPeer`. */
  consumerAdded(fact: Fact<'consumer:added'>): void;
  consumerClosed(fact: Fact<'consumer:closed'>): void;
  /** Its sender paused or resumed. */
  consumerChanged(fact: Fact<'consumer:changed'>): void;
  /** Who is heard, loudest first, in dBvo (−127…0), twice a second; once with an empty list at silence. */
  speaking(fact: Fact<'room:speaking'>): void;
  /** The receive level a peer chose and the one its link allows, and what it is asked to stop sending. */
  levelChanged(fact: Fact<'peer:level'>): void;
  /** Peers whose link quality changed. */
  linksChanged(fact: Fact<'room:links'>): void;
  /** A peer's media lost or found its network. */
  connectionChanged(fact: Fact<'peer:connection'>): void;
  /** A track that is recorded began, ended, or can't be written. */
  recording(fact: Fact<'room:recording'>): void;
  /**
   * The room is gone with all its peers: its worker died, or its node did or can't be reached. The link is closed;
   * open the room anew (perhaps at another node) and let the seats come back. Nothing is called after this.
   * @param goneFor milliseconds since it was last known to be there
   */
  lost(goneFor: number): void;
}

/**
 * One live lesson's media room, wherever it is. Every method rejects with an AppError: `not_found` for a room or peer
 * that is not there (any more), `forbidden` for what a peer may not send, `bad_request` for parameters that mediasoup
 * refuses, `unavailable` when the node doesn't answer.
 */
export interface MediaRoomLink {
  readonly roomKey: string;
  readonly closed: boolean;
  openPeer(order: Order<'peer:open'>): Promise<ReplyData<ControlCalls, 'peer:open'>>;
  /** Safe to call for a peer that is gone. */
  closePeer(order: Order<'peer:close'>): Promise<void>;
  connect(order: Order<'transport:connect'>): Promise<void>;
  restartIce(order: Order<'transport:restart-ice'>): Promise<ReplyData<ControlCalls, 'transport:restart-ice'>>;
  /** One producer per peer and source: a second one takes the place of the first. */
  openProducer(order: Order<'producer:open'>): Promise<ReplyData<ControlCalls, 'producer:open'>>;
  closeProducer(order: Order<'producer:close'>): Promise<void>;
  pauseProducer(order: Order<'producer:pause'>): Promise<void>;
  resumeProducer(order: Order<'producer:resume'>): Promise<void>;
  setView(order: Order<'peer:view'>): Promise<void>;
  setReceiveLevel(order: Order<'peer:set-receive-level'>): Promise<void>;
  /**
   * Writes what adults send from now on. A second order with the same key goes on. Rejects where nothing can be kept.
   * @param order `epoch`: the server's time that is 0 in the recording; `now`: its time at the call
   */
  record(order: Omit<Order<'room:record'>, 'zero'> & { readonly now: number }): Promise<void>;
  /** Resolves when all that was recorded is where it outlasts a crash. Safe for a room that doesn't record, or is gone. */
  stopRecording(): Promise<void>;
  /** Closes the room and all its peers. Safe twice, and after `lost`. The listener hears nothing more. */
  close(): Promise<void>;
}

/** What a live lesson needs of all sfu nodes together; `SfuPool` is it. */
export interface MediaRooms {
  /** The router's RTP capabilities, the same at every node. Throws `unavailable` while no node was ever reached. */
  offer(): ReplyData<ControlCalls, 'node:read'>['routerRtpCapabilities'];
  /** Opens a room at the node with the least load. Rejects with `unavailable` when there is none. */
  openRoom(roomKey: string, listener: RoomListener): Promise<MediaRoomLink>;
}
