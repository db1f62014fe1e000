import { type BoardCloseCode, boardClose } from '@pluriclasse/shared/board/closeCodes';
import { type Frame, encodeFrame } from '@pluriclasse/shared/board/frames';
import { type BoardPeer, ClientNote, parseNote } from '@pluriclasse/shared/board/notes';
import type { PageId } from '@pluriclasse/shared/board/objects';
import { AppError } from '@pluriclasse/shared/errors';
import type { BoardId } from '@pluriclasse/shared/ids';
import { rightsOf } from './BoardAccess.ts';
import type { BoardDocument, Taken } from './BoardDocument.ts';
import type { BoardSocket } from './BoardSocket.ts';
import { EphemeraRelay } from './EphemeraRelay.ts';
import { Presence } from './Presence.ts';

export interface BoardEvents {
  /** The last socket has left. */
  readonly empty: () => void;
  /** The board can't go on: another process writes it. It must be closed and read anew. */
  readonly broken: (error: unknown) => void;
  /** Milliseconds from a change's arrival to its being stored and sent on. */
  readonly delay: (milliseconds: number) => void;
  /** A teacher brought everyone to a page. */
  readonly page: (page: PageId) => void;
}

/** A board with those who sit at it. */
export class Board {
  readonly #document: BoardDocument;
  readonly #events: BoardEvents;
  readonly #sockets = new Set<BoardSocket>();
  readonly #presence = new Presence();
  readonly #relay = new EphemeraRelay((frame) => this.#each((socket) => socket.sendEphemera(frame)));
  #locked: boolean;
  #page: PageId | null = null;
  #closed = false;

  constructor(document: BoardDocument, locked: boolean, events: BoardEvents) {
    this.#document = document;
    this.#locked = locked;
    this.#events = events;
  }

  get boardId(): BoardId {
    return this.#document.boardId;
  }
  get sockets(): ReadonlySet<BoardSocket> {
    return this.#sockets;
  }

  /** The page to which a teacher last brought everyone. */
  get page(): PageId | null {
    return this.#page;
  }
  /** Resolves when all that was drawn is durable. */
  get stored(): Promise<void> {
    return this.#document.stored;
  }

  join(socket: BoardSocket): void {
    for (const other of this.#sockets) if (other.seat.seatId === socket.seat.seatId) other.close(boardClose.replaced);
    const peers = [...this.#sockets].map(asPeer);
    this.#each((other) => other.note({ note: 'joined', peer: asPeer(socket) }));
    this.#sockets.add(socket);
    socket.listen(
      (frame) => this.#receive(socket, frame),
      () => this.#leave(socket),
    );
    const rights = rightsOf(socket.seat, this.#locked);
    socket.note({ note: 'welcome', you: socket.peer, peers, rights, page: this.#page });
    if (rights.mayDraw) this.#ask(socket);
  }

  /** Stops pupils' pens, or frees them: what they drew meanwhile, cut off from the server, is then asked for. */
  setLocked(locked: boolean): void {
    if (locked === this.#locked) return;
    this.#locked = locked;
    this.#each((socket) => {
      const rights = rightsOf(socket.seat, locked);
      socket.note({ note: 'rights', rights });
      if (!locked && rights.mayDraw && !socket.seat.mayLead) this.#ask(socket);
    });
  }

  /** Sends everyone away, waits until what they drew is stored, and makes a snapshot. Safe twice. */
  async close(code: BoardCloseCode): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.#relay.close();
      this.#each((socket) => socket.close(code));
    }
    // What could not be stored was not acknowledged either.
    await this.#document.stored.catch(() => undefined);
    await this.#document.compact().catch(() => undefined);
    this.#document.destroy();
  }

  #receive(socket: BoardSocket, frame: Frame): void {
    if (this.#closed) return;
    switch (frame.kind) {
      case 'ask':
        return this.#answer(socket, frame.stateVector);
      case 'answer':
      case 'update':
        return this.#take(socket, frame.update);
      case 'awareness':
        return this.#tell(this.#presence.take(socket, frame.update));
      case 'queryAwareness':
        return socket.send(this.#presence.all());
      case 'ephemera':
        return this.#relay.take(socket.peer, frame.bytes, rightsOf(socket.seat, this.#locked).mayDraw);
      case 'note': {
        const note = parseNote(ClientNote, frame.json);
        if (!socket.seat.mayLead) throw new AppError('forbidden', 'Only a teacher brings others to a page');
        this.#page = note.page;
        this.#events.page(note.page);
        return this.#each((other) => other.note({ note: 'page', page: note.page }));
      }
      case 'saved':
        throw new AppError('bad_request', 'Only the server says this');
    }
  }

  #answer(socket: BoardSocket, stateVector: Uint8Array): void {
    const frame = encodeFrame({ kind: 'answer', update: this.#document.missing(stateVector) });
    // None may see what a killed server could forget; the order of answers and updates is that of the log.
    this.#document.stored.then(() => socket.send(frame), this.#events.broken);
  }

  #take(socket: BoardSocket, update: Uint8Array): void {
    const since = performance.now();
    const count = ++socket.changes;
    const { seat } = socket;
    if (!rightsOf(seat, this.#locked).mayDraw) return socket.note({ note: 'refused', reason: 'locked' });
    const taken = this.#try(update, seat);
    switch (taken.verdict) {
      case 'gap':
        return this.#ask(socket);
      case 'full':
        return socket.note({ note: 'refused', reason: 'full' });
      case 'taken': {
        const frame = taken.news ? encodeFrame({ kind: 'update', update }) : undefined;
        taken.stored.then(() => {
          if (frame) this.#each((other) => other !== socket && other.send(frame));
          socket.saved(count);
          if (frame) this.#events.delay(performance.now() - since);
        }, this.#events.broken);
      }
    }
  }

  #try(update: Uint8Array, seat: BoardSocket['seat']): Taken {
    try {
      return this.#document.take(update, seat);
    } catch (error) {
      // A refusal leaves the document as it was. Anything else may not have: it is read anew from storage.
      if (!(error instanceof AppError) || error.code === 'internal') this.#events.broken(error);
      throw error;
    }
  }

  #ask(socket: BoardSocket): void {
    socket.send(encodeFrame({ kind: 'ask', stateVector: this.#document.stateVector() }));
  }

  #leave(socket: BoardSocket): void {
    if (!this.#sockets.delete(socket)) return;
    this.#tell(this.#presence.leave(socket));
    this.#each((other) => other.note({ note: 'left', peer: socket.peer }));
    if (this.#sockets.size === 0) this.#events.empty();
  }

  /** Awareness is for clients that are not ours: ours know their peers by notes. */
  #tell(frame: Uint8Array | undefined): void {
    if (frame) this.#each((socket) => !socket.speaksOurs && socket.send(frame));
  }

  #each(run: (socket: BoardSocket) => void): void {
    for (const socket of this.#sockets) run(socket);
  }
}

const asPeer = ({ peer, seat }: BoardSocket): BoardPeer => ({ peer, name: seat.name, site: seat.site });
