import { io, type Socket } from 'socket.io-client';
import { createCaller, listenEvents, type Caller, type Event, type ReplyData } from '@pluriclasse/shared/calls';
import { CONTROL_RECOVERY, controlCalls, controlEvents, type ControlCalls } from '@pluriclasse/shared/control/control';
import { AppError } from '@pluriclasse/shared/errors';
import type { MediaRoomLink, RoomListener } from './MediaRoomLink.ts';
import { NodeClock } from './NodeClock.ts';
import { RoomLink } from './RoomLink.ts';
import type { NodeStatus } from './selectNode.ts';

export interface SfuAddress {
  /** The node's control port: `http://127.0.0.1:1234`. */
  readonly url: string;
  readonly secret: string;
}

export interface SfuLinkListener {
  /** The node answered, also after it was away. */
  connected(node: ReplyData<ControlCalls, 'node:read'>): void;
  disconnected(): void;
  /** What the node said can't be understood: another version, or a wrong secret. */
  failed(reason: string): void;
}

const CALL_TIMEOUT = 8_000;
const STATUS_INTERVAL = 5_000;

/**
 * One connection to one sfu node, for good: it comes back by itself. A short cut is bridged by socket.io, which then
 * delivers what was said meanwhile; after CONTROL_RECOVERY, or when the node forgot us, its rooms are lost.
 */
export class SfuLink implements NodeStatus {
  readonly url: string;
  readonly #socket: Socket;
  readonly #call: Caller<ControlCalls>;
  readonly #clock: NodeClock;
  readonly #listener: SfuLinkListener;
  readonly #rooms = new Map<string, RoomLink>();
  readonly #statusTimer: NodeJS.Timeout;
  #recovery: NodeJS.Timeout | undefined;
  /** Since when it is away, by a clock that nobody sets. */
  #leftAt: number | undefined;
  #status: ReplyData<ControlCalls, 'node:read'> | undefined;

  constructor(address: SfuAddress, listener: SfuLinkListener) {
    this.url = address.url;
    this.#listener = listener;
    this.#socket = io(address.url, {
      auth: { secret: address.secret },
      transports: ['websocket'],
      reconnectionDelay: 100,
      reconnectionDelayMax: 3_000,
    });
    this.#call = createCaller(this.#socket, controlCalls, CALL_TIMEOUT);
    this.#clock = new NodeClock(() => this.#order('node:clock', {}));
    this.#socket.on('connect', () => this.#handleConnect());
    this.#socket.on('disconnect', () => this.#handleDisconnect());
    this.#socket.on('connect_error', (error) => listener.failed(error.message));
    this.#listen();
    this.#statusTimer = setInterval(() => void this.#readStatus(), STATUS_INTERVAL);
    this.#statusTimer.unref();
  }

  get connected(): boolean {
    return this.#socket.connected && this.#status !== undefined;
  }

  get load(): number {
    return this.#status?.load ?? 0;
  }

  get rooms(): number {
    return Math.max(this.#rooms.size, this.#status?.rooms ?? 0);
  }

  get capabilities(): ReplyData<ControlCalls, 'node:read'>['routerRtpCapabilities'] | undefined {
    return this.#status?.routerRtpCapabilities;
  }

  /** Opens a room here. Rejects with `unavailable`. */
  async openRoom(roomKey: string, listener: RoomListener): Promise<MediaRoomLink> {
    const node = { call: this.#order, clock: this.#clock };
    const room = new RoomLink(roomKey, node, listener, () => {
      if (this.#rooms.get(roomKey) === room) this.#rooms.delete(roomKey);
    });
    this.#rooms.get(roomKey)?.abandon();
    this.#rooms.set(roomKey, room);
    try {
      await this.#order('room:open', { roomKey });
      await this.#clock.ready();
    } catch (error) {
      room.abandon();
      throw error;
    }
    if (room.closed) throw new AppError('unavailable', 'The media node went while the room was opened');
    return room;
  }

  /** Safe twice. Rooms are lost without a word: who closes the link knows. */
  close(): void {
    clearInterval(this.#statusTimer);
    clearTimeout(this.#recovery);
    for (const room of this.#rooms.values()) room.abandon();
    this.#socket.disconnect();
  }

  /** Says at once that nobody is there, rather than to wait for an answer to come. */
  readonly #order: Caller<ControlCalls> = (name, request) => {
    if (this.#socket.connected) return this.#call(name, request);
    return Promise.reject(new AppError('unavailable', 'The media node is away', { retryAfter: 2 }));
  };

  #handleConnect(): void {
    clearTimeout(this.#recovery);
    if (!this.#socket.recovered) {
      this.#loseRooms();
      this.#clock.forget();
    }
    this.#leftAt = undefined;
    void this.#readStatus().then(() => {
      if (this.#status !== undefined) this.#listener.connected(this.#status);
    });
  }

  #handleDisconnect(): void {
    this.#listener.disconnected();
    this.#leftAt ??= performance.now();
    this.#recovery = setTimeout(() => this.#loseRooms(), CONTROL_RECOVERY);
  }

  async #readStatus(): Promise<void> {
    if (!this.#socket.connected) return;
    try {
      await this.#clock.read();
      this.#status = await this.#call('node:read', {});
    } catch (error) {
      // A busy node misses one of these; socket.io's heartbeat tells when it is gone.
      if (error instanceof AppError && error.code !== 'unavailable') this.#listener.failed(error.message);
    }
  }

  #loseRooms(): void {
    const goneFor = this.#leftAt === undefined ? 0 : Math.round(performance.now() - this.#leftAt);
    for (const room of this.#rooms.values()) room.lose(goneFor);
  }

  #listen(): void {
    const to = (roomKey: string, tell: (listener: RoomListener) => void) => this.#rooms.get(roomKey)?.hear(tell);
    listenEvents(
      this.#socket,
      controlEvents,
      {
        'consumer:added': ({ roomKey, ...fact }) => to(roomKey, (listener) => listener.consumerAdded(fact)),
        'consumer:closed': ({ roomKey, ...fact }) => to(roomKey, (listener) => listener.consumerClosed(fact)),
        'consumer:changed': ({ roomKey, ...fact }) => to(roomKey, (listener) => listener.consumerChanged(fact)),
        'room:speaking': ({ roomKey, ...fact }) => to(roomKey, (listener) => listener.speaking(fact)),
        'room:links': ({ roomKey, ...fact }) => to(roomKey, (listener) => listener.linksChanged(fact)),
        'peer:level': ({ roomKey, ...fact }) => to(roomKey, (listener) => listener.levelChanged(fact)),
        'peer:connection': ({ roomKey, ...fact }) => to(roomKey, (listener) => listener.connectionChanged(fact)),
        'room:recording': ({ roomKey, ...fact }) => to(roomKey, (listener) => listener.recording(fact)),
        'room:lost': ({ roomKey }: Event<typeof controlEvents, 'room:lost'>) => this.#rooms.get(roomKey)?.lose(0),
      },
      (name) => this.#listener.failed(`malformed event ${name}`),
    );
  }
}
