import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { LiveLessons } from '@pluriclasse/server/live/LiveLessons';
import type { LiveDeps } from '@pluriclasse/server/live/ports';
import { fakeDeps, type FakeDeps } from '@pluriclasse/server/live/testing/fakeDeps';
import { lessonId } from '@pluriclasse/server/live/testing/demoLesson';
import type { Timings } from '@pluriclasse/server/live/timings';
import { isOwnOrigin } from '@pluriclasse/server/http/origin';
import { SignallingDoor } from '@pluriclasse/server/signalling/SignallingDoor';
import type { ReplyData } from '@pluriclasse/shared/calls';
import type { SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SeatSocket } from './SeatSocket.ts';

export type Joined = Extract<ReplyData<SignallingCalls, 'lesson:join'>, { status: 'joined' }>;

export type LiveServerOptions = Partial<LiveDeps> & {
  readonly timing?: Partial<Timings>;
  /** A failure is meant and not shown. */
  readonly quiet?: boolean;
};

/** The real door and the real lesson on a real port; people, register and media are in memory. */
export class LiveServer {
  readonly origin: string;
  readonly deps: FakeDeps;
  readonly lessons: LiveLessons;
  readonly calls: string[];
  readonly #actors: Map<string, Actor>;
  readonly #ended: Set<(fact: { sessionId: string }) => void>;
  readonly #close: () => Promise<void>;
  readonly #sockets: SeatSocket[] = [];

  private constructor(
    given: Pick<LiveServer, 'origin' | 'deps' | 'lessons' | 'calls'> & {
      actors: Map<string, Actor>;
      ended: Set<(fact: { sessionId: string }) => void>;
      close: () => Promise<void>;
    },
  ) {
    this.origin = given.origin;
    this.deps = given.deps;
    this.lessons = given.lessons;
    this.calls = given.calls;
    this.#actors = given.actors;
    this.#ended = given.ended;
    this.#close = given.close;
  }

  static async create({ quiet, ...given }: LiveServerOptions = {}): Promise<LiveServer> {
    const actors = new Map<string, Actor>();
    const ended = new Set<(fact: { sessionId: string }) => void>();
    const calls: string[] = [];
    const http = createServer();
    const door = new SignallingDoor({
      http,
      sessions: {
        find: async (cookie) => {
          const actor = actors.get(cookie ?? '');
          return actor && { sessionId: cookie ?? '', actor };
        },
        onEnded: (listener) => {
          ended.add(listener);
          return () => ended.delete(listener);
        },
      },
      log: { info() {}, warn() {}, error: (fields) => (quiet ? undefined : console.error(fields)), debug() {} },
      isOwnOrigin: (request) => isOwnOrigin(request, undefined),
      onCall: (name, outcome) => calls.push(`${name} ${outcome}`),
    });
    const deps = fakeDeps({ announcer: door.announcer, ...given });
    const lessons = new LiveLessons(deps);
    door.open(lessons);
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`; // it listens on a port
    const close = async () => {
      await lessons.close();
      await door.close();
      http.close();
      http.closeAllConnections();
    };
    return new LiveServer({ origin, deps, lessons, calls, actors, ended, close });
  }

  /** Signs an actor in; the cookie names the session. */
  signIn(actor: Actor, session = `s${this.#actors.size}`): string {
    this.#actors.set(session, actor);
    return session;
  }

  endSession(sessionId: string): void {
    this.#actors.delete(sessionId);
    for (const listener of this.#ended) listener({ sessionId });
  }

  async open(actor: Actor, cookie = this.signIn(actor)): Promise<SeatSocket> {
    const socket = await SeatSocket.open(this.origin, { cookie, as: speakingAs(actor) });
    this.#sockets.push(socket);
    return socket;
  }

  /** Opens a socket and takes a seat with it. */
  async join(actor: Actor, cookie?: string): Promise<{ socket: SeatSocket; joined: Joined }> {
    const socket = await this.open(actor, cookie);
    return { socket, joined: await joinWith(socket) };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.close();
    await this.#close();
  }
}

export async function joinWith(
  socket: SeatSocket,
  resume?: { seatId: Joined['seatId']; revision: number },
): Promise<Joined> {
  const reply = await socket.call('lesson:join', { lessonId, rtpCapabilities: {}, ...(resume && { resume }) });
  if (reply.status !== 'joined') throw new Error('It waits at the door');
  return reply;
}

export function speakingAs(actor: Actor): SpeakingAs {
  if (actor.kind === 'kit' || actor.kind === 'companion') return `device:${actor.deviceId}`;
  return actor.kind === 'home' ? 'home' : 'staff';
}
