import * as Y from 'yjs';
import { committed, done } from '../indexedDb.ts';
import type { OwnPageStore, PageChange, PageKey, StoredPage } from './OwnPageStore.ts';

const DATABASE = 'pluriclasse-own-pages';
const PAGES = 'pages';
const UPDATES = 'updates';

/**
 * Pages in IndexedDB. Each change is a row of its own, written at once, so that a page that is closed in the midst of a
 * word loses nothing; when a page is opened its rows become one.
 */
export class IndexedDbOwnPageStore implements OwnPageStore {
  readonly #database: Promise<IDBDatabase>;
  /** Tells this page's rows from those of another tab or an earlier visit. */
  readonly #visit = `${Date.now()} ${Math.random()}`;
  #rows = 0;

  constructor() {
    this.#database = open();
    // Whoever asks for something hears of it.
    this.#database.catch(() => undefined);
  }

  async list(owner: string): Promise<StoredPage[]> {
    const store = (await this.#database).transaction(PAGES).objectStore(PAGES);
    return (await done(store.getAll(IDBKeyRange.bound([owner], [owner, []])))) as StoredPage[]; // `put` alone writes here
  }

  async create(page: StoredPage, update: Uint8Array): Promise<void> {
    const change = await this.#write();
    change.objectStore(PAGES).put(page, [page.owner, page.ownPageId]);
    change.objectStore(UPDATES).put(update, this.#newRow(page));
    await committed(change);
  }

  async change(key: PageKey, how: PageChange): Promise<void> {
    const change = await this.#write();
    await changeIn(change, key, how);
    await committed(change);
  }

  async add(key: PageKey, update: Uint8Array, how: PageChange): Promise<void> {
    // What was drawn goes first, and alone: one who leaves at this instant has it, whatever becomes of the counts.
    const row = (await this.#database).transaction(UPDATES, 'readwrite');
    row.objectStore(UPDATES).put(update, this.#newRow(key));
    row.commit();
    await committed(row);
    await this.change(key, how);
  }

  async load(key: PageKey): Promise<Uint8Array | undefined> {
    const change = await this.#write();
    const store = change.objectStore(UPDATES);
    const rows = (await done(store.getAll(rowsOf(key)))) as Uint8Array[]; // `create` and `add` alone write here
    if (rows.length === 0) return undefined;
    const whole = Y.mergeUpdates(rows);
    if (rows.length > 1) {
      store.delete(rowsOf(key));
      store.put(whole, this.#newRow(key));
    }
    await committed(change);
    return whole;
  }

  async remove({ owner, ownPageId }: PageKey): Promise<void> {
    const change = await this.#write();
    change.objectStore(PAGES).delete([owner, ownPageId]);
    change.objectStore(UPDATES).delete(rowsOf({ owner, ownPageId }));
    await committed(change);
  }

  async #write(): Promise<IDBTransaction> {
    return (await this.#database).transaction([PAGES, UPDATES], 'readwrite');
  }

  #newRow({ owner, ownPageId }: PageKey): IDBValidKey {
    return [owner, ownPageId, `${this.#visit} ${this.#rows++}`];
  }
}

/** An array sorts behind all texts (IndexedDB, "compare two keys"). */
const rowsOf = ({ owner, ownPageId }: PageKey) => IDBKeyRange.bound([owner, ownPageId], [owner, ownPageId, []]);

/** @returns false where there is no such page */
async function changeIn(change: IDBTransaction, { owner, ownPageId }: PageKey, how: PageChange): Promise<boolean> {
  const store = change.objectStore(PAGES);
  const page = (await done(store.get([owner, ownPageId]))) as StoredPage | undefined;
  if (page === undefined) return false;
  store.put(how(page), [owner, ownPageId]);
  return true;
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(PAGES);
    request.result.createObjectStore(UPDATES);
  };
  return done(request);
}
