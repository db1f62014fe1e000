import { type BoardEntry, type BoardRepository } from '@pluriclasse/server/boards/BoardRepository';
import { MemoryBoardRepository } from '@pluriclasse/server/boards/MemoryBoardRepository';
import { PostgresBoardRepository } from '@pluriclasse/server/boards/PostgresBoardRepository';
import { BoardId, SeatId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BoardDatabase, startBoardDatabase } from '../support/board/boardDatabase.ts';

let database: BoardDatabase;
beforeAll(async () => {
  database = await startBoardDatabase();
});
afterAll(() => database.close());

const bytes = (...values: number[]) => Uint8Array.from(values);
const future = () => new Date(Date.now() + 60_000);

describe.each<[string, () => BoardRepository]>([
  ['in memory', () => new MemoryBoardRepository()],
  ['in Postgres', () => new PostgresBoardRepository(database.database.db)],
])('a board repository %s', (_, create) => {
  let repository: BoardRepository;
  let boardId: BoardId;
  beforeEach(() => {
    repository = create();
    boardId = BoardId.parse(randomUUID());
  });
  const entry = (seq: number, more: Partial<BoardEntry> = {}): BoardEntry => ({
    boardId,
    seq,
    at: Date.now(),
    update: bytes(seq),
    seatId: null,
    writers: [],
    ...more,
  });
  const load = async () => {
    const { snapshot, entries, writers } = await repository.load(boardId);
    // Postgres gives Buffers, which are Uint8Arrays by another name.
    return {
      snapshot: snapshot && { seq: snapshot.seq, state: [...snapshot.state] },
      entries: entries.map(({ seq, update }) => [seq, ...update]),
      writers,
    };
  };

  it('knows nothing of a new board', async () => {
    expect(await load()).toEqual({ snapshot: undefined, entries: [], writers: [] });
  });

  it('gives back what was appended, in order, each board its own', async () => {
    const other = BoardId.parse(randomUUID());
    const seatId = SeatId.parse(randomUUID());
    await repository.append([entry(1, { seatId }), entry(1, { boardId: other }), entry(2)]);
    await repository.append([entry(3)]);
    expect((await load()).entries).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('remembers whose a Yjs client is, and the first says', async () => {
    await repository.append([entry(1, { writers: [{ client: 4_294_967_295, writer: 'pupil:a' }] })]);
    await repository.append([entry(2, { writers: [{ client: 4_294_967_295, writer: 'pupil:b' }] })]);
    expect((await load()).writers).toEqual([{ client: 4_294_967_295, writer: 'pupil:a' }]);
  });

  it('takes none of a batch if a number is taken', async () => {
    await repository.append([entry(1)]);
    await expect(repository.append([entry(2), entry(1)])).rejects.toMatchObject({ code: 'conflict' });
    expect((await load()).entries).toEqual([[1, 1]]);
  });

  it('begins with the snapshot, and a late one does not replace a later', async () => {
    await repository.append([entry(1), entry(2), entry(3)]);
    await repository.saveSnapshot(boardId, 2, bytes(22));
    await repository.saveSnapshot(boardId, 1, bytes(11));
    expect(await load()).toMatchObject({ snapshot: { seq: 2, state: [22] }, entries: [[3, 3]] });
  });

  it('prunes only what a snapshot covers and what is old', async () => {
    await repository.append([entry(1), entry(2), entry(3)]);
    expect(await repository.prune(boardId, future())).toBe(0);
    await repository.saveSnapshot(boardId, 2, bytes(22));
    expect(await repository.prune(boardId, new Date(Date.now() - 60_000))).toBe(0);
    expect(await repository.prune(boardId, future())).toBe(2);
    expect((await load()).entries).toEqual([[3, 3]]);
    await expect(repository.append([entry(3)])).rejects.toMatchObject({ code: 'conflict' });
  });
});
