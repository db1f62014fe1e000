import type { types } from 'mediasoup';
import type { Request } from '@pluriclasse/shared/calls';
import type { ControlCalls } from '@pluriclasse/shared/control/control';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import { KEY_FRAME_REQUEST_DELAY, KeyFrameGate } from './KeyFrameGate.ts';

/** Kept with the producer itself, so that whoever holds one knows whose it is and whether it may be recorded. */
export type StreamTag = {
  peerKey: string;
  source: MediaSource;
  /** Only such a producer may ever get a recorder; the server decided it. */
  adult: boolean;
  earshotKey: string | undefined;
};

type ProducerOrder = Pick<Request<ControlCalls, 'producer:open'>, 'source' | 'kind' | 'rtpParameters' | 'paused'>;

const kindOf: Readonly<Record<MediaSource, types.MediaKind>> = {
  microphone: 'audio',
  'screen-audio': 'audio',
  camera: 'video',
  document: 'video',
  screen: 'video',
};
const MAX_ENCODINGS = 3;
const MAX_CODECS = 4;

/** Throws `forbidden` for a source that the peer may not send, `bad_request` for a kind that doesn't fit it. */
export function checkProducer(order: ProducerOrder, maySend: readonly MediaSource[]): void {
  if (!maySend.includes(order.source)) throw new AppError('forbidden', `The peer may not send ${order.source}`);
  if (kindOf[order.source] !== order.kind) throw new AppError('bad_request', `${order.source} is not ${order.kind}`);
  const { encodings, codecs } = order.rtpParameters;
  if (Array.isArray(encodings) && encodings.length > MAX_ENCODINGS)
    throw new AppError('bad_request', 'Too many encodings');
  if (Array.isArray(codecs) && codecs.length > MAX_CODECS) throw new AppError('bad_request', 'Too many codecs');
}

/** What a peer sends of one source: a producer and the gate to its key frames. */
export class Stream {
  readonly producer: types.Producer<StreamTag>;
  readonly gate = new KeyFrameGate();

  private constructor(producer: types.Producer<StreamTag>) {
    this.producer = producer;
    producer.observer.once('close', () => this.gate.close());
    producer.on('trace', ({ type }) => {
      if (type === 'keyframe') this.gate.onKeyFrame();
      else this.gate.onRequest();
    });
  }

  /** Rejects with `bad_request` when mediasoup refuses the parameters. */
  static async create(transport: types.Transport, order: ProducerOrder, tag: StreamTag): Promise<Stream> {
    const producer = await transport
      .produce<StreamTag>({
        kind: order.kind,
        // The wire's schema checks size; mediasoup checks the content and throws.
        rtpParameters: order.rtpParameters as types.RtpParameters,
        paused: order.paused,
        keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY,
        appData: tag,
      })
      .catch((error: unknown) => {
        if (transport.closed) throw new AppError('not_found', 'The peer was closed');
        throw new AppError('bad_request', 'RTP parameters that mediasoup refuses', { cause: error });
      });
    const stream = new Stream(producer);
    if (order.kind === 'video') await producer.enableTraceEvent(['pli', 'fir', 'keyframe']).catch(() => undefined);
    return stream;
  }

  get id(): string {
    return this.producer.id;
  }

  get kind(): types.MediaKind {
    return this.producer.kind;
  }

  get tag(): StreamTag {
    return this.producer.appData;
  }

  get source(): MediaSource {
    return this.tag.source;
  }

  get peerKey(): string {
    return this.tag.peerKey;
  }

  get closed(): boolean {
    return this.producer.closed;
  }

  onClose(run: () => void): void {
    this.producer.observer.once('close', run);
  }

  async pause(): Promise<void> {
    await this.#still(this.producer.pause());
  }

  async resume(): Promise<void> {
    await this.#still(this.producer.resume());
  }

  /** Closes every consumer of it too. Safe twice. */
  close(): void {
    this.producer.close();
  }

  async #still(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => {
      if (this.closed) throw new AppError('not_found', 'The stream was closed');
      throw error;
    });
  }
}
