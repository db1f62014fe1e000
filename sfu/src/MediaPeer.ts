import { errors, ortc, type types } from 'mediasoup';
import type { Request } from '@pluriclasse/shared/calls';
import type { ControlCalls, ControlConsumer, ControlTile } from '@pluriclasse/shared/control/control';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { DtlsParameters, TransportInfo } from '@pluriclasse/shared/signalling/media';
import type { ReceiveLevel } from '@pluriclasse/shared/signalling/state';
import { describeConsumer, type Received } from './consumers.ts';
import type { LinkSample } from './linkQuality.ts';
import { FIRST_LAYERS, Picture } from './Picture.ts';
import { Stream, checkProducer, type StreamTag } from './Stream.ts';
import { connectTransport, createTransport, describeTransport } from './transports.ts';
import type { RoomHome } from './WorkerPool.ts';

export type PeerOrder = Request<ControlCalls, 'peer:open'>;
type ProducerOrder = Request<ControlCalls, 'producer:open'>;

/** What a peer tells its room. */
export interface PeerListener {
  /** Only what is added after `open` has resolved; what was there before is in `received`. */
  consumerAdded(peer: MediaPeer, consumer: ControlConsumer): void;
  consumerClosed(peer: MediaPeer, consumerId: ControlConsumer['consumerId']): void;
  consumerChanged(peer: MediaPeer, consumerId: ControlConsumer['consumerId'], producerPaused: boolean): void;
  connectionChanged(peer: MediaPeer, connected: boolean): void;
  failed(peer: MediaPeer, error: unknown): void;
}

/** One connected device at the node: what it sends, what it receives, and the transports for both. */
export class MediaPeer {
  readonly key: string;
  readonly order: PeerOrder;
  readonly streams = new Map<MediaSource, Stream>();
  /** By the producer's id. */
  readonly #received = new Map<string, Received>();
  /** Producers whose consumer is being made. */
  readonly #consuming = new Set<string>();
  readonly #listener: PeerListener;
  #state: 'opening' | 'open' | 'closed' = 'opening';
  #send: types.WebRtcTransport | undefined;
  #receive: types.WebRtcTransport | undefined;
  /** DTLS of the receiving transport is done: packets can flow. */
  #connected = false;
  /** ICE lost the receiving transport's network. */
  #lost = false;
  /** The level that the person chose. */
  chosen: ReceiveLevel;
  /** What its receiving transport can take, bit/s; undefined while nothing shows that this is little. */
  estimate: number | undefined;
  /** What the worker believes that it can take, bit/s. */
  room = 0;
  /** What it is to receive now at the least, bit/s; 0 without pictures. */
  least = 0;
  /** Whether so much is lost on each way that sound suffers. */
  losing: { readonly down: boolean; readonly up: boolean } = { down: false, up: false };
  link: LinkSample = { lossDown: 0, lossUp: 0, roundTrip: undefined, connected: true };
  /** Undefined until the seat says what it shows. */
  tiles: readonly ControlTile[] | undefined;

