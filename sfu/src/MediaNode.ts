import { AppError } from '@pluriclasse/shared/errors';
import type { Log } from './log.ts';
import { MediaRoom } from './MediaRoom.ts';
import type { Tell } from './tell.ts';
import type { WorkerPool } from './WorkerPool.ts';

/** All rooms of this node. A room belongs to the server that opened it. */
export class MediaNode {
  readonly pool: WorkerPool;
  readonly #log: Log;
  readonly #rooms = new Map<string, { room: MediaRoom; owner: string }>();

  constructor(pool: WorkerPool, log: Log) {
    this.pool = pool;
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
    const room = await MediaRoom.create(roomKey, await this.pool.openHome(), tell, onLost, this.#log);
    this.closeRoom(roomKey); // two at once: the later one stays
    this.#rooms.set(roomKey, { room, owner });
    this.#log.info({ room: roomKey }, 'room opened');
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

  close(): void {
    for (const roomKey of this.#rooms.keys()) this.closeRoom(roomKey);
    this.pool.close();
  }
}
