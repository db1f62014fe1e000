import type { types } from 'mediasoup';
import type { ReplyData, Request } from '@pluriclasse/shared/calls';
import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import type { ControlCalls } from '@pluriclasse/shared/control/control';
import { AppError } from '@pluriclasse/shared/errors';
import { LinkMonitor } from './LinkMonitor.ts';
import { MediaPeer, type PeerListener, type PeerOrder } from './MediaPeer.ts';
import type { Log } from './log.ts';
import type { RecorderLink } from './recorder/RecorderLink.ts';
import { RoomRecording } from './recorder/RoomRecording.ts';
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
  readonly #recorder: RecorderLink;
  #recording: RoomRecording | undefined;
  /** Orders to stop so far: who waits to begin sees that it was overtaken. */
  #stops = 0;
  #closed = false;

  private constructor(
    key: string,
    home: RoomHome,
    levels: types.AudioLevelObserver,
    recorder: RecorderLink,
    tell: Tell,
    log: Log,
  ) {
    this.key = key;
    this.#recorder = recorder;
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
  static async create(
    key: string,
    home: RoomHome,
    recorder: RecorderLink,
    tell: Tell,
    onLost: () => void,
    log: Log,
  ): Promise<MediaRoom> {
    const levels = await home.router
      .createAudioLevelObserver({ maxEntries: SPEAKERS, threshold: LEVEL_THRESHOLD, interval: LEVEL_INTERVAL })
      .catch((error: unknown) => {
        home.router.close();
        throw new AppError('unavailable', 'The media worker died', { cause: error });
      });
    const room = new MediaRoom(key, home, levels, recorder, tell, log);
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
    void this.#recording?.add(stream);
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

  /**
   * From now on writes what adults send. Resolves when what they send now is on its way; rejects with `unavailable`, and
   * with `conflict` when it was told to stop before it could begin: the recorder may take its time to start, and whoever
   * gave up meanwhile believes that nothing is written.
   */
  async record({ recordingKey, epoch, zero }: Request<ControlCalls, 'room:record'>): Promise<void> {
    const stops = this.#stops;
    await this.#recorder.start();
    while (this.#recording !== undefined && this.#recording.key !== recordingKey) await this.#endRecording();
    if (this.#closed) throw new AppError('not_found', 'The room was closed');
    if (stops !== this.#stops) throw new AppError('conflict', 'The recording was stopped before it began');
    this.#recording ??= new RoomRecording(
      recordingKey,
      { epoch, zero },
      this.#home,
      this.#recorder,
      this.#tell,
      this.#log,
    );
    const recording = this.#recording;
    await Promise.all(this.#streams().map((stream) => recording.add(stream)));
  }

  /** Resolves with all tracks when their bytes outlast a crash; with none for a room that does not record. */
  stopRecording(): Promise<RecordedTrack[]> {
    this.#stops += 1;
    return this.#endRecording();
  }

  async #endRecording(): Promise<RecordedTrack[]> {
    const recording = this.#recording;
    this.#recording = undefined;
    return (await recording?.stop()) ?? [];
  }

  /** Safe twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    void this.stopRecording();
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
