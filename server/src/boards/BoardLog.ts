import { AppError } from '@pluriclasse/shared/errors';
import type { BoardEntry, BoardRepository } from './BoardRepository.ts';

interface Waiting {
  readonly entry: BoardEntry;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

export interface BoardLogOptions {
  /** Called when the database refuses or is away; the log goes on trying. */
  readonly onTrouble?: (error: unknown) => void;
  /** Pause before another try, in milliseconds. */
  readonly retryAfter?: number;
}

/**
 * Writes entries of all boards by group commit: while one commit is under way the next entries gather, so that the
 * database sees a few large commits under load and an idle board is stored at once. Entries reach the database in the
 * order in which they were appended.
 */
export class BoardLog {
  readonly #repository: BoardRepository;
  readonly #options: BoardLogOptions;
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  #closed = false;
  #wake: (() => void) | undefined;

  constructor(repository: BoardRepository, options: BoardLogOptions = {}) {
    this.#repository = repository;
    this.#options = options;
  }

  /** Entries that are not stored yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Resolves when the entry is durable. @throws AppError `conflict` if another process writes the board. */
  append(entry: BoardEntry): Promise<void> {
    if (this.#closed) return Promise.reject(new AppError('unavailable', 'The log is closed'));
    return new Promise((stored, failed) => {
      this.#queue.push({ entry, stored, failed });
      this.#running ??= this.#run();
    });
  }

  /** Stores what waits, once; what then can't be stored is given up. Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    // Entries appended in this very turn of the loop, by several sockets, go into one commit.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      if (!(await this.#store(batch))) {
        this.#queue = [...batch, ...this.#queue];
        if (this.#closed) this.#giveUp();
        else await this.#pause();
      }
    }
    this.#running = undefined;
  }

  /** @returns false if it should be tried again. */
  async #store(batch: readonly Waiting[]): Promise<boolean> {
    try {
      await this.#repository.append(batch.map(({ entry }) => entry));
      for (const { stored } of batch) stored();
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') {
        await this.#storeByBoard(batch);
        return true;
      }
      this.#options.onTrouble?.(error);
      return false;
    }
  }

  /** One board of the batch is written by another process: the others must not suffer. */
  async #storeByBoard(batch: readonly Waiting[]): Promise<void> {
    for (const part of Map.groupBy(batch, ({ entry }) => entry.boardId).values()) {
      try {
        await this.#repository.append(part.map(({ entry }) => entry));
        for (const { stored } of part) stored();
      } catch (error) {
        for (const { failed } of part) failed(error);
      }
    }
  }

  #giveUp(): void {
    for (const { failed } of this.#queue) failed(new AppError('unavailable', 'Not stored before the end'));
    this.#queue = [];
  }

  async #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#options.retryAfter ?? 250);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
    this.#wake = undefined;
  }
}
