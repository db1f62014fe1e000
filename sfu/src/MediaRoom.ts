import type { types } from 'mediasoup';
import type { ReplyData, Request } from '@pluriclasse/shared/calls';
import type { ControlCalls } from '@pluriclasse/shared/control/control';
import { AppError } from '@pluriclasse/shared/errors';
import { LinkMonitor } from './LinkMonitor.ts';
import { MediaPeer, type PeerListener, type PeerOrder } from './MediaPeer.ts';
import type { Log } from './log.ts';
import { ReceivePlan } from './ReceivePlan.ts';
import type { Stream, StreamTag } from './Stream.ts';
import type { Tell } from './tell.ts';
import type { RoomHome } from './WorkerPool.ts';

const LEVEL_INTERVAL = 450;
/** A quiet voice a few metres from a classroom's microphone; steady noise of the room is below. */
const LEVEL_THRESHOLD = -60;
const SPEAKERS = 8;

/** One live lesson's media: its peers, and who is heard. Every order of the control link is a method. */
export class MediaRoom {
  readonly key: string;
  readonly #home: RoomHome;
  readonly #levels: types.AudioLevelObserver;
  readonly #peers = new Map<string, MediaPeer>();
  readonly #plan: ReceivePlan;
  readonly #monitor: LinkMonitor;
  readonly #tell: Tell;
  readonly #log: Log;
  #closed = false;

  private constructor(key: string, home: RoomHome, levels: types.AudioLevelObserver, tell: Tell, log: Log) {
    this.key = key;
    this.#home = home;
    this.#levels = levels;
    this.#tell = tell;
    this.#log = log;
    this.#plan = new ReceivePlan(this.#peers, tell);
    this.#monitor = new LinkMonitor(this.#peers, {
      measured: () => this.#plan.apply(),
      changed: (links) => tell('room:links', { links }),
    });
    levels.on('volumes', (volumes) => this.#handleVolumes(volumes));
    levels.on('silence', () => this.#tell('room:speaking', { speakers: [] }));
  }

  /** @param onLost called once when the room's worker died; the room is closed then. */
  static async create(key: string, home: RoomHome, tell: Tell, onLost: () => void, log: Log): Promise<MediaRoom> {
    const levels = await home.router
      .createAudioLevelObserver({ maxEntries: SPEAKERS, threshold: LEVEL_THRESHOLD, interval: LEVEL_INTERVAL })
      .catch((error: unknown) => {
        home.router.close();
        throw new AppError('unavailable', 'The media worker died', { cause: error });
      });
    const room = new MediaRoom(key, home, levels, tell, log);
    home.router.once('workerclose', () => {
      if (room.#closed) return;
      room.close();
      onLost();
    });
    return room;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get peers(): ReadonlyMap<string, MediaPeer> {
    return this.#peers;
  }

  async openPeer(order: PeerOrder): Promise<ReplyData<ControlCalls, 'peer:open'>> {
    this.closePeer(order.peerKey);
    const peer = new MediaPeer(order, this.#peerListener);
    this.#peers.set(peer.key, peer);
    try {
      const transports = await peer.open(this.#home, () => this.#streams());
      this.#plan.applyTo(peer);
      const consumers = peer.describeReceived();
      this.#log.info({ room: this.key, peer: peer.key, consumers: consumers.length }, 'peer opened');
      return { ...transports, consumers };
    } catch (error) {
      if (this.#peers.get(peer.key) === peer) this.#peers.delete(peer.key);
      const gone = peer.closed || this.#closed;
      peer.close();
      if (gone) throw new AppError('not_found', 'The peer was closed');
      if (error instanceof AppError) throw error;
      throw new AppError('bad_request', 'Parameters that mediasoup refuses', { cause: error });
    }
  }

  /** Safe for a peer that is not there. */
  closePeer(peerKey: string): void {
    const peer = this.#peers.get(peerKey);
    if (peer === undefined) return;
    this.#peers.delete(peerKey);
    peer.close();
    this.#plan.applyTo(peer);
    this.#log.info({ room: this.key, peer: peerKey }, 'peer closed');
  }

  /** Throws `not_found`. */
  getPeer(peerKey: string): MediaPeer {
    const peer = this.#peers.get(peerKey);
    if (peer === undefined) throw new AppError('not_found', 'No such peer');
    return peer;
  }

  /** Opens a producer and gives every other peer a consumer of it. Resolves when the sender may send. */
  async openProducer(order: Request<ControlCalls, 'producer:open'>): Promise<Stream> {
    const peer = this.getPeer(order.peerKey);
    const stream = await peer.send(order);
    if (stream.source === 'microphone') {
      this.#levels.addProducer({ producerId: stream.id }).catch((error: unknown) => {
        if (!stream.closed) this.#log.warn({ room: this.key, err: error }, 'sound level not observed');
      });
    }
    void Promise.all([...this.#peers.values()].map((other) => other.receive(stream))).then(() => this.#plan.apply());
    return stream;
  }

  /** Safe for a stream that is not there. Throws `not_found` for an unknown peer. */
  closeProducer({ peerKey, source }: Request<ControlCalls, 'producer:close'>): void {
    this.getPeer(peerKey).streams.get(source)?.close();
    this.#plan.apply();
  }

  setView({ peerKey, tiles }: Request<ControlCalls, 'peer:view'>): void {
    const peer = this.getPeer(peerKey);
    peer.tiles = tiles;
    this.#plan.applyTo(peer);
  }

  setReceiveLevel({ peerKey, level }: Request<ControlCalls, 'peer:set-receive-level'>): void {
    const peer = this.getPeer(peerKey);
    peer.chosen = level;
    this.#plan.tryAgain(peer);
    this.#monitor.trust(peer);
  }

  /** Safe twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#monitor.close();
    this.#plan.close();
    for (const peer of this.#peers.values()) peer.close();
    this.#peers.clear();
    this.#levels.close();
    this.#home.router.close();
  }

  #streams(): readonly Stream[] {
    return [...this.#peers.values()].flatMap((peer) => [...peer.streams.values()]);
  }

  #handleVolumes(volumes: types.AudioLevelObserverVolume[]): void {
    const speakers = volumes.map(({ producer, volume }) => {
      const { peerKey } = producer.appData as StreamTag; // only streams are observed, and each carries its tag
      return { peerKey, volume };
    });
    this.#tell('room:speaking', { speakers });
  }

  readonly #peerListener: PeerListener = {
    consumerAdded: (peer, consumer) => this.#tell('consumer:added', { peerKey: peer.key, consumer }),
    consumerClosed: (peer, consumerId) => this.#tell('consumer:closed', { peerKey: peer.key, consumerId }),
    consumerChanged: (peer, consumerId, producerPaused) =>
      this.#tell('consumer:changed', { peerKey: peer.key, consumerId, producerPaused }),
    connectionChanged: (peer, connected) => this.#tell('peer:connection', { peerKey: peer.key, connected }),
    failed: (peer, error) => {
      if (!peer.closed) this.#log.warn({ room: this.key, peer: peer.key, err: error }, 'consumer failed');
    },
  };
}
