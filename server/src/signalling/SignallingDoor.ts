import { serveCalls } from '@pluriclasse/shared/calls';
import { AppError, toWireError } from '@pluriclasse/shared/errors';
import { signallingCalls, signallingPath } from '@pluriclasse/shared/signalling/protocol';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type ExtendedError, type Socket } from 'socket.io';
import { Guest, type LessonFinder } from '../live/Guest.ts';
import { ordersOf } from '../live/orders/orders.ts';
import type { Announcer, LiveLog } from '../live/ports.ts';
import { CallBudget } from './CallBudget.ts';
import { recognise, type Recognised, type Recogniser } from './recognise.ts';
import { SocketAnnouncer } from './SocketAnnouncer.ts';
import { SocketConnection } from './SocketConnection.ts';

/** Largest message that a browser may send, in bytes: RTP parameters take some 10 kB. */
const largestMessage = 128 * 1024;

export interface SignallingDoorOptions {
  readonly http: HttpServer;
  readonly sessions: Recogniser & {
    onEnded(listener: (ended: { readonly sessionId: string }) => void): () => void;
  };
  readonly log: LiveLog;
  /** Whether the page that asks is one of ours. */
  readonly isOwnOrigin: (request: IncomingMessage) => boolean;
  /** Told of each call: its name (`unknown` for one that does not exist) and how it ended. */
  readonly onCall?: (name: string, outcome: string) => void;
}

/** The lessons' door: it only opens. Who comes is recognised; what they may do, the lesson decides. */
export class SignallingDoor {
  readonly announcer: Announcer;
  readonly #io: Server;
  readonly #options: SignallingDoorOptions;
  #unsubscribe: (() => void) | undefined;

  constructor(options: SignallingDoorOptions) {
    this.#options = options;
    this.#io = new Server(options.http, {
      path: signallingPath,
      serveClient: false,
      maxHttpBufferSize: largestMessage,
      perMessageDeflate: { threshold: 2048 },
      // A link that is gone is noticed within 16 seconds; old classroom Wi-Fi is silent for some seconds at times.
      pingInterval: 8_000,
      pingTimeout: 8_000,
      connectTimeout: 10_000,
      allowRequest: (request, callback) => callback(null, options.isOwnOrigin(request)),
    });
    this.announcer = new SocketAnnouncer(this.#io);
  }

  /** Lets visitors in. */
  open(lessons: LessonFinder & { sessionEnded(sessionId: string): Promise<void> }): void {
    const { sessions, log } = this.#options;
    const visitors = new WeakMap<Socket, Recognised>();
    this.#io.use((socket, next) => {
      recognise(socket.handshake, sessions).then(
        (visitor) => {
          visitors.set(socket, visitor);
          next();
        },
        (error: unknown) => {
          if (!(error instanceof AppError)) log.error({ err: error }, 'signalling handshake failed');
          next(refusal(error));
        },
      );
    });
    this.#io.on('connection', (socket) => {
      const visitor = visitors.get(socket);
      if (visitor !== undefined) this.#receive(socket, visitor, lessons);
    });
    this.#unsubscribe = sessions.onEnded(({ sessionId }) => {
      lessons.sessionEnded(sessionId).catch((error: unknown) => log.error({ err: error }, 'seats of a session stay'));
      this.#io.in(`session:${sessionId}`).disconnectSockets(true);
    });
  }

  #receive(socket: Socket, { actor, as, sessionId }: Recognised, lessons: LessonFinder): void {
    const { log, onCall } = this.#options;
    const connection = new SocketConnection(socket);
    const guest = new Guest({ actor, as, sessionId, connection }, lessons);
    void socket.join(`session:${sessionId}`);
    log.debug({ socket: socket.id, kind: actor.kind }, 'socket opened');

    const budget = new CallBudget(() => {
      log.warn({ socket: socket.id }, 'socket closed: too many calls');
      socket.disconnect(true);
    });
    serveCalls(socket, signallingCalls, ordersOf(guest), {
      guard: (name) => budget.spend(name),
      onDone: (name) => onCall?.(name, 'ok'),
      onError: (name, error) => {
        const known = Object.hasOwn(signallingCalls, name) ? name : 'unknown';
        onCall?.(known, error instanceof AppError ? error.code : 'internal');
        if (error instanceof AppError) log.debug({ socket: socket.id, call: known, code: error.code }, 'call refused');
        else log.error({ err: error, socket: socket.id, call: known }, 'call failed');
      },
    });
    socket.on('disconnect', (reason) => {
      log.debug({ socket: socket.id, reason }, 'socket closed');
      guest.gone();
    });
  }

  /** Closes all sockets; the HTTP server is closed by who opened it. */
  async close(): Promise<void> {
    this.#unsubscribe?.();
    this.announcer.flush();
    this.#io.disconnectSockets(true);
    // `Server.close` would close the HTTP server too.
    this.#io.engine.close();
    await Promise.resolve();
  }
}

/** What the browser finds as `data` in its `connect_error`. */
function refusal(error: unknown): ExtendedError {
  const wire = toWireError(error);
  return Object.assign(new Error(wire.code), { data: wire });
}
