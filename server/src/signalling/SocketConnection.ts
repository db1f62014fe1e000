import type { Socket } from 'socket.io';
import type { Address, Connection } from '../live/ports.ts';
import { roomOf } from './SocketAnnouncer.ts';

/** A socket as a lesson knows it: rooms it enters, and that it is open. */
export class SocketConnection implements Connection {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get id(): string {
    return this.#socket.id;
  }

  get open(): boolean {
    return this.#socket.connected;
  }

  enter(addresses: readonly Address[]): void {
    // With the adapter in memory this is done when it returns, which the snapshot of a join relies on.
    void this.#socket.join(addresses.map(roomOf));
  }

  exit(): void {
    for (const room of this.#socket.rooms) {
      const isLobby = room.startsWith('lobby:') || room.startsWith('session:');
      if (room !== this.#socket.id && !isLobby) void this.#socket.leave(room);
    }
  }
}
