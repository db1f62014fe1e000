import type { BoardId, SeatId } from '@pluriclasse/shared/ids';

/** One accepted change, in the order in which the board took it. */
export interface BoardEntry {
  readonly boardId: BoardId;
  /** 1, 2, 3 … without gaps on each board. */
  readonly seq: number;
  /** A Yjs update. */
  readonly update: Uint8Array;
  /** When the board took it, by the server's clock. */
  readonly at: number;
  /** Null for what the server itself writes, such as the first page. */
  readonly seatId: SeatId | null;
  /** Yjs clients that this entry brings to the board, and whose they are. */
  readonly writers: readonly BoardWriter[];
}

export interface BoardWriter {
  readonly client: number;
  readonly writer: string;
}

/** What is stored of a board: the latest snapshot, and what came after it. */
export interface StoredBoard {
  readonly snapshot: { readonly seq: number; readonly state: Uint8Array } | undefined;
  readonly entries: readonly Pick<BoardEntry, 'seq' | 'update'>[];
  readonly writers: readonly BoardWriter[];
}

/** Keeps boards as an append-only log with snapshots. */
export interface BoardRepository {
  load(boardId: BoardId): Promise<StoredBoard>;
  /**
   * Appends entries of any boards, all or none. When it resolves they are durable: they survive a killed process.
   * @throws AppError `conflict` if a number is taken, which means that another process writes the board.
   */
  append(entries: readonly BoardEntry[]): Promise<void>;
  /** Stores the state as it is after entry `seq`; the entries stay. A later snapshot replaces an earlier one. */
  saveSnapshot(boardId: BoardId, seq: number, state: Uint8Array): Promise<void>;
  /** Takes away entries that a snapshot covers and that are older than `before`; returns how many. */
  prune(boardId: BoardId, before: Date): Promise<number>;
}