  /** Makes no transports yet, so that the room knows the peer before the first await; see `open`. */
  constructor(order: PeerOrder, listener: PeerListener) {
    this.key = order.peerKey;
    this.order = order;
    this.chosen = order.receiveLevel;
    this.#listener = listener;
    try {
      ortc.validateAndNormalizeRtpCapabilities(this.#capabilities);
    } catch (error) {
      throw new AppError('bad_request', 'RTP capabilities that mediasoup refuses', { cause: error });
    }
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  /** Whether packets reach it now, as far as ICE knows. */
  get connected(): boolean {
    return this.#connected && !this.#lost;
  }

  get receiving(): types.WebRtcTransport | undefined {
    return this.#receive;
  }

  get sending(): types.WebRtcTransport | undefined {
    return this.#send;
  }

  get received(): readonly Received[] {
    return [...this.#received.values()];
  }

  /**
   * Makes both transports and a consumer for each stream, all at once. Rejects with `not_found` when the peer was
   * closed meanwhile.
   * @param streams what the room has, asked when the receiving transport stands
   */
  async open(
    home: RoomHome,
    streams: () => readonly Stream[],
  ): Promise<{ send: TransportInfo | null; receive: TransportInfo }> {
    const { maySend, sendDtls, receiveDtls } = this.order;
    const [receive, send] = await Promise.all([
      createTransport(home, 'receive', receiveDtls).then(async ({ transport, connected }) => {
        this.#receive = this.#keep(transport);
        this.#watch(transport);
        await Promise.all([connected, ...streams().map((stream) => this.receive(stream))]);
        return transport;
      }),
      maySend.length === 0
        ? null
        : createTransport(home, 'send', sendDtls).then(async ({ transport, connected }) => {
            this.#send = this.#keep(transport);
            await connected;
            return transport;
          }),
    ]);
    this.#check();
    this.#state = 'open';
    return { send: send && describeTransport(send), receive: describeTransport(receive) };
  }

  /** Begins to receive a stream, sound at once, a picture when the room's policy shows it. Does nothing when it can't. */
  async receive(stream: Stream): Promise<void> {
    const transport = this.#receive;
    if (transport === undefined || this.closed || this.#consuming.has(stream.id) || !this.#wants(stream)) return;
    this.#consuming.add(stream.id);
    const consumer = await transport
      .consume({
        producerId: stream.id,
        rtpCapabilities: this.#capabilities,
        paused: stream.kind === 'video',
        ...(stream.kind === 'video' && { preferredLayers: FIRST_LAYERS }),
        enableRtx: true,
      })
      .catch((error: unknown) => {
        // One that only tries its way has no codecs.
        const gone = stream.closed || transport.closed || error instanceof errors.UnsupportedError;
        if (!gone) this.#listener.failed(this, error);
      });
    if (consumer === undefined || this.closed || stream.closed) return consumer?.close();
    const picture =
      consumer.kind === 'video'
        ? new Picture(consumer, stream.gate, this.#connected, (error) => this.#listener.failed(this, error))
        : undefined;
    const received: Received = { stream, consumer, picture };
    this.#received.set(stream.id, received);
    const { consumerId } = describeConsumer(received);
    consumer.once('producerclose', () => {
      picture?.close();
      this.#received.delete(stream.id);
      this.#consuming.delete(stream.id);
      this.#tell(() => this.#listener.consumerClosed(this, consumerId));
    });
    consumer.on('producerpause', () => this.#tell(() => this.#listener.consumerChanged(this, consumerId, true)));
    consumer.on('producerresume', () => this.#tell(() => this.#listener.consumerChanged(this, consumerId, false)));
    this.#tell(() => this.#listener.consumerAdded(this, describeConsumer(received)));
  }

  /** Sends a stream; one of the same source gives way. Rejects with `forbidden`, `bad_request` or `not_found`. */
  async send(order: ProducerOrder): Promise<Stream> {
    checkProducer(order, this.order.maySend);
    const transport = this.#send;
    if (transport === undefined) throw new AppError('not_found', 'The peer has no sending transport');
    this.streams.get(order.source)?.close();
    const { adult, earshotKey } = this.order;
    const tag: StreamTag = { peerKey: this.key, source: order.source, adult, earshotKey };
    const stream = await Stream.create(transport, order, tag);
    if (this.closed) stream.close();
    this.#check();
    this.streams.get(order.source)?.close(); // two at once: the later one stays
    this.streams.set(order.source, stream);
    stream.onClose(() => {
      if (this.streams.get(order.source) === stream) this.streams.delete(order.source);
    });
    return stream;
  }

  describeReceived(): ControlConsumer[] {
    return [...this.#received.values()].map(describeConsumer);
  }

  /** Throws `not_found`. */
  getStream(source: MediaSource): Stream {
    const stream = this.streams.get(source);
    if (stream === undefined) throw new AppError('not_found', `The peer sends no ${source}`);
    return stream;
  }

  async connect(transportId: string, dtls: DtlsParameters): Promise<void> {
    await connectTransport(this.#getTransport(transportId), dtls).catch((error: unknown) => {
      this.#check();
      throw new AppError('conflict', 'The transport is connected already', { cause: error });
    });
  }

  async restartIce(transportId: string): Promise<types.IceParameters> {
    const iceParameters = await this.#getTransport(transportId).restartIce();
    this.#check();
    return iceParameters;
  }

  /** Closes what it sends, then its transports. Safe twice. */
  close(): void {
    if (this.closed) return;
    this.#state = 'closed';
    for (const stream of this.streams.values()) stream.close();
    for (const { picture } of this.#received.values()) picture?.close();
    this.#received.clear();
    this.#send?.close();
    this.#receive?.close();
  }

  get #capabilities(): types.RtpCapabilities {
    // The wire's schema checks size; mediasoup checks the content and throws.
    return this.order.rtpCapabilities as types.RtpCapabilities;
  }

  #wants(stream: Stream): boolean {
    if (stream.peerKey === this.key) return false;
    if (stream.kind === 'video') return true;
    return (
      this.order.hears !== false &&
      (stream.tag.earshotKey === undefined || stream.tag.earshotKey !== this.order.earshotKey)
    );
  }

  #watch(transport: types.WebRtcTransport): void {
    transport.on('dtlsstatechange', (state) => {
      if (state !== 'connected' || this.closed) return;
      this.#connected = true;
      for (const { picture } of this.#received.values()) picture?.onConnected();
    });
    transport.on('icestatechange', (state) => {
      const loses = state === 'disconnected';
      if (loses === this.#lost || this.closed || state === 'closed') return;
      this.#lost = loses;
      this.#listener.connectionChanged(this, !loses);
    });
  }

  /** A transport made for a peer that was closed meanwhile goes at once. */
  #keep(transport: types.WebRtcTransport): types.WebRtcTransport {
    if (this.closed) transport.close();
    this.#check();
    return transport;
  }

  #check(): void {
    if (this.closed) throw new AppError('not_found', 'The peer was closed');
  }

  /** Before the reply to `open` has left, there is nobody who would understand an event. */
  #tell(tell: () => void): void {
    if (this.#state === 'open') tell();
  }

  #getTransport(transportId: string): types.WebRtcTransport {
    const transport = [this.#send, this.#receive].find((candidate) => candidate?.id === transportId);
    if (transport === undefined) throw new AppError('not_found', 'No such transport');
    return transport;
  }
}
