import { createCaller, listenEvents, type Caller, type EventHandlers } from '@pluriclasse/shared/calls';
import { AppError, WireError } from '@pluriclasse/shared/errors';
import {
  protocolVersion,
  signallingCalls,
  signallingEvents,
  signallingPath,
  type Handshake,
  type SignallingCalls,
  type SignallingEvents,
  type SpeakingAs,
} from '@pluriclasse/shared/signalling/protocol';
import { io } from 'socket.io-client';
import { Store, type Readable } from '../Store.ts';
import { retryDelay } from './retryDelay.ts';

export type LinkState =
  | { kind: 'closed' }
  | { kind: 'connecting'; attempt: number }
  | { kind: 'open' }
  /** Lost; the next try comes by itself. */
  | { kind: 'waiting'; attempt: number }
  /** The server said no, and asking again won't help. */
  | { kind: 'refused'; error: AppError };

/** What SignalLink needs of a socket.io socket; tests hand in their own. */
export interface LinkSocket {
  connect(): unknown;
  disconnect(): unknown;
  on(name: 'connect' | 'disconnect' | 'connect_error', listener: (detail?: unknown) => void): unknown;
  onAny(listener: (name: string, ...args: unknown[]) => void): unknown;
  emit(name: string, ...args: unknown[]): unknown;
}

/** Refusals that no waiting mends: not signed in, not allowed, an outdated page. */
const final = new Set(['unauthenticated', 'forbidden', 'conflict', 'bad_request']);

function openSocket(auth: Handshake): LinkSocket {
  return io({
    path: signallingPath,
    auth,
    autoConnect: false,
    reconnection: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
  });
}

/** The one socket to the server: comes back by itself with growing waits, and says in which state it is. */
export class SignalLink {
  readonly #state = new Store<LinkState>({ kind: 'closed' });
  readonly #socket: LinkSocket;
  readonly #caller: Caller<SignallingCalls>;
  readonly #random: () => number;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(as: SpeakingAs, options: { socket?: LinkSocket; random?: () => number } = {}) {
    this.#random = options.random ?? Math.random;
    this.#socket = options.socket ?? openSocket({ protocol: protocolVersion, as });
    this.#caller = createCaller(this.#socket, signallingCalls);
    this.#socket.on('connect', () => {
      this.#attempt = 0;
      this.#state.set({ kind: 'open' });
    });
    this.#socket.on('disconnect', () => this.#lost());
    this.#socket.on('connect_error', (cause) => this.#lost(refusal(cause)));
  }

  get state(): Readable<LinkState> {
    return this.#state;
  }

  /** Calls the server; rejects with `unavailable` at once while the link is down, so that no order is sent late. */
  readonly call: Caller<SignallingCalls> = (name, request) =>
    this.#state.get().kind === 'open'
      ? this.#caller(name, request)
      : Promise.reject(new AppError('unavailable', `No link for ${name}`));

  listen(handlers: EventHandlers<SignallingEvents>, onMalformed?: (name: string) => void): void {
    listenEvents(this.#socket, signallingEvents, handlers, onMalformed);
  }

  open(): void {
    if (this.#state.get().kind !== 'closed') return;
    globalThis.addEventListener?.('online', this.retry);
    globalThis.addEventListener?.('offline', this.#onOffline);
    this.#connect();
  }

  close(): void {
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.('online', this.retry);
    globalThis.removeEventListener?.('offline', this.#onOffline);
    this.#state.set({ kind: 'closed' });
    this.#socket.disconnect();
  }

  /** Tries now instead of when the wait is over. */
  readonly retry = (): void => {
    if (this.#state.get().kind === 'waiting' || this.#state.get().kind === 'refused') this.#connect();
  };

  // The browser knows of a pulled cable long before a heartbeat is missed.
  readonly #onOffline = (): void => {
    if (this.#state.get().kind === 'open') this.#socket.disconnect();
  };

  #connect(): void {
    clearTimeout(this.#timer);
    this.#state.set({ kind: 'connecting', attempt: this.#attempt });
    this.#socket.connect();
  }

  #lost(error?: AppError): void {
    if (this.#state.get().kind === 'closed') return;
    clearTimeout(this.#timer);
    if (error && final.has(error.code)) {
      this.#state.set({ kind: 'refused', error });
      return;
    }
    this.#attempt += 1;
    this.#state.set({ kind: 'waiting', attempt: this.#attempt });
    const wait = Math.max(retryDelay(this.#attempt, this.#random), (error?.retryAfter ?? 0) * 1000);
    this.#timer = setTimeout(() => this.#connect(), wait);
  }
}

/** socket.io hands a refusal's words in `data`. */
function refusal(cause: unknown): AppError | undefined {
  const data = typeof cause === 'object' && cause !== null && 'data' in cause ? cause.data : undefined;
  const parsed = WireError.safeParse(data);
  return parsed.success ? AppError.fromWire(parsed.data) : undefined;
}
