import type { Ephemeron } from '@pluriclasse/shared/board/ephemera';
import type { BoardPeer, BoardRights } from '@pluriclasse/shared/board/notes';
import type { PageId } from '@pluriclasse/shared/board/objects';
import type * as Y from 'yjs';

export type LinkState =
  /** `again`: it was open before. */
  | { readonly kind: 'connecting'; readonly again: boolean }
  /** In step with the server. */
  | { readonly kind: 'open' }
  /** Cut off; tries again at `at` (epoch milliseconds). What is drawn meanwhile is kept. */
  | { readonly kind: 'waiting'; readonly at: number }
  /** For good: the code says why. */
  | { readonly kind: 'closed'; readonly code: number };

export interface LinkEvents {
  /** State, rights, peers, or the count of unsent changes are others than before. */
  readonly changed: () => void;
  /** The document was given up for a new one: the server refused a change. */
  readonly replaced: (doc: Y.Doc, reason: 'locked' | 'full' | 'invalid') => void;
  readonly ephemera: (batch: { peer: number; it: Ephemeron }[]) => void;
  /** A teacher brings everyone to this page. */
  readonly brought: (page: PageId) => void;
}

/** Where a board's document comes from and who else is at it: a server, or this device alone. */
export interface DocumentLink {
  readonly doc: Y.Doc;
  readonly state: LinkState;
  /** Undefined until they are known. */
  readonly rights: BoardRights | undefined;
  /** The others at the board, by the number that their ephemera carry. */
  readonly peers: ReadonlyMap<number, BoardPeer>;
  /** Changes made here that are stored nowhere else yet. */
  readonly unsent: number;
  /** When, after a cut, the last of what was drawn meanwhile was stored (epoch milliseconds). */
  readonly caughtUpAt: number | undefined;
  say(it: Ephemeron): void;
  bring(page: PageId): void;
  close(): void;
}
