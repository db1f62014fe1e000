import type { OwnPage } from '@pluriclasse/shared/capsule/ownPage';
import type { CapsuleId } from '@pluriclasse/shared/ids';

/** What is kept of a page beside what is drawn on it. */
export interface StoredPage extends OwnPage {
  /** Whose: people share devices, and nobody finds another's. */
  readonly owner: string;
  readonly capsuleId: CapsuleId;
  /** When the capsule's time is over, and the page's with it. */
  readonly expiresAt: number;
  readonly changedAt: number;
  /** Changes made on this device, and how many of them the server has. */
  readonly edits: number;
  readonly sent: number;
  /** The server's count of changes when it was last asked; 0: it never had the page. */
  readonly version: number;
  /** The server's state vector then. */
  readonly theirs: Uint8Array | undefined;
  /** Taken away at that time; there may be a way back yet. */
  readonly removedAt: number | undefined;
  /** The server takes no more of it, since it is too large or one too many: it stays on this device. */
  readonly refused: boolean;
}

export type PageKey = Pick<StoredPage, 'owner' | 'ownPageId'>;
export type PageChange = (page: StoredPage) => StoredPage;

/** Where pages lie in this browser. Every method rejects where the browser does not let us. */
export interface OwnPageStore {
  list(owner: string): Promise<StoredPage[]>;
  /** Puts a page that is not there yet, with what is on it. */
  create(page: StoredPage, update: Uint8Array): Promise<void>;
  /** Changes what is kept of it, as one step; nothing happens where there is no such page. */
  change(key: PageKey, change: PageChange): Promise<void>;
  /** Writes down an update, then changes what is kept of the page. Who leaves in between has the update. */
  add(key: PageKey, update: Uint8Array, change: PageChange): Promise<void>;
  /** All that is on the page, as one update. @returns undefined where there is no such page */
  load(key: PageKey): Promise<Uint8Array | undefined>;
  remove(key: PageKey): Promise<void>;
}
