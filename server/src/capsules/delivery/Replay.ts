import { findPage, pageParts, pagesOf, type PageParts } from '@pluriclasse/shared/board/document';
import { type ObjectBody, ObjectId, PageId, PageMeta, type Place } from '@pluriclasse/shared/board/objects';
import { packBody, type ReelStep } from '@pluriclasse/shared/capsule/reel';
import type * as Y from 'yjs';

/** An object as viewers have it by now. */
interface Seen {
  readonly body: ObjectBody;
  place: Place;
  text: string;
}
interface SeenPage {
  order: number;
  readonly objects: Map<ObjectId, Seen>;
}
/** Objects of a page that may be others than viewers have; `all` of a page that came, or of everything. */
type Touched = Map<PageId, Set<ObjectId> | 'all'>;

/**
 * Tells how a board came to be as it is, by comparing what changed with what viewers have. It tells how things are, never
 * how they came there: two changes between two tells are one, and what came and went is none.
 */
export class Replay {
  readonly steps: ReelStep[] = [];
  readonly #doc: Y.Doc;
  readonly #seen = new Map<PageId, SeenPage>();
  readonly #drawnOn = new Set<PageId>();
  #touched: Touched = new Map();
  #shown: PageId | undefined;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    pagesOf(doc).observeDeep((events) => {
      for (const { path, changes } of events) this.#note(path, [...changes.keys.keys()]);
    });
  }

  /** Pages on which something was drawn, moved or written since this was asked. */
  drawnOn(): PageId[] {
    const pages = [...this.#drawnOn];
    this.#drawnOn.clear();
    return pages;
  }

  /** Tells of everything that is different from what viewers have. */
  catchUp(at: number): void {
    const pages = new Set([...this.#seen.keys(), ...pagesOf(this.#doc).keys()].flatMap(toPageId));
    this.#touched = new Map([...pages].map((page) => [page, 'all']));
    this.tell(at);
  }

  /** Tells of what was touched since the last time. */
  tell(at: number): void {
    const touched = this.#touched;
    this.#touched = new Map();
    for (const [page, objects] of touched) this.#tellPage(at, page, objects);
  }

  show(at: number, page: PageId): void {
    if (page === this.#shown || !this.#seen.has(page)) return;
    this.#shown = page;
    this.steps.push({ do: 'show', at, page });
  }

  #note([pageKey, part, objectKey]: readonly (string | number)[], changed: readonly string[]): void {
    if (pageKey === undefined) {
      for (const page of changed.flatMap(toPageId)) this.#touched.set(page, 'all');
      return;
    }
    for (const page of toPageId(pageKey)) {
      const known = this.#touched.get(page);
      if (part === undefined || known === 'all') {
        this.#touched.set(page, 'all');
        continue;
      }
      if (!pageParts.some((one) => one === part)) continue;
      const objects = known ?? new Set();
      const keys = objectKey === undefined ? changed : [objectKey];
      for (const id of keys.flatMap(toObjectId)) objects.add(id);
      this.#touched.set(page, objects);
      if (objects.size > 0) this.#drawnOn.add(page);
    }
  }

  #tellPage(at: number, page: PageId, touched: Set<ObjectId> | 'all'): void {
    const parts = findPage(this.#doc, page);
    const meta = PageMeta.safeParse(pagesOf(this.#doc).get(page)?.get('meta'));
    let seen = this.#seen.get(page);
    if (parts === undefined || !meta.success) {
      if (seen) this.steps.push({ do: 'remove-page', at, page });
      this.#seen.delete(page);
      if (this.#shown === page) this.#shown = undefined;
      return;
    }
    if (seen?.order !== meta.data.order) {
      this.steps.push({ do: 'page', at, page, order: meta.data.order });
      seen = { objects: new Map(), ...seen, order: meta.data.order };
      this.#seen.set(page, seen);
    }
    const ids =
      touched === 'all' ? new Set([...seen.objects.keys(), ...[...parts.objects.keys()].flatMap(toObjectId)]) : touched;
    for (const id of ids) this.#tellObject(at, page, id, parts, seen.objects);
  }

  #tellObject(at: number, page: PageId, id: ObjectId, parts: PageParts, objects: Map<ObjectId, Seen>): void {
    const body = parts.objects.get(id);
    let seen = objects.get(id);
    const erased = body === undefined || (seen !== undefined && seen.body !== body && !sameBody(seen.body, body));
    if (seen && erased) {
      this.steps.push({ do: 'erase', at, page, id });
      objects.delete(id);
      seen = undefined;
    }
    if (body === undefined) return;
    if (seen === undefined) {
      this.steps.push({ do: 'draw', at, page, id, body: packBody(body) });
      seen = { body, place: [0, 0], text: '' };
      objects.set(id, seen);
    }
    const [x, y] = parts.places.get(id) ?? [0, 0];
    if (x !== seen.place[0] || y !== seen.place[1]) {
      seen.place = [x, y];
      this.steps.push({ do: 'move', at, page, id, place: [x, y] });
    }
    // A text without letters is there before its first one.
    const text = parts.words.get(id)?.toJSON() ?? '';
    if (text !== seen.text) {
      seen.text = text;
      this.steps.push({ do: 'write', at, page, id, text });
    }
  }
}

const sameBody = (a: ObjectBody, b: ObjectBody): boolean => JSON.stringify(packBody(a)) === JSON.stringify(packBody(b));

const toPageId = (key: unknown): PageId[] => {
  const id = PageId.safeParse(key);
  return id.success ? [id.data] : [];
};
const toObjectId = (key: unknown): ObjectId[] => {
  const id = ObjectId.safeParse(key);
  return id.success ? [id.data] : [];
};
