import * as Y from 'yjs';
import type { OwnPageStore, PageChange, PageKey, StoredPage } from '../OwnPageStore.ts';

const nameOf = ({ owner, ownPageId }: PageKey) => `${owner} ${ownPageId}`;

/** For tests: keeps what a browser would. */
export class MemoryOwnPageStore implements OwnPageStore {
  readonly pages = new Map<string, StoredPage>();
  readonly #updates = new Map<string, Uint8Array[]>();
  /** Every write rejects, as in a browser that keeps nothing. */
  full = false;

  async list(owner: string): Promise<StoredPage[]> {
    return [...this.pages.values()].filter((page) => page.owner === owner);
  }
  async create(page: StoredPage, update: Uint8Array): Promise<void> {
    this.#check();
    this.pages.set(nameOf(page), page);
    this.#updates.set(nameOf(page), [update]);
  }
  async change(key: PageKey, change: PageChange): Promise<void> {
    this.#check();
    const page = this.pages.get(nameOf(key));
    if (page) this.pages.set(nameOf(key), change(page));
  }
  async add(key: PageKey, update: Uint8Array, change: PageChange): Promise<void> {
    this.#check();
    this.#updates.get(nameOf(key))?.push(update);
    await this.change(key, change);
  }
  async load(key: PageKey): Promise<Uint8Array | undefined> {
    const updates = this.#updates.get(nameOf(key));
    return updates && Y.mergeUpdates(updates);
  }
  async remove(key: PageKey): Promise<void> {
    this.pages.delete(nameOf(key));
    this.#updates.delete(nameOf(key));
  }

  #check(): void {
    if (this.full) throw new Error('Full');
  }
}
