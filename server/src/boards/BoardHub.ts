import { type BoardCloseCode, boardClose } from '@pluriclasse/shared/board/closeCodes';
import type { PageId } from '@pluriclasse/shared/board/objects';
import { AppError } from '@pluriclasse/shared/errors';
import type { BoardId, SeatId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Board } from './Board.ts';
import type { BoardSeat } from './BoardAccess.ts';
import { BoardDocument } from './BoardDocument.ts';
import { BoardLog } from './BoardLog.ts';
import type { BoardRepository } from './BoardRepository.ts';
import { BoardSocket } from './BoardSocket.ts';

export interface BoardHubOptions {
  readonly repository: BoardRepository;
  /** pino, or anything that logs so. */
  readonly log: { warn(data: object, message: string): void; error(data: object, message: string): void };
  /** Told of each change's way: milliseconds from its arrival to its being stored and sent on. */
  readonly onDelay?: (milliseconds: number) => void;
  readonly now?: Now;
  /** Told when a teacher brings everyone to a page. */
  readonly onPage?: (boardId: BoardId, page: PageId) => void;
  /** How long an empty board stays in memory, in milliseconds. */
  readonly linger?: number;
  /** How long entries outlive the snapshot that covers them, in milliseconds. */
  readonly keepLogFor?: number;
  readonly snapshotEvery?: number;
}

/** A board on which nothing ever was. */
const emptyState = Y.encodeStateAsUpdate(new Y.Doc());
const LINGER_MS = 30_000;
const KEEP_LOG_MS = 7 * 24 * 3_600_000;
const SNAPSHOT_EVERY = 500;
const HEARTBEAT_MS = 20_000;

/**
 * The boards that this process owns. `open` is the one place where a board gets its owner: with several servers it is
 * here that a lock is taken, or the socket passed on to who has it.
 */
export class BoardHub {
  readonly #options: BoardHubOptions;
  readonly #log: BoardLog;
  readonly #boards = new Map<BoardId, Promise<Board>>();
  /** Kept beside the boards: a lesson may lock its board before anybody has opened it. */
  readonly #locked = new Set<BoardId>();
  readonly #lingering = new Map<BoardId, NodeJS.Timeout>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #sockets = new Set<BoardSocket>();
  #peers = 0;
  #closed = false;

