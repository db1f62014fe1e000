import type { BrowserContext } from '@playwright/test';
import { createCaller, type Caller } from '@pluriclasse/shared/calls';
import type { LessonId } from '@pluriclasse/shared/ids';
import type { JoinReply } from '@pluriclasse/shared/signalling/lesson';
import {
  protocolVersion,
  signallingCalls,
  signallingPath,
  type SignallingCalls,
  type SpeakingAs,
} from '@pluriclasse/shared/signalling/protocol';
import { io, type Socket } from 'socket.io-client';

type Joined = Extract<JoinReply, { status: 'joined' }>;

/** A seat without our page: a socket that says whatever it likes, with the cookies of a browser. */
export class RawSeat {
  readonly #socket: Socket;
  readonly call: Caller<SignallingCalls>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.call = createCaller(socket, signallingCalls, 60_000);
  }

  static async create(baseUrl: string, context: BrowserContext, as: SpeakingAs): Promise<RawSeat> {
    const cookies = await context.cookies(baseUrl);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const socket = io(baseUrl, {
      path: signallingPath,
      transports: ['websocket'],
      extraHeaders: { cookie, origin: baseUrl },
      auth: { protocol: protocolVersion, as },
      forceNew: true,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return new RawSeat(socket);
  }

  async join(lessonId: LessonId): Promise<Joined> {
    const { media } = await this.call('lesson:watch', { lessonId });
    const reply = await this.call('lesson:join', { lessonId, rtpCapabilities: media.routerRtpCapabilities });
    if (reply.status !== 'joined') throw new Error('The seat was asked to wait');
    return reply;
  }

  close(): void {
    this.#socket.close();
  }
}

/** Parameters that the node would take from a seat that may send. */
export function plausibleParameters(kind: 'audio' | 'video') {
  const codec =
    kind === 'audio'
      ? { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: {}, rtcpFeedback: [] }
      : { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, parameters: {}, rtcpFeedback: [] };
  return { mid: '0', codecs: [codec], headerExtensions: [], encodings: [{ ssrc: 4242 }], rtcp: { cname: 'raw' } };
}
