import { AppError } from '@pluriclasse/shared/errors';
import type { BoardId } from '@pluriclasse/shared/ids';
import { and, eq, exists, gt, lt, lte, sql } from 'drizzle-orm';
import { violatedIndex } from '../db/conflicts.ts';
import type { Db } from '../db/Database.ts';
import type { BoardEntry, BoardRepository, StoredBoard } from './BoardRepository.ts';
import { boardSnapshots, boardUpdates, boardWriters } from '../db/schema/boards.ts';

export class PostgresBoardRepository implements BoardRepository {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  load(boardId: BoardId): Promise<StoredBoard> {
    // One snapshot of the database, so that no pruning comes between the reads.
    return this.#db.transaction(
      async (tx) => {
        const [snapshot] = await tx
          .select({ seq: boardSnapshots.seq, state: boardSnapshots.state })
          .from(boardSnapshots)
          .where(eq(boardSnapshots.boardId, boardId));
        const entries = await tx
          .select({ seq: boardUpdates.seq, update: boardUpdates.update })
          .from(boardUpdates)
          .where(and(eq(boardUpdates.boardId, boardId), gt(boardUpdates.seq, snapshot?.seq ?? 0)))
          .orderBy(boardUpdates.seq);
        const writers = await tx
          .select({ client: boardWriters.client, writer: boardWriters.writer })
          .from(boardWriters)
          .where(eq(boardWriters.boardId, boardId));
        return { snapshot, entries, writers };
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  }

  async append(entries: readonly BoardEntry[]): Promise<void> {
    const writers = entries.flatMap(({ boardId, writers: list }) => list.map((it) => ({ boardId, ...it })));
    const rows = entries.map(({ at, boardId, seq, update, seatId }) => {
      return { boardId, seq, update, seatId, createdAt: new Date(at) };
    });
    try {
      if (writers.length === 0) {
        await this.#db.insert(boardUpdates).values(rows);
        return;
      }
      await this.#db.transaction(async (tx) => {
        await tx.insert(boardWriters).values(writers).onConflictDoNothing();
        await tx.insert(boardUpdates).values(rows);
      });
    } catch (error) {
      if (violatedIndex(error)) throw new AppError('conflict', 'Another process writes this board', { cause: error });
      throw error;
    }
  }

  async saveSnapshot(boardId: BoardId, seq: number, state: Uint8Array): Promise<void> {
    const row = { boardId, seq, state, bytes: state.length };
    await this.#db
      .insert(boardSnapshots)
      .values(row)
      .onConflictDoUpdate({
        target: boardSnapshots.boardId,
        set: { ...row, createdAt: sql`now()` },
        setWhere: lte(boardSnapshots.seq, seq),
      });
  }

  async prune(boardId: BoardId, before: Date): Promise<number> {
    const covered = this.#db
      .select({ one: sql`1` })
      .from(boardSnapshots)
      .where(and(eq(boardSnapshots.boardId, boardId), lte(boardUpdates.seq, boardSnapshots.seq)));
    const pruned = await this.#db
      .delete(boardUpdates)
      .where(and(eq(boardUpdates.boardId, boardId), lt(boardUpdates.createdAt, before), exists(covered)));
    return pruned.rowCount ?? 0;
  }
}
