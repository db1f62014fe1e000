import { BoardLink } from '@pluriclasse/client/board/link/BoardLink';
import { type KeptChanges, MemoryKeptChanges } from '@pluriclasse/client/board/link/KeptChanges';
import { type PageParts, findPage, listPages } from '@pluriclasse/shared/board/document';
import type { Ephemeron } from '@pluriclasse/shared/board/ephemera';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import type { ObjectBody, ObjectId } from '@pluriclasse/shared/board/objects';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { type SocketGrip, heldSockets } from './HeldSocket.ts';

/** A seat without a screen: the client's own link, with hands that a test moves. */
export class BoardSeatBot {
  readonly link: BoardLink;
  readonly grip: SocketGrip;
  readonly seen: { peer: number; it: Ephemeron }[] = [];
  readonly refusals: string[] = [];
  readonly brought: string[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(url: string, kept: KeptChanges = new MemoryKeptChanges()) {
    const { Socket, grip } = heldSockets();
    this.grip = grip;
    this.link = new BoardLink({
      url,
      kept,
      WebSocket: Socket,
      events: {
        changed: () => this.#ring(),
        replaced: (doc, reason) => {
          this.refusals.push(reason);
          doc.on('update', this.#ring);
        },
        ephemera: (batch) => {
          this.seen.push(...batch);
          this.#ring();
        },
        brought: (page) => {
          this.brought.push(page);
          this.#ring();
        },
      },
    });
    this.link.doc.on('update', this.#ring);
    void this.link.start();
  }

  get page(): PageParts {
    const first = listPages(this.link.doc)[0];
    const page = first && findPage(this.link.doc, first);
    if (page === undefined) throw new Error('No page yet');
    return page;
  }
  get objects(): ObjectId[] {
    return [...this.page.objects.keys()] as ObjectId[]; // only ids are keys there
  }

  /** Draws a stroke and says its id. */
  draw(seed = 0): ObjectId {
    const id = newObjectId();
    this.page.objects.set(id, strokeAt(seed));
    return id;
  }

  /** Resolves when it holds; asked again at each event of this link. */
  until(condition: (bot: this) => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = () => {
      if (!condition(this)) return;
      this.#waiting.delete(check);
      resolve();
    };
    this.#waiting.add(check);
    check();
    return promise;
  }

  ready(): Promise<void> {
    return this.until(({ link }) => link.state.kind === 'open' && link.rights !== undefined);
  }
  saved(): Promise<void> {
    return this.until(({ link }) => link.state.kind === 'open' && link.unsent === 0);
  }

  readonly #ring = () => {
    for (const check of this.#waiting) check();
  };
}

export const strokeAt = (seed: number): ObjectBody => ({
  kind: 'stroke',
  z: seed,
  color: 'blue',
  width: 6,
  ink: encodeInk({ points: Array.from({ length: 20 }, (_, n) => [(seed + n) % 1600, n * 2, 0.5]), pressure: false }),
});
