import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { types } from 'mediasoup';
import type { RecordedTrack, Rendition, TrackCodec } from '@pluriclasse/shared/capsule/track';
import type { Log } from '../log.ts';
import type { Stream } from '../Stream.ts';
import type { Tell } from '../tell.ts';
import type { RoomHome } from '../WorkerPool.ts';
import { KeyFrameAsks } from './KeyFrameAsks.ts';
import { mayRecord, renditionsOf } from './mayRecord.ts';
import { PathMeter } from './PathMeter.ts';
import { createPlainTransport, plainCapabilities } from './plainTransport.ts';
import type { RecorderLink, RecorderListener } from './RecorderLink.ts';
import { repairTrack } from './repair.ts';

const TRY_AGAIN = 1_000;
const codecs: Readonly<Record<string, TrackCodec>> = {
  'audio/opus': 'opus',
  'video/vp8': 'vp8',
  'video/vp9': 'vp9',
  'video/av1': 'av1',
  'video/h264': 'h264',
};

/** When a recording is. Zero is one instant, by the server's clock and by this machine's steady one, ms. */
export interface RecordingTime {
  readonly epoch: number;
  readonly zero: number;
}

interface Taken {
  readonly stream: Stream;
  readonly consumer: types.Consumer;
}

/** What a room's adults send, on its way to the recorder: a transport a peer, one or two consumers a stream. */
export class RoomRecording implements RecorderListener {
  readonly key: string;
  readonly #session = randomUUID();
  readonly #time: RecordingTime;
  readonly #home: RoomHome;
  readonly #recorder: RecorderLink;
  readonly #tell: Tell;
  readonly #log: Log;
  readonly #streams = new Set<Stream>();
  readonly #transports = new Map<string, Promise<types.PlainTransport>>();
  /** Each stream's rendition that is taken, or about to be: none is taken twice. */
  readonly #takes = new Set<string>();
  /** By the consumer's id. */
  readonly #taken = new Map<string, Taken>();
  readonly #tracks = new Map<string, RecordedTrack>();
  readonly #asks = new KeyFrameAsks();
  readonly #paths = new PathMeter(this.#streams, (peerKey, roundTrip) => {
    for (const [key, { stream }] of this.#taken)
      if (stream.peerKey === peerKey) this.#recorder.send({ type: 'path', key, roundTrip });
  });
  /** What the recorder was writing when it died is looked for. */
  #losing: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(key: string, time: RecordingTime, home: RoomHome, recorder: RecorderLink, tell: Tell, log: Log) {
    this.key = key;
    this.#time = time;
    this.#home = home;
    this.#recorder = recorder;
    this.#tell = tell;
    this.#log = log;
    recorder.listen(this.#session, this);
  }

  /** Begins to record a stream; only an adult's. Resolves when its packets are on their way, or will be tried again. */
  async add(stream: Stream): Promise<void> {
    if (!mayRecord(stream.tag) || this.#closed || stream.closed || this.#streams.has(stream)) return;
    this.#streams.add(stream);
    stream.onClose(() => this.#leave(stream));
    await this.#take(stream);
    void this.#paths.look();
  }

  /** Resolves with all tracks of this recording when their bytes outlast a crash. Safe twice. */
  async stop(): Promise<RecordedTrack[]> {
    if (!this.#closed) {
      this.#closed = true;
      clearTimeout(this.#again);
      this.#paths.close();
      this.#letGo();
      await this.#losing;
      await this.#recorder.stop(this.#session).catch((error: unknown) => {
        // One that is only slow still writes, and what it writes is found where it lies; of a dead one it was heard.
        this.#log.error({ recording: this.key, err: error }, 'recording not ended in order');
        return this.#losing;
      });
      this.#recorder.forget(this.#session);
    }
    return [...this.#tracks.values()];
  }

  told(track: RecordedTrack): void {
    this.#tracks.set(track.header.trackId, track);
    const { trackId, source, rendition } = track.header;
    const details = { recording: this.key, track: trackId, source, rendition, state: track.state, bytes: track.bytes };
    if (track.state === 'failed') this.#log.error({ ...details, failure: track.failure }, 'track failed');
    else this.#log.info(details, 'track');
    this.#tell('room:recording', { recordingKey: this.key, track });
  }

  wantsKey(key: string, why: 'lost' | 'due'): void {
    const taken = this.#taken.get(key);
    if (taken === undefined) return;
    const { stream, consumer } = taken;
    this.#asks.ask(stream, why, () => {
      if (!consumer.closed && !consumer.paused) this.#do(consumer.requestKeyFrame());
    });
  }

  gone(): void {
    this.#letGo();
    void this.#markLost().then(() => this.#takeAgain());
  }

  async #take(stream: Stream): Promise<void> {
    const layers = stream.producer.type === 'simple' ? 1 : (stream.producer.rtpParameters.encodings?.length ?? 1);
    const renditions = renditionsOf(stream.kind, stream.source, layers);
    await Promise.all(renditions.map((rendition) => this.#takeRendition(stream, rendition, layers)));
  }

  async #takeRendition(stream: Stream, rendition: Rendition, layers: number): Promise<void> {
    const take = `${stream.id} ${rendition}`;
    if (this.#takes.has(take)) return;
    this.#takes.add(take);
    let consumer: types.Consumer | undefined;
    try {
      const transport = await this.#transportOf(stream.peerKey);
      consumer = await transport.consume({
        producerId: stream.id,
        rtpCapabilities: plainCapabilities(this.#home.router),
        paused: true,
        ...(layers > 1 && { preferredLayers: { spatialLayer: rendition === 'small' ? 0 : layers - 1 } }),
      });
      if (consumer.closed) throw new Error('Closed meanwhile');
      consumer.observer.once('close', () => this.#takes.delete(take));
      await this.#record(consumer, transport.id, stream, rendition);
    } catch (error) {
      consumer?.close();
      this.#takes.delete(take);
      if (this.#closed || stream.closed) return;
      this.#log.warn({ recording: this.key, peer: stream.peerKey, err: error }, 'not recorded yet');
      this.#takeAgain();
    }
  }

  async #record(consumer: types.Consumer, inbox: string, stream: Stream, rendition: Rendition): Promise<void> {
    const [codec] = consumer.rtpParameters.codecs;
    const name = codecs[codec?.mimeType.toLowerCase() ?? ''];
    const ssrc = consumer.rtpParameters.encodings?.[0]?.ssrc;
    // Trying again would change nothing.
    if (codec === undefined || name === undefined || ssrc === undefined)
      return this.#log.error({ recording: this.key, codec: codec?.mimeType }, 'a codec that is not recorded');
    this.#taken.set(consumer.id, { stream, consumer });
    consumer.observer.once('close', () => {
      this.#taken.delete(consumer.id);
      this.#recorder.send({ type: 'end-track', key: consumer.id });
    });
    const { peerKey, source } = stream;
    await this.#recorder.record({
      key: consumer.id,
      inbox,
      ssrc,
      codec: name,
      clockRate: codec.clockRate,
      worker: this.#home.worker,
      session: this.#session,
      recordingKey: this.key,
      peerKey,
      source,
      rendition,
      ...this.#time,
    });
    const resume = () => this.#do(consumer.resume());
    if (stream.kind === 'audio') resume();
    else stream.gate.start(resume);
  }

  #transportOf(peerKey: string): Promise<types.PlainTransport> {
    const there = this.#transports.get(peerKey);
    if (there !== undefined) return there;
    const opening = createPlainTransport(this.#home.router, (transport) => this.#openInbox(transport)).catch(
      (error: unknown) => {
        if (this.#transports.get(peerKey) === opening) this.#transports.delete(peerKey);
        throw error;
      },
    );
    this.#transports.set(peerKey, opening);
    return opening;
  }

  #openInbox({ id, tuple, observer }: types.PlainTransport): Promise<number> {
    // Its consumers tell that they are closed before it does.
    observer.once('close', () => this.#recorder.send({ type: 'close-inbox', inbox: id }));
    return this.#recorder.openInbox(id, tuple.localPort);
  }

  /** Nobody sends it any more; a peer that sends nothing needs no transport. */
  #leave(stream: Stream): void {
    this.#streams.delete(stream);
    this.#asks.forget(stream);
    const { peerKey } = stream;
    if (![...this.#streams].some((other) => other.peerKey === peerKey)) this.#closeTransport(peerKey);
  }

  #closeTransport(peerKey: string): void {
    const opening = this.#transports.get(peerKey);
    this.#transports.delete(peerKey);
    opening?.then(
      (transport) => transport.close(),
      () => undefined,
    );
  }

  #letGo(): void {
    this.#asks.clear();
    for (const peerKey of this.#transports.keys()) this.#closeTransport(peerKey);
  }

  /** Takes up, after a rest, what is not taken. */
  #takeAgain(): void {
    if (this.#closed || this.#again !== undefined) return;
    this.#again = setTimeout(() => {
      this.#again = undefined;
      for (const stream of this.#streams) void this.#take(stream);
    }, TRY_AGAIN);
  }

  /** The recorder died: what it was writing is what can be found. */
  #markLost(): Promise<void> {
    this.#losing ??= this.#findLost().finally(() => (this.#losing = undefined));
    return this.#losing;
  }

  async #findLost(): Promise<void> {
    const open = [...this.#tracks.values()].filter(({ state }) => state === 'writing');
    await Promise.all(
      open.map(async (track) => {
        const left = await repairTrack(path.join(this.#recorder.folder, this.key, track.header.trackId)).catch(
          (error: unknown) => {
            this.#log.error({ recording: this.key, err: error }, 'track not repaired');
            return undefined;
          },
        );
        const from = left?.pieces[0]?.from ?? track.from;
        const to = Math.max(from, ...(left?.pieces.slice(-1) ?? []).map((piece) => piece.to));
        this.told({ ...track, state: 'failed', failure: 'lost', from, to, bytes: left?.whole ?? 0 });
      }),
    );
  }

  #do(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!this.#closed) this.#log.warn({ recording: this.key, err: error }, 'consumer failed');
    });
  }
}
