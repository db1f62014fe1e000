import type { KeptChange, KeptChanges } from './KeptChanges.ts';

const DATABASE = 'pluriclasse-board';
const STORE = 'unsent';

/** Keeps changes in IndexedDB, under a scope: the board and who draws on it, since pupils share devices. */
export class IndexedDbKeptChanges implements KeptChanges {
  readonly #scope: string;
  readonly #database: Promise<IDBDatabase | undefined>;

  constructor(scope: string) {
    this.#scope = `${scope}|`;
    this.#database = open();
  }

  async load(): Promise<KeptChange[]> {
    const database = await this.#database;
    if (database === undefined) return [];
    const store = database.transaction(STORE).objectStore(STORE);
    const range = IDBKeyRange.bound(this.#scope, `${this.#scope}\uffff`);
    const [keys, updates] = await Promise.all([done(store.getAllKeys(range)), done(store.getAll(range))]);
    return (keys ?? []).flatMap((key, at): KeptChange[] => {
      const update: unknown = updates?.[at];
      const known = typeof key === 'string' && update instanceof Uint8Array;
      return known ? [{ key: key.slice(this.#scope.length), update }] : [];
    });
  }

  put({ key, update }: KeptChange): void {
    void this.#write((store) => store.put(update, this.#scope + key));
  }

  drop(keys: readonly string[]): void {
    if (keys.length > 0) void this.#write((store) => keys.forEach((key) => store.delete(this.#scope + key)));
  }

  async #write(write: (store: IDBObjectStore) => void): Promise<void> {
    try {
      const database = await this.#database;
      if (database) write(database.transaction(STORE, 'readwrite', { durability: 'relaxed' }).objectStore(STORE));
    } catch {
      // Keeping is a second net: the change itself is in memory and on its way.
    }
  }
}

function open(): Promise<IDBDatabase | undefined> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(undefined);
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

const done = <T>(request: IDBRequest<T>): Promise<T | undefined> =>
  new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(undefined);
  });
