import type { Address, Announcer } from '../live/ports.ts';

/** What it needs of socket.io: to emit to a room. */
export interface Rooms {
  to(room: string): { emit(name: string, event: unknown): unknown };
}

/** The socket.io room in which an address is. */
export const roomOf = (address: Address): string =>
  address.to === 'seat' ? `seat:${address.seatId}` : `${address.to}:${address.lessonId}`;

/**
 * Emits to rooms. Events wait until what runs now is through, so that a reply leaves before the events of what happened
 * after its snapshot. Only a `flush` by another seat that sits down in the same moment may overtake a reply: a browser
 * keeps the last events and takes those that follow the snapshot.
 */
export class SocketAnnouncer implements Announcer {
  readonly #rooms: Rooms;
  #waiting: { room: string; name: string; event: unknown }[] = [];
  #scheduled: NodeJS.Immediate | undefined;

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
  }

  emit: Announcer['emit'] = (address, name, event) => {
    this.#waiting.push({ room: roomOf(address), name, event });
    this.#scheduled ??= setImmediate(() => this.flush());
  };

  flush(): void {
    clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { room, name, event } of waiting) this.#rooms.to(room).emit(name, event);
  }
}
