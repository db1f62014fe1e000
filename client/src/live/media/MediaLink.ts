import type { Caller } from '@pluriclasse/shared/calls';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import { TransportId, type ConsumerId } from '@pluriclasse/shared/ids';
import type { JoinReply } from '@pluriclasse/shared/signalling/lesson';
import type { ConsumerInfo, IceServer, TransportInfo } from '@pluriclasse/shared/signalling/media';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import type { Device, types } from 'mediasoup-client';
import { Store, type Readable } from '../Store.ts';
import type { Certificate } from './certificate.ts';
import { layersFor, musicOptions, voiceOptions } from './encodings.ts';
import { IceKeeper } from './IceKeeper.ts';
import { streamKey, type RemoteStreams } from './RemoteStreams.ts';

export interface MediaLinkOptions {
  device: Device;
  call: Caller<SignallingCalls>;
  media: Extract<JoinReply, { status: 'joined' }>['media'];
  iceServers: readonly IceServer[];
  certificate: Certificate | undefined;
  remote: RemoteStreams;
  /** Whether the signalling link is open. */
  canCall: () => boolean;
  /** Restarting ICE was not enough: one has to join anew. */
  onLost: () => void;
}

/** Milliseconds that the page waits for offer and answer before it is drawn. */
const patience = 150;

/** Both transports of one join. A new join makes a new one; what is captured and what is shown live on beside it. */
export class MediaLink {
  readonly #options: MediaLinkOptions;
  readonly #send: types.Transport | undefined;
  readonly #receive: types.Transport;
  readonly #producers = new Map<MediaSource, types.Producer>();
  readonly #consumers = new Map<ConsumerId, types.Consumer>();
  readonly #gone = new Set<ConsumerId>();
  readonly #keepers: { keeper: IceKeeper; transport: types.Transport }[] = [];
  readonly #making = new Set<ConsumerId>();
  readonly #connected = new Store(false);
  #closed = false;
  /** Settles when offer and answer for what is received are made, or take too long to wait for. */
  readonly negotiated: Promise<unknown>;

