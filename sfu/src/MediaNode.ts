import { AppError } from '@pluriclasse/shared/errors';
import type { Log } from './log.ts';
import { MediaRoom } from './MediaRoom.ts';
import type { RecorderLink } from './recorder/RecorderLink.ts';
import type { Tell } from './tell.ts';
import type { WorkerPool } from './WorkerPool.ts';

/** All rooms of this node. A room belongs to the server that opened it. */
export class MediaNode {
  readonly pool: WorkerPool;
  readonly #recorder: RecorderLink;
  readonly #log: Log;
  readonly #rooms = new Map<string, { room: MediaRoom; owner: string }>();

  constructor(pool: WorkerPool, recorder: RecorderLink, log: Log) {
    this.pool = pool;
    this.#recorder = recorder;
    this.#log = log;
  }

  get rooms(): MediaRoom[] {
    return [...this.#rooms.values()].map(({ room }) => room);
  }

  /** Opens a room; one of the same key gives way, since its server can only have forgotten it. */
  async openRoom(roomKey: string, owner: string, tell: Tell): Promise<void> {
    this.closeRoom(roomKey);
    const onLost = () => {
      this.#log.error({ room: roomKey }, 'room lost');
      if (this.#rooms.get(roomKey)?.room === room) this.#rooms.delete(roomKey);
      tell('room:lost', {});
    };
    const home = await this.pool.openHome();
    const room = await MediaRoom.create(roomKey, home, this.#recorder, tell, onLost, this.#log);
    this.closeRoom(roomKey); // two at once: the later one stays
    this.#rooms.set(roomKey, { room, owner });
    this.#log.info({ room: roomKey }, 'room opened');
    // Who will record should not wait for a process to start. One that fails is told to whoever orders it.
    this.#recorder.start().catch(() => undefined);
  }

  /** Throws `not_found`. */
  getRoom(roomKey: string): MediaRoom {
    const entry = this.#rooms.get(roomKey);
    if (entry === undefined) throw new AppError('not_found', 'No such room');
    return entry.room;
  }

  /** Safe for a room that is not there. */
  closeRoom(roomKey: string): void {
    const entry = this.#rooms.get(roomKey);
    if (entry === undefined) return;
    this.#rooms.delete(roomKey);
    entry.room.close();
    this.#log.info({ room: roomKey }, 'room closed');
  }

  /** A server is gone for good. */
  closeRoomsOf(owner: string): void {
    for (const [roomKey, entry] of this.#rooms) if (entry.owner === owner) this.closeRoom(roomKey);
  }

  /** Resolves when what was recorded is written, or the recorder goes on with it by itself. */
  async close(): Promise<void> {
    for (const roomKey of this.#rooms.keys()) this.closeRoom(roomKey);
    this.pool.close();
    await this.#recorder.close();
  }
}
