import type { CatchUpEvent } from '@pluriclasse/shared/capsule/progress';
import { committed, done } from '../indexedDb.ts';
import type { CatchUpStore, WaitingEvent } from './CatchUpStore.ts';

const DATABASE = 'pluriclasse-catch-ups';
const EVENTS = 'events';
const SAID = 'said';

/** In IndexedDB. A key begins with the owner; events have their place in the order besides. */
export class IndexedDbCatchUpStore implements CatchUpStore {
  readonly #database: Promise<IDBDatabase>;

  constructor() {
    this.#database = open();
    // Whoever asks for something hears of it.
    this.#database.catch(() => undefined);
  }

  async waiting(owner: string): Promise<WaitingEvent[]> {
    const store = (await this.#database).transaction(EVENTS).objectStore(EVENTS);
    const found = (await done(store.getAll(ofOwner(owner)))) as (WaitingEvent & { put: number })[]; // `put` alone writes here
    return found.toSorted((a, b) => a.put - b.put).map(({ put: _, ...waiting }) => waiting);
  }

  async put(waiting: WaitingEvent): Promise<void> {
    const change = (await this.#database).transaction(EVENTS, 'readwrite');
    change.objectStore(EVENTS).put({ ...waiting, put: Date.now() }, [waiting.owner, waiting.event.eventId]);
    // Not when the page has time for it: it may be left at once.
    change.commit();
    await committed(change);
  }

  async remove(owner: string, events: readonly CatchUpEvent[]): Promise<void> {
    const change = (await this.#database).transaction(EVENTS, 'readwrite');
    const store = change.objectStore(EVENTS);
    for (const event of events) {
      const key = [owner, event.eventId];
      const look = store.get(key);
      look.onsuccess = () => {
        const waiting = look.result as WaitingEvent | undefined; // `put` alone writes here
        if (JSON.stringify(waiting?.event) === JSON.stringify(event)) store.delete(key);
      };
    }
    await committed(change);
  }

  async recall(owner: string, name: string): Promise<unknown> {
    const store = (await this.#database).transaction(SAID).objectStore(SAID);
    return done<unknown>(store.get([owner, name]));
  }

  async keep(owner: string, name: string, said: unknown): Promise<void> {
    const change = (await this.#database).transaction(SAID, 'readwrite');
    change.objectStore(SAID).put(said, [owner, name]);
    await committed(change);
  }

  async forget(owner: string, name?: string): Promise<void> {
    const change = (await this.#database).transaction(SAID, 'readwrite');
    change.objectStore(SAID).delete(name === undefined ? ofOwner(owner) : [owner, name]);
    await committed(change);
  }
}

/** An array sorts behind all texts (IndexedDB, "compare two keys"). */
const ofOwner = (owner: string) => IDBKeyRange.bound([owner], [owner, []]);

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(EVENTS);
    request.result.createObjectStore(SAID);
  };
  return done(request);
}
