import { createCaller, listenEvents, type Caller } from '@pluriclasse/shared/calls';
import type { JoinReply } from '@pluriclasse/shared/signalling/lesson';
import type { ConsumerInfo } from '@pluriclasse/shared/signalling/media';
import {
  protocolVersion,
  signallingCalls,
  signallingEvents,
  signallingPath,
  type SignallingCalls,
} from '@pluriclasse/shared/signalling/protocol';
import wrtc from '@roamhq/wrtc';
import { Device, type types } from 'mediasoup-client';
import { io, type Socket } from 'socket.io-client';
import type { BotIdentity, BotJoin } from './messages.ts';

Object.assign(globalThis, wrtc);

type Joined = Extract<JoinReply, { status: 'joined' }>;

/** A seat without a screen: it joins as a browser does, over the real signalling, and decodes what it receives. */
export class SeatBot {
  readonly #identity: BotIdentity;
  readonly #socket: Socket;
  readonly #call: Caller<SignallingCalls>;
  readonly #device = new Device({ handlerName: 'Chrome111' });
  #onFrame: (() => void) | undefined;
  #receive: types.Transport | undefined;
  #late: ConsumerInfo[] = [];
  readonly #letIn: Promise<void>;

  private constructor(identity: BotIdentity) {
    const { baseUrl, cookie, as } = identity;
    this.#identity = identity;
    this.#socket = io(baseUrl, {
      path: signallingPath,
      transports: ['websocket'],
      extraHeaders: { cookie, origin: baseUrl },
      auth: { protocol: protocolVersion, as },
    });
    this.#call = createCaller(this.#socket, signallingCalls);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#letIn = promise;
    listenEvents(this.#socket, signallingEvents, {
      'lesson:let-in': () => resolve(),
      'media:consumer-added': (info) => {
        if (this.#receive === undefined) this.#late.push(info);
        else void this.#consume(this.#receive, info);
      },
    });
  }

  /** Stands in the lobby, as everyone does before the join: what it learns there the join need not ask. */
  static async create(identity: BotIdentity): Promise<SeatBot> {
    const bot = new SeatBot(identity);
    await new Promise<void>((resolve, reject) => {
      bot.#socket.once('connect', resolve);
      bot.#socket.once('connect_error', reject);
    });
    const { media } = await bot.#call('lesson:watch', { lessonId: identity.lessonId });
    const routerRtpCapabilities = media.routerRtpCapabilities as types.RtpCapabilities; // the node's own, made by mediasoup
    await bot.#device.load({ routerRtpCapabilities });
    return bot;
  }

  /** Asks to be let in, and resolves when a teacher has done so; the join itself comes after. */
  async knock(): Promise<void> {
    const { status } = await this.#askToJoin();
    if (status !== 'waiting') throw new Error('Nobody stood at the door');
    await this.#letIn;
  }

  async join(): Promise<BotJoin> {
    const ordered = performance.now();
    const framed = new Promise<number>((resolve) => (this.#onFrame = () => resolve(performance.now())));
    const reply = await this.#askToJoin();
    if (reply.status !== 'joined') throw new Error('The bot was asked to wait');
    const replied = performance.now();
    await this.#start(reply);
    const firstFrame = await framed;
    // Thirty decoders have no place on the machine that is measured: one frame was the question.
    await this.#call('media:view', { tiles: [] });
    return { replied: replied - ordered, firstFrame: firstFrame - ordered };
  }

  /** Back to the lobby, from where it may join again. */
  async leave(): Promise<void> {
    await this.#call('lesson:leave', {});
    this.#receive?.close();
    this.#receive = undefined;
    this.#late = [];
  }

  close(): void {
    this.#receive?.close();
    this.#socket.close();
  }

  #askToJoin(): Promise<JoinReply> {
    const { lessonId } = this.#identity;
    return this.#call('lesson:join', { lessonId, rtpCapabilities: { ...this.#device.recvRtpCapabilities } });
  }

  async #start({ media, state, seatId: own }: Joined): Promise<void> {
    const { transportId, ...parameters } = media.receive;
    const options = { id: transportId, ...parameters } as unknown as types.TransportOptions; // the node's own, as above
    const receive = this.#device.createRecvTransport(options);
    receive.on('connect', ({ dtlsParameters }, callback, errback) => {
      this.#call('media:connect', { transportId, dtlsParameters }).then(callback, errback);
    });
    this.#receive = receive;
    const cameras = state.seats
      .filter(({ seatId, streams }) => seatId !== own && streams.some(({ source }) => source === 'camera'))
      .map(({ seatId }, place) => ({ seatId, source: 'camera' as const, width: 320, height: 180, stage: place === 0 }));
    const viewed = this.#call('media:view', { tiles: cameras });
    await Promise.all([...media.consumers, ...this.#late].map((info) => this.#consume(receive, info)));
    await viewed;
  }

  async #consume(
    receive: types.Transport,
    { consumerId, producerId, kind, rtpParameters }: ConsumerInfo,
  ): Promise<void> {
    const parameters = rtpParameters as types.RtpParameters; // as above
    const consumer = await receive.consume({ id: consumerId, producerId, kind, rtpParameters: parameters });
    if (kind !== 'video') return;
    const sink = new wrtc.nonstandard.RTCVideoSink(consumer.track);
    sink.onframe = () => {
      this.#onFrame?.();
      sink.stop();
    };
  }
}
