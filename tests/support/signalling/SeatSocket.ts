import { createCaller, type Caller, type Event, type Events } from '@pluriclasse/shared/calls';
import { AppError, WireError } from '@pluriclasse/shared/errors';
import {
  protocolVersion,
  signallingCalls,
  signallingEvents,
  signallingPath,
} from '@pluriclasse/shared/signalling/protocol';
import type { SignallingCalls, SignallingEvents, SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { io, type Socket } from 'socket.io-client';

type Told = { [N in keyof SignallingEvents]: { name: N; event: Event<SignallingEvents, N> } }[keyof SignallingEvents];

export interface SeatSocketOptions {
  readonly as?: SpeakingAs;
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
  readonly auth?: object;
}

/** A browser's end of the signalling door, without a browser: a raw socket that remembers what it was told. */
export class SeatSocket {
  readonly socket: Socket;
  readonly call: Caller<SignallingCalls>;
  /** Every event so far, each parsed; what does not fit its schema is in `malformed`. */
  readonly told: Told[] = [];
  readonly malformed: string[] = [];
  #wake: (() => void)[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    const caller = createCaller(socket, signallingCalls, 60_000);
    // What was asked before the socket dropped is never answered: nobody waits for that.
    this.call = (name, request) =>
      new Promise((resolve, reject) => {
        const dropped = () => reject(new AppError('unavailable', 'The socket dropped'));
        // Nor what is asked after: it never comes back.
        if (socket.disconnected) return dropped();
        socket.once('disconnect', dropped);
        caller(name, request)
          .finally(() => socket.off('disconnect', dropped))
          .then(resolve, reject);
      });
    const schemas: Events = signallingEvents;
    socket.onAny((name: string, raw: unknown) => {
      const parsed = schemas[name]?.safeParse(raw);
      if (parsed?.success) this.told.push({ name, event: parsed.data } as Told); // by this name's schema
      else this.malformed.push(name);
      const wake = this.#wake;
      this.#wake = [];
      for (const one of wake) one();
    });
    socket.on('disconnect', () => this.#wake.forEach((one) => one()));
  }

  static make(origin: string, { as = 'staff', cookie, headers, auth }: SeatSocketOptions = {}): SeatSocket {
    return new SeatSocket(
      io(origin, {
        path: signallingPath,
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        autoConnect: false,
        auth: auth ?? { protocol: protocolVersion, as },
        extraHeaders: { ...(cookie !== undefined && { cookie }), ...headers },
      }),
    );
  }

  /** Rejects with the reason when the door refuses. */
  static async open(origin: string, options: SeatSocketOptions = {}): Promise<SeatSocket> {
    const seat = SeatSocket.make(origin, options);
    const refused = await seat.connect();
    if (refused) throw new Error(`Refused: ${refused.code}`);
    return seat;
  }

  /** Connects and answers why the door refused, if it did. */
  async connect(): Promise<WireError | undefined> {
    const { socket } = this;
    const connected = new Promise<undefined>((resolve) => socket.once('connect', () => resolve(undefined)));
    const refused = new Promise<WireError>((resolve) =>
      socket.once('connect_error', (error: { data?: unknown }) => {
        const parsed = WireError.safeParse(error.data);
        resolve(parsed.success ? parsed.data : { code: 'unavailable', message: 'No connection' });
      }),
    );
    socket.connect();
    return Promise.race([connected, refused]);
  }

  /** Events of one name so far. */
  events<N extends keyof SignallingEvents>(name: N): Event<SignallingEvents, N>[] {
    // Filtered by the name that belongs to the event.
    return this.told.filter((one) => one.name === name).map(({ event }) => event as Event<SignallingEvents, N>);
  }

  /** The first event of this name that fits, from the past or the future. */
  async until<N extends keyof SignallingEvents>(
    name: N,
    fits: (event: Event<SignallingEvents, N>) => boolean = () => true,
  ): Promise<Event<SignallingEvents, N>> {
    for (;;) {
      const found = this.events(name).find(fits);
      if (found !== undefined) return found;
      if (!this.socket.connected) throw new Error(`Disconnected while waiting for ${name}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  /** Calls without any check of one's own, as a foreign client may. */
  raw(name: string, ...args: unknown[]): Promise<unknown> {
    return this.socket.timeout(5000).emitWithAck(name, ...args);
  }

  async closed(): Promise<void> {
    const { socket } = this;
    if (socket.connected) await new Promise((resolve) => socket.once('disconnect', resolve));
  }

  close(): void {
    this.socket.disconnect();
  }
}
