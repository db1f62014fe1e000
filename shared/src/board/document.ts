import * as Y from 'yjs';
import { newPageId } from './newId.ts';
import { type ObjectBody, type ObjectId, PageId, PageMeta, type Place } from './objects.ts';

/**
 * The document:
 * ```
 * pages: Map<PageId, page>
 *   page.meta     PageMeta
 *   page.objects  Map<ObjectId, ObjectBody>   what it is; written once
 *   page.places   Map<ObjectId, Place>        where it was moved to
 *   page.words    Map<ObjectId, Y.Text>       a text's letters
 * ```
 * Moving 2,000 bytes of ink writes 20, two who move one object get the later place, a move never brings back what
 * another deleted, and a page that is taken away leaves nothing behind.
 */
export const ROOT = 'pages';
export const pageParts = ['meta', 'objects', 'places', 'words'] as const;
export type PagePart = (typeof pageParts)[number];

type YPage = Y.Map<unknown>;

export interface PageParts {
  readonly objects: Y.Map<ObjectBody>;
  readonly places: Y.Map<Place>;
  readonly words: Y.Map<Y.Text>;
}

export const pagesOf = (doc: Y.Doc): Y.Map<YPage> => doc.getMap<YPage>(ROOT);

/** The maps of a page; undefined if it was taken away. */
export function findPage(doc: Y.Doc, pageId: PageId): PageParts | undefined {
  const page = pagesOf(doc).get(pageId);
  const objects = page?.get('objects');
  const places = page?.get('places');
  const words = page?.get('words');
  if (!(objects instanceof Y.Map) || !(places instanceof Y.Map) || !(words instanceof Y.Map)) return undefined;
  // The server lets nothing else into these maps.
  return {
    objects: objects as PageParts['objects'],
    places: places as PageParts['places'],
    words: words as PageParts['words'],
  };
}

/** Ids of the pages as they follow each other. */
export function listPages(doc: Y.Doc): PageId[] {
  const pages: { id: PageId; order: number }[] = [];
  for (const [key, page] of pagesOf(doc).entries()) {
    const id = PageId.safeParse(key);
    const meta = PageMeta.safeParse(page.get('meta'));
    if (id.success && meta.success) pages.push({ id: id.data, order: meta.data.order });
  }
  return pages.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

/** Adds an empty page after another one, or last. Call it inside a transaction. */
export function addPage(doc: Y.Doc, after?: PageId, pageId: PageId = newPageId()): PageId {
  const pages = listPages(doc);
  const orderOf = (id: PageId | undefined): number | undefined => {
    const meta = id && PageMeta.safeParse(pagesOf(doc).get(id)?.get('meta'));
    return meta?.success ? meta.data.order : undefined;
  };
  const at = after === undefined ? pages.length - 1 : pages.indexOf(after);
  const before = orderOf(pages[at]) ?? 0;
  const next = orderOf(pages[at + 1]) ?? before + 2;
  const page: YPage = new Y.Map();
  page.set('meta', { order: (before + next) / 2 } satisfies PageMeta);
  for (const part of ['objects', 'places', 'words']) page.set(part, new Y.Map());
  pagesOf(doc).set(pageId, page);
  return pageId;
}

export const removePage = (doc: Y.Doc, pageId: PageId): void => pagesOf(doc).delete(pageId);

/** Takes objects off a page with all that belongs to them. Call it inside a transaction. */
export function removeObjects(page: PageParts, ids: Iterable<ObjectId>): void {
  for (const id of ids) {
    page.objects.delete(id);
    page.places.delete(id);
    page.words.delete(id);
  }
}
