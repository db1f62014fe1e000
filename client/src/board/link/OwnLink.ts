import type * as Y from 'yjs';
import type { DocumentLink } from './DocumentLink.ts';

/** A document of one's own: nobody else is there, and whoever opened it keeps it. */
export class OwnLink implements DocumentLink {
  readonly doc: Y.Doc;
  readonly state = { kind: 'open' } as const;
  readonly rights = { mayDraw: true, mayLead: false, locked: false };
  readonly peers = new Map();
  readonly unsent = 0;
  readonly caughtUpAt = undefined;

  constructor(doc: Y.Doc) {
    this.doc = doc;
  }

  say(): void {}
  bring(): void {}
  close(): void {}
}
