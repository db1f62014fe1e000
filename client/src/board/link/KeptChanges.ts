/** A change made here that the server has not acknowledged yet. */
export interface KeptChange {
  readonly key: string;
  readonly update: Uint8Array;
}

/**
 * Keeps unacknowledged changes of one board and one person over a reload. It does its best and never fails: what it
 * cannot keep (a private window, a full disk) still lives in memory as long as the page does.
 */
export interface KeptChanges {
  load(): Promise<KeptChange[]>;
  put(change: KeptChange): void;
  drop(keys: readonly string[]): void;
}

/** For tests, and for seats that never draw. */
export class MemoryKeptChanges implements KeptChanges {
  readonly #changes = new Map<string, Uint8Array>();

  load(): Promise<KeptChange[]> {
    return Promise.resolve([...this.#changes].map(([key, update]) => ({ key, update })));
  }
  put({ key, update }: KeptChange): void {
    this.#changes.set(key, update);
  }
  drop(keys: readonly string[]): void {
    for (const key of keys) this.#changes.delete(key);
  }
}
