import { AppError } from '@pluriclasse/shared/errors';
import type { BoardId } from '@pluriclasse/shared/ids';
import type { BoardEntry, BoardRepository, BoardWriter, StoredBoard } from './BoardRepository.ts';

interface Shelf {
  entries: { seq: number; update: Uint8Array; at: number }[];
  writers: BoardWriter[];
  snapshot: StoredBoard['snapshot'];
}

/** For tests that need no database. */
export class MemoryBoardRepository implements BoardRepository {
  readonly #shelves = new Map<BoardId, Shelf>();

  async load(boardId: BoardId): Promise<StoredBoard> {
    const { entries, snapshot, writers } = this.#shelf(boardId);
    const after = snapshot?.seq ?? 0;
    return { snapshot, writers: [...writers], entries: entries.filter(({ seq }) => seq > after) };
  }

  async append(entries: readonly BoardEntry[]): Promise<void> {
    const taken = ({ boardId, seq }: BoardEntry) => this.#shelf(boardId).entries.some((entry) => entry.seq === seq);
    if (entries.some(taken)) throw new AppError('conflict', 'Another process writes this board');
    for (const { boardId, seq, update, at, writers } of entries) {
      const shelf = this.#shelf(boardId);
      shelf.entries.push({ seq, update, at });
      for (const it of writers) if (!shelf.writers.some(({ client }) => client === it.client)) shelf.writers.push(it);
    }
  }

  async saveSnapshot(boardId: BoardId, seq: number, state: Uint8Array): Promise<void> {
    const shelf = this.#shelf(boardId);
    if (seq >= (shelf.snapshot?.seq ?? 0)) shelf.snapshot = { seq, state };
  }

  async prune(boardId: BoardId, before: Date): Promise<number> {
    const shelf = this.#shelf(boardId);
    const upTo = shelf.snapshot?.seq ?? 0;
    const kept = shelf.entries.filter(({ seq, at }) => seq > upTo || at >= before.getTime());
    const pruned = shelf.entries.length - kept.length;
    shelf.entries = kept;
    return pruned;
  }

  #shelf(boardId: BoardId): Shelf {
    const shelf = this.#shelves.get(boardId) ?? { entries: [], writers: [], snapshot: undefined };
    this.#shelves.set(boardId, shelf);
    return shelf;
  }
}
