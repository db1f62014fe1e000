import type { AppError } from '@pluriclasse/shared/errors';
import { BoardId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BoardEntry } from './BoardRepository.ts';
import { BoardLog } from './BoardLog.ts';
import { MemoryBoardRepository } from './MemoryBoardRepository.ts';

const board = BoardId.parse(randomUUID());
const entry = (seq: number, boardId = board): BoardEntry => ({
  boardId,
  seq,
  at: 0,
  update: Uint8Array.of(seq),
  seatId: null,
  writers: [],
});

/** A repository whose commits a test lets through, one by one. */
class GatedRepository extends MemoryBoardRepository {
  readonly batches: number[][] = [];
  readonly #gates: PromiseWithResolvers<void>[] = [];

  #asked = Promise.withResolvers<void>();

  /** Resolves at the next commit that is tried. */
  get asked(): Promise<void> {
    return this.#asked.promise;
  }

  override async append(entries: readonly BoardEntry[]): Promise<void> {
    this.batches.push(entries.map(({ seq }) => seq));
    this.#asked.resolve();
    this.#asked = Promise.withResolvers();
    const gate = Promise.withResolvers<void>();
    this.#gates.push(gate);
    await gate.promise;
    await super.append(entries);
  }
  async next(error?: Error): Promise<void> {
    const gate = this.#gates.shift();
    if (error) gate?.reject(error);
    else gate?.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const stored = async (repository: MemoryBoardRepository, of = board) =>
  (await repository.load(of)).entries.map(({ seq }) => seq);

describe('the board log', () => {
  it('stores at once what comes at once, and gathers what comes meanwhile', async () => {
    const repository = new GatedRepository();
    const log = new BoardLog(repository);
    const done: number[] = [];
    const append = (seq: number) => log.append(entry(seq)).then(() => done.push(seq));
    const all = [append(1), append(2)];
    await Promise.resolve();
    all.push(append(3), append(4));
    expect(repository.batches).toEqual([[1, 2]]);
    await repository.next();
    expect(done).toEqual([1, 2]);
    expect(repository.batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
    await repository.next();
    await Promise.all(all);
    expect(await stored(repository)).toEqual([1, 2, 3, 4]);
  });

  it('acknowledges nothing while the database is away, and everything in order when it is back', async () => {
    const repository = new GatedRepository();
    const troubles: unknown[] = [];
    const log = new BoardLog(repository, {
      retryAfter: 0,
      onTrouble: (error) => troubles.push(error),
    });
    const first = log.append(entry(1));
    await Promise.resolve();
    const second = log.append(entry(2));
    const again = repository.asked;
    await repository.next(new Error('The database is away'));
    expect(troubles).toHaveLength(1);
    await again;
    expect(repository.batches.at(-1)).toEqual([1, 2]);
    await repository.next();
    await Promise.all([first, second]);
    expect(troubles).toHaveLength(1);
    expect(await stored(repository)).toEqual([1, 2]);
  });

  it('does not let one board that is written elsewhere hold up another', async () => {
    const repository = new MemoryBoardRepository();
    const other = BoardId.parse(randomUUID());
    await repository.append([entry(1)]);
    const log = new BoardLog(repository);
    const [taken, fine] = await Promise.allSettled([log.append(entry(1)), log.append(entry(1, other))]);
    expect(taken).toMatchObject({
      status: 'rejected',
      reason: expect.objectContaining({ code: 'conflict' }) as AppError,
    });
    expect(fine.status).toBe('fulfilled');
    expect(await stored(repository, other)).toEqual([1]);
  });

  it('stores what waits before it closes, and takes nothing after', async () => {
    const repository = new MemoryBoardRepository();
    const log = new BoardLog(repository);
    const last = log.append(entry(1));
    await log.close();
    await last;
    await expect(log.append(entry(2))).rejects.toMatchObject({ code: 'unavailable' });
    expect(await stored(repository)).toEqual([1]);
  });
});
