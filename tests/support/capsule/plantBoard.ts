import { addPage, findPage, listPages } from '@pluriclasse/shared/board/document';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import type { InkColor, Point } from '@pluriclasse/shared/board/page';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { packBody } from '@pluriclasse/shared/capsule/reel';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import type { Client } from 'pg';
import * as Y from 'yjs';

/** What lies on one page, by object: its body, where it was moved to, its letters. */
export type PageContent = Readonly<Record<string, unknown>>;

/** A board that is drawn while a lesson runs: each `at` does the next thing at that millisecond of the recording. */
export class PlantedBoard {
  readonly doc = new Y.Doc();
  readonly updates: { at: number; update: Uint8Array }[] = [];
  #at = 0;

  constructor() {
    this.doc.on('update', (update: Uint8Array) => this.updates.push({ at: this.#at, update }));
  }

  at(at: number, act: (board: PlantedBoard) => void): this {
    this.#at = at;
    this.doc.transact(() => act(this));
    return this;
  }

  page(): PageId {
    return addPage(this.doc);
  }
  line(from: Point, to: Point, color: InkColor = 'blue', page = this.last()): ObjectId {
    const id = newObjectId();
    const points = Array.from({ length: 20 }, (_, n): [number, number, number] => {
      return [from.x + ((to.x - from.x) * n) / 19, from.y + ((to.y - from.y) * n) / 19, 0.5];
    });
    const ink = encodeInk({ points, pressure: false });
    findPage(this.doc, page)?.objects.set(id, { kind: 'stroke', z: 1, color, width: 20, ink });
    return id;
  }
  text(words: string, { x, y }: Point, page = this.last()): ObjectId {
    const id = newObjectId();
    const parts = findPage(this.doc, page);
    parts?.objects.set(id, { kind: 'text', z: 2, color: 'ink', size: 80, x, y, width: 1_000 });
    parts?.words.set(id, new Y.Text(words));
    return id;
  }
  last(): PageId {
    const page = listPages(this.doc).at(-1);
    if (page === undefined) throw new Error('No page');
    return page;
  }

  /** What was on a page at an instant. */
  contentAt(at: number, page: PageId): PageContent {
    const doc = new Y.Doc();
    for (const one of this.updates) if (one.at <= at) Y.applyUpdate(doc, one.update);
    return contentOf(doc, page);
  }

  /** Puts it into a capsule as a recording leaves it. */
  async plant(database: Client, capsuleId: CapsuleId): Promise<void> {
    for (const [seq, { at, update }] of this.updates.entries()) {
      const values = [capsuleId, seq + 1, at, Buffer.from(update)];
      await database.query('INSERT INTO capsule_board_updates VALUES ($1, $2, $3, $4)', values);
    }
  }
}

export function contentOf(doc: Y.Doc, page: PageId): PageContent {
  const parts = findPage(doc, page);
  const all = [...(parts?.objects.entries() ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    all.map(([id, body]) => [id, [packBody(body), parts?.places.get(id) ?? [0, 0], parts?.words.get(id)?.toJSON()]]),
  );
}
