import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { MediaRoomLink } from '@pluriclasse/server/media/MediaRoomLink';
import { NodeClock } from '@pluriclasse/server/media/NodeClock';
import { createCaller, listenEvents, type Caller } from '@pluriclasse/shared/calls';
import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import { controlCalls, controlEvents, type ControlCalls } from '@pluriclasse/shared/control/control';
import { io, type Socket } from 'socket.io-client';
import { secret } from './SfuNode.ts';

/** A room on a control link of its own, as a server has it, that tells of what is recorded. */
export class RecordedRoom {
  readonly roomKey = randomUUID();
  readonly recordingKey: string = randomUUID();
  readonly call: Caller<ControlCalls>;
  readonly told: RecordedTrack[] = [];
  readonly #socket: Socket;
  readonly #emitter = new EventEmitter();
  readonly #clock = new NodeClock(() => this.call('node:clock', {}));
  epoch = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.call = createCaller(socket, controlCalls, 60_000);
    listenEvents(socket, controlEvents, {
      'room:recording': ({ track }) => {
        this.told.push(track);
        this.#emitter.emit('track');
      },
    });
  }

  static async create(url: string): Promise<RecordedRoom> {
    const socket = io(url, { transports: ['websocket'], auth: { secret }, forceNew: true, reconnection: false });
    await once(socket as unknown as EventEmitter, 'connect'); // socket.io's emitter has `on` and `off` alike
    const room = new RecordedRoom(socket);
    await room.#clock.read();
    await room.call('room:open', { roomKey: room.roomKey });
    return room;
  }

  /** What a `WrtcPeer` needs of the server's link. */
  get link(): Pick<MediaRoomLink, 'openPeer' | 'openProducer' | 'connect'> {
    const { roomKey } = this;
    return {
      openPeer: (order) => this.call('peer:open', { roomKey, ...order }),
      openProducer: (order) => this.call('producer:open', { roomKey, ...order }),
      connect: async (order) => void (await this.call('transport:connect', { roomKey, ...order })),
    };
  }

  async offer(): Promise<Record<string, unknown>> {
    return (await this.call('node:read', {})).routerRtpCapabilities;
  }

  /** @param recordingKey another recording than the room's own */
  async record(recordingKey = this.recordingKey): Promise<void> {
    const now = Date.now();
    this.epoch ||= now;
    const zero = this.#clock.now() - (now - this.epoch);
    await this.call('room:record', { roomKey: this.roomKey, recordingKey, epoch: this.epoch, zero });
  }

  async stop(): Promise<RecordedTrack[]> {
    return (await this.call('room:stop-recording', { roomKey: this.roomKey })).tracks;
  }

  /** The first fact of a track that fits. */
  async first(fits: (track: RecordedTrack) => boolean): Promise<RecordedTrack> {
    for (;;) {
      const found = this.told.find(fits);
      if (found !== undefined) return found;
      await once(this.#emitter, 'track');
    }
  }

  close(): void {
    this.#socket.close();
  }
}