  constructor(options: BoardHubOptions) {
    this.#options = options;
    this.#log = new BoardLog(options.repository, {
      onTrouble: (error) => options.log.error({ err: error }, 'Board log not stored, trying again'),
    });
    this.#heartbeat = setInterval(() => this.#checkAlive(), HEARTBEAT_MS).unref();
  }

  /** For metrics. */
  get size(): { boards: number; sockets: number; waiting: number } {
    return { boards: this.#boards.size, sockets: this.#sockets.size, waiting: this.#log.waiting };
  }

  /** Seats someone at a board. The socket is closed with a code that says why if that fails. */
  async seat(ws: WebSocket, seat: BoardSeat): Promise<void> {
    const board = await this.open(seat.boardId);
    if (ws.readyState !== ws.OPEN) return this.#lingerIfEmpty(board);
    this.#stay(seat.boardId);
    const socket = new BoardSocket(ws, seat, ++this.#peers);
    this.#sockets.add(socket);
    ws.on('close', () => this.#sockets.delete(socket));
    board.join(socket);
  }

  /** The board, read from storage if need be. @throws AppError `unavailable` while the hub closes. */
  open(boardId: BoardId): Promise<Board> {
    if (this.#closed) return Promise.reject(new AppError('unavailable', 'The server stops'));
    const open = this.#boards.get(boardId);
    if (open) return open;
    const opening = this.#read(boardId);
    this.#boards.set(boardId, opening);
    opening.catch(() => this.#boards.delete(boardId));
    return opening;
  }

  /** Whether pupils' pens stand still. Kept until it is changed or the board is forgotten. */
  setLocked(boardId: BoardId, locked: boolean): void {
    if (locked) this.#locked.add(boardId);
    else this.#locked.delete(boardId);
    this.#boards.get(boardId)?.then(
      (board) => board.setLocked(this.#locked.has(boardId)),
      () => undefined,
    );
  }

  /** The page to which a teacher last brought everyone; null while nobody has the board open. */
  async pageOf(boardId: BoardId): Promise<PageId | null> {
    return (await this.#find(boardId))?.page ?? null;
  }

  /** The board as it is stored, as one Yjs update, and the last entry in it, once all that was drawn before is stored. */
  async stateOf(boardId: BoardId): Promise<{ seq: number; state: Uint8Array }> {
    await this.stored(boardId);
    const { snapshot, entries } = await this.#options.repository.load(boardId);
    const parts = [snapshot?.state ?? [], ...entries.map(({ update }) => update)].filter((part) => part.length > 0);
    const state = parts.length === 0 ? emptyState : Y.mergeUpdates(parts.map((part) => Uint8Array.from(part)));
    return { seq: entries.at(-1)?.seq ?? snapshot?.seq ?? 0, state };
  }

  /** Resolves when all that was drawn so far is stored, or was given up. */
  async stored(boardId: BoardId): Promise<void> {
    await (await this.#find(boardId))?.stored.catch(() => undefined);
  }

  /** What this seat may do has changed, or it has left the lesson: it is asked again when it comes back. */
  recheck(seatId: SeatId): void {
    for (const socket of this.#sockets) if (socket.seat.seatId === seatId) socket.close(boardClose.accessChanged);
  }

  /** Closes a board for all, such as when its lesson has ended, and forgets its lock. */
  async end(boardId: BoardId, code: BoardCloseCode = boardClose.ended): Promise<void> {
    this.#stay(boardId);
    this.#locked.delete(boardId);
    await this.#unload(boardId, code);
  }

  /** Stores everything and sends everyone away to come back. Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#heartbeat);
    for (const boardId of this.#lingering.keys()) this.#stay(boardId);
    await Promise.all([...this.#boards.keys()].map((boardId) => this.#unload(boardId, boardClose.away)));
    await this.#log.close();
    for (const socket of this.#sockets) socket.terminate();
  }

  async #read(boardId: BoardId): Promise<Board> {
    const document = await BoardDocument.create(boardId, {
      repository: this.#options.repository,
      log: this.#log,
      now: this.#options.now ?? Date.now,
      keepLogFor: this.#options.keepLogFor ?? KEEP_LOG_MS,
      snapshotEvery: this.#options.snapshotEvery ?? SNAPSHOT_EVERY,
    });
    const board: Board = new Board(document, this.#locked.has(boardId), {
      empty: () => this.#lingerIfEmpty(board),
      page: (page) => this.#options.onPage?.(boardId, page),
      delay: (milliseconds) => this.#options.onDelay?.(milliseconds),
      broken: (error) => {
        this.#options.log.warn({ err: error, boardId }, 'Board is written elsewhere, reading it anew');
        void this.#unload(boardId, boardClose.away);
      },
    });
    return board;
  }

  async #find(boardId: BoardId): Promise<Board | undefined> {
    return this.#boards.get(boardId)?.catch(() => undefined);
  }

  #lingerIfEmpty(board: Board): void {
    const { boardId } = board;
    if (board.sockets.size > 0 || this.#closed || this.#lingering.has(boardId)) return;
    const leave = () => {
      this.#lingering.delete(boardId);
      if (board.sockets.size === 0) void this.#unload(boardId, boardClose.away, board);
    };
    this.#lingering.set(boardId, setTimeout(leave, this.#options.linger ?? LINGER_MS).unref());
  }

  #stay(boardId: BoardId): void {
    clearTimeout(this.#lingering.get(boardId));
    this.#lingering.delete(boardId);
  }

  /** @param only unloads this very board, not one that was read after it. */
  async #unload(boardId: BoardId, code: BoardCloseCode, only?: Board): Promise<void> {
    const open = this.#boards.get(boardId);
    const board = await open?.catch(() => undefined);
    if (open === undefined || board === undefined || this.#boards.get(boardId) !== open) return;
    if (only !== undefined && only !== board) return;
    // One who knocks meanwhile is sent away to come back, and then reads what is being stored now.
    const closing = board.close(code).then(() => {
      this.#boards.delete(boardId);
      throw new AppError('unavailable', 'The board was closing');
    });
    this.#boards.set(boardId, closing);
    await closing.catch(() => undefined);
  }

  #checkAlive(): void {
    for (const socket of this.#sockets) socket.checkAlive();
  }
}
