import { type PageParts, findPage, listPages, pagesOf } from '@pluriclasse/shared/board/document';
import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import * as Y from 'yjs';
import { type SceneObject, movedTo, sceneObject } from './SceneObject.ts';
import type { Measure } from './textLayout.ts';

/** What has changed: objects of a page, or a page as a whole. */
export interface SceneChange {
  readonly page: PageId;
  readonly ids: ReadonlySet<ObjectId> | 'all';
}

type PageObjects = Map<ObjectId, SceneObject>;

/** The document as something to look at: pages of objects in the order in which they lie over each other. */
export class Scene {
  readonly #doc: Y.Doc;
  readonly #measure: Measure;
  readonly #onChange: (changes: readonly SceneChange[]) => void;
  readonly #pages = new Map<PageId, PageObjects>();
  readonly #orders = new Map<PageId, SceneObject[]>();

  constructor(doc: Y.Doc, measure: Measure, onChange: (changes: readonly SceneChange[]) => void) {
    this.#doc = doc;
    this.#measure = measure;
    this.#onChange = onChange;
    pagesOf(doc).observeDeep((events) => this.#changed(events));
  }

  pages(): PageId[] {
    return listPages(this.#doc);
  }
  parts(page: PageId): PageParts | undefined {
    return findPage(this.#doc, page);
  }
  get(page: PageId, id: ObjectId): SceneObject | undefined {
    return this.#objects(page).get(id);
  }

  /** All objects of a page, the lowest first. The same array until something changes. */
  inOrder(page: PageId): readonly SceneObject[] {
    const known = this.#orders.get(page);
    if (known) return known;
    const order = [...this.#objects(page).values()].sort((a, b) => (isBelow(a, b) ? -1 : 1));
    this.#orders.set(page, order);
    return order;
  }

  /** A number above that of every object of the page. */
  above(page: PageId): number {
    return (this.inOrder(page).at(-1)?.z ?? 0) + 1;
  }

  /** Lays out texts anew, such as when their font has come. */
  measureAgain(): void {
    const changes = [...this.#pages].map(([page, objects]): SceneChange => {
      const texts = [...objects.values()].filter(({ kind }) => kind === 'text').map(({ id }) => id);
      for (const id of texts) objects.delete(id);
      return { page, ids: new Set(texts) };
    });
    for (const { page, ids } of changes) this.#refresh(page, ids);
    this.#onChange(changes.filter(({ ids }) => ids === 'all' || ids.size > 0));
  }

  #objects(page: PageId): PageObjects {
    const known = this.#pages.get(page);
    if (known) return known;
    const objects: PageObjects = new Map();
    this.#pages.set(page, objects);
    const parts = findPage(this.#doc, page);
    // Only ids are keys there: the server sees to it.
    for (const key of parts?.objects.keys() ?? []) this.#read(parts, objects, key as ObjectId);
    return objects;
  }

  #read(parts: PageParts | undefined, objects: PageObjects, id: ObjectId): void {
    const body = parts?.objects.get(id);
    if (!parts || !body) return void objects.delete(id);
    const place = parts.places.get(id);
    const words = parts.words.get(id);
    const text = words instanceof Y.Text ? words.toJSON() : '';
    const known = objects.get(id);
    const same = known?.body === body && (known.kind === 'stroke' || known.text === text);
    objects.set(id, same ? movedTo(known, place ?? [0, 0]) : sceneObject(id, body, place, text, this.#measure));
  }

  #changed(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void {
    const changes = new Map<PageId, Set<ObjectId> | 'all'>();
    for (const { path, changes: made } of events) {
      const [key, part, id] = path;
      if (typeof key !== 'string') {
        for (const page of made.keys.keys()) changes.set(page as PageId, 'all');
      } else if (part === undefined) {
        changes.set(key as PageId, 'all');
      } else if (changes.get(key as PageId) !== 'all') {
        const ids = (changes.get(key as PageId) ?? new Set()) as Set<ObjectId>;
        changes.set(key as PageId, ids);
        const touched = typeof id === 'string' ? [id] : made.keys.keys();
        for (const it of touched) ids.add(it as ObjectId);
      }
    }
    for (const [page, ids] of changes) this.#refresh(page, ids);
    this.#onChange([...changes].map(([page, ids]) => ({ page, ids })));
  }

  #refresh(page: PageId, ids: ReadonlySet<ObjectId> | 'all'): void {
    const objects = this.#pages.get(page);
    const order = this.#orders.get(page);
    this.#orders.delete(page);
    if (ids === 'all' || objects === undefined) return void this.#pages.delete(page);
    const parts = findPage(this.#doc, page);
    for (const id of ids) this.#read(parts, objects, id);
    if (order && ids.size < FEW) this.#orders.set(page, reordered(order, objects, ids));
  }
}

/** Sorting thousands for one stroke would be felt on a slow device; beyond so many it is as good as anything. */
const FEW = 100;

const isBelow = (a: SceneObject, b: SceneObject): boolean => a.z < b.z || (a.z === b.z && a.id < b.id);

/** The order after some objects came, went or changed. */
function reordered(order: readonly SceneObject[], objects: PageObjects, ids: ReadonlySet<ObjectId>): SceneObject[] {
  const result = order.filter(({ id }) => !ids.has(id));
  for (const id of ids) {
    const object = objects.get(id);
    if (object === undefined) continue;
    // From the top: new things lie there.
    const below = result.findLastIndex((it) => isBelow(it, object));
    result.splice(below + 1, 0, object);
  }
  return result;
}