  constructor(options: MediaLinkOptions) {
    this.#options = options;
    const { device, media } = options;
    this.#receive = this.#prepare(device.createRecvTransport(this.#transportOptions(media.receive)));
    // The batch is one offer and one answer, under way before anything is sent.
    options.remote.keepOnly(new Set(media.consumers.map(({ seatId, source }) => streamKey(seatId, source))));
    const consumed = media.consumers.map((info) => this.consume(info).catch(() => undefined));
    this.negotiated = Promise.race([Promise.all(consumed), new Promise((resolve) => setTimeout(resolve, patience))]);
    this.#send = media.send ? this.#prepare(device.createSendTransport(this.#transportOptions(media.send))) : undefined;
    this.#send?.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const { source, paused } = appData as { source: MediaSource; paused: boolean }; // given by `send` below
      options
        .call('media:produce', { source, kind, rtpParameters: { ...rtpParameters }, paused })
        .then(({ producerId }) => done({ id: producerId }), failed);
    });
  }

  /** Whether what is received has its way. */
  get connected(): Readable<boolean> {
    return this.#connected;
  }

  async consume(info: ConsumerInfo): Promise<void> {
    const { consumerId: id, producerId, kind, rtpParameters, seatId, source } = info;
    // mediasoup at the node made these parameters for this device.
    const parameters = rtpParameters as types.RtpParameters;
    // Sound and picture of one seat are kept in step, its screen apart from them.
    const streamId = source === 'microphone' || source === 'camera' ? seatId : `${seatId}-${source}`;
    this.#making.add(id);
    const consumer = await this.#receive
      .consume({ id, producerId, kind, rtpParameters: parameters, streamId })
      .finally(() => this.#making.delete(id));
    if (this.#closed || this.#gone.delete(info.consumerId)) return consumer.close();
    this.#consumers.set(info.consumerId, consumer);
    this.#options.remote.put(info.consumerId, seatId, source, consumer.track);
  }

  closeConsumer(consumerId: ConsumerId): void {
    const consumer = this.#consumers.get(consumerId);
    if (this.#making.has(consumerId)) this.#gone.add(consumerId);
    this.#consumers.delete(consumerId);
    consumer?.close();
    this.#options.remote.remove(consumerId);
  }

  /** Whether its transports may still find their way. */
  get usable(): boolean {
    return !this.#closed && this.#keepers.every(({ keeper }) => !keeper.done);
  }

  /** After the signalling link was lost: these are all there is to receive now; lost ways are restarted. */
  resume(consumers: readonly ConsumerInfo[]): void {
    const now = new Set(consumers.map(({ consumerId }) => consumerId));
    for (const id of [...this.#consumers.keys(), ...this.#making]) if (!now.has(id)) this.closeConsumer(id);
    for (const info of consumers) {
      if (this.#consumers.has(info.consumerId) || this.#making.has(info.consumerId)) continue;
      void this.consume(info).catch(() => undefined);
    }
    for (const { keeper, transport } of this.#keepers) keeper.resume(transport.connectionState);
  }

  /** Sends a track, or puts it in the place of the one that this source sends. */
  async send(source: MediaSource, track: MediaStreamTrack, paused: boolean): Promise<void> {
    const running = this.#producers.get(source);
    if (running && !running.closed) return running.replaceTrack({ track });
    const { device } = this.#options;
    if (!this.#send || !device.canProduce(track.kind as types.MediaKind)) return; // a track's kind is one of these two
    const vp8 = device.sendRtpCapabilities.codecs?.find(({ mimeType }) => mimeType.toLowerCase() === 'video/vp8');
    const video = {
      encodings: layersFor(source, track.getSettings().height ?? 720),
      ...(vp8 && { codec: vp8 }),
      codecOptions: { videoGoogleStartBitrate: 800 },
    };
    const audio = { codecOptions: source === 'screen-audio' ? musicOptions : voiceOptions };
    const producer = await this.#send.produce({
      track,
      stopTracks: false,
      // The track is the person's own: muting happens there, whether or not it is sent.
      disableTrackOnPause: false,
      zeroRtpOnPause: track.kind === 'video',
      ...(track.kind === 'video' ? video : audio),
      appData: { source, paused },
    });
    if (this.#closed) return producer.close();
    if (paused) producer.pause();
    this.#producers.set(source, producer);
  }

  sends(source: MediaSource): boolean {
    return this.#producers.has(source);
  }

  stop(source: MediaSource): void {
    this.#producers.get(source)?.close();
    this.#producers.delete(source);
  }

  setPaused(source: MediaSource, paused: boolean): void {
    const producer = this.#producers.get(source);
    if (paused) producer?.pause();
    else producer?.resume();
  }

  stats(): Promise<RTCStatsReport> {
    return this.#receive.getStats();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { keeper } of this.#keepers) keeper.close();
    this.#receive.close();
    this.#send?.close();
    this.#connected.set(false);
  }

  #transportOptions(info: TransportInfo): types.TransportOptions {
    const { transportId, iceParameters, iceCandidates, dtlsParameters } = info;
    const { certificate, iceServers } = this.#options;
    // mediasoup's own words, checked for their outer shape at the door.
    const raw = { iceParameters, iceCandidates, dtlsParameters } as unknown as Pick<
      types.TransportOptions,
      'iceParameters' | 'iceCandidates' | 'dtlsParameters'
    >;
    const servers = iceServers.map(({ urls, username, credential }) => ({
      urls,
      ...(username !== undefined && { username }),
      ...(credential !== undefined && { credential }),
    }));
    return {
      id: transportId,
      ...raw,
      iceServers: servers,
      ...(certificate && { additionalSettings: certificate.settings }),
    };
  }

  #prepare(transport: types.Transport): types.Transport {
    const { call, certificate, canCall, onLost } = this.#options;
    const transportId = TransportId.parse(transport.id);
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      // The join has told the node already.
      if (certificate?.dtls) return done();
      call('media:connect', { transportId, dtlsParameters }).then(() => done(), failed);
    });
    const keeper = new IceKeeper({
      restart: async () => {
        const { iceParameters } = await call('media:restart-ice', { transportId });
        await transport.restartIce({ iceParameters: { ...iceParameters, iceLite: iceParameters.iceLite ?? true } });
      },
      canRestart: canCall,
      onLost,
    });
    this.#keepers.push({ keeper, transport });
    transport.on('connectionstatechange', (state) => {
      keeper.handle(state);
      if (transport.direction === 'recv') this.#connected.set(state === 'connected');
    });
    return transport;
  }
}
