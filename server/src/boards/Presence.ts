import { ByteReader } from '@pluriclasse/shared/board/ByteReader';
import { ByteWriter } from '@pluriclasse/shared/board/ByteWriter';
import { encodeFrame } from '@pluriclasse/shared/board/frames';
import { AppError } from '@pluriclasse/shared/errors';
import type { BoardSocket } from './BoardSocket.ts';

interface Known {
  readonly client: number;
  readonly clock: number;
  /** JSON; `null` for one who has left. */
  readonly state: string;
}

/**
 * The awareness of y-protocols, for Yjs clients that are not ours. What a client says of itself is thrown away and
 * replaced by what the server knows of the seat, so that nobody shows a false name and no hidden message passes between
 * pupils.
 */
export class Presence {
  readonly #known = new Map<BoardSocket, Known>();

  /** @returns the frame to send to all such clients, the sender too: it lives by hearing itself. */
  take(socket: BoardSocket, update: Uint8Array): Uint8Array | undefined {
    const reader = new ByteReader(update);
    const count = reader.uint();
    let mine: Known | undefined;
    for (let n = 0; n < count; n++) {
      const [client, clock, present] = [reader.uint(), reader.uint(), !isNull(reader.block())];
      if (this.#ownerOf(client) === undefined || this.#known.get(socket)?.client === client) {
        mine = { client, clock, state: present ? stamp(socket) : 'null' };
      }
    }
    reader.end();
    if (mine === undefined) return undefined;
    const before = this.#known.get(socket);
    if (before && before.client !== mine.client)
      throw new AppError('bad_request', 'Two awareness clients on one socket');
    this.#known.set(socket, mine);
    return encode([mine]);
  }

  all(): Uint8Array {
    return encode([...this.#known.values()]);
  }

  /** @returns the frame that tells the others. */
  leave(socket: BoardSocket): Uint8Array | undefined {
    const known = this.#known.get(socket);
    this.#known.delete(socket);
    return known && encode([{ client: known.client, clock: known.clock + 1, state: 'null' }]);
  }

  #ownerOf(client: number): BoardSocket | undefined {
    for (const [socket, known] of this.#known) if (known.client === client) return socket;
    return undefined;
  }
}

const utf8 = new TextEncoder();
const isNull = (json: Uint8Array) => json.length === 4 && String.fromCharCode(...json) === 'null';
const stamp = ({ seat }: BoardSocket) => JSON.stringify({ user: { name: seat.name, site: seat.site } });

function encode(known: readonly Known[]): Uint8Array {
  const writer = new ByteWriter().uint(known.length);
  for (const { client, clock, state } of known) writer.uint(client).uint(clock).block(utf8.encode(state));
  return encodeFrame({ kind: 'awareness', update: writer.done() });
}
