import { addPage, findPage } from '@pluriclasse/shared/board/document';
import { ObjectId, PageId, type ObjectBody } from '@pluriclasse/shared/board/objects';
import { PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import * as Y from 'yjs';
import type { Deed } from './animals.ts';

export interface DrawnBoard {
  /** The board as it was when recording began. */
  readonly base: Uint8Array;
  readonly updates: readonly { readonly at: number; readonly update: Uint8Array }[];
  /** To which page everyone was brought, and when. */
  readonly pages: readonly { readonly at: number; readonly page: PageId }[];
}

const idOf = (kind: string, n: number) => `demo${kind}${String(n).padStart(5, '0')}`;
const pageAt = (n: number) => PageId.parse(idOf('p', n));

/** Does at a board what was done, one entry of its log a deed. */
export function drawBoard(deeds: readonly Deed[]): DrawnBoard {
  const doc = new Y.Doc();
  const count = 1 + Math.max(...deeds.map((deed) => ('page' in deed ? deed.page : 0)));
  for (let n = 0; n < count; n++) doc.transact(() => addPage(doc, undefined, pageAt(n)));
  const base = Y.encodeStateAsUpdate(doc);
  const updates: { at: number; update: Uint8Array }[] = [];
  const pages: { at: number; page: PageId }[] = [];
  let at = 0;
  doc.on('update', (update: Uint8Array) => updates.push({ at, update }));
  for (const [n, deed] of deeds.entries()) {
    at = deed.at;
    if ('page' in deed) pages.push({ at, page: pageAt(deed.page) });
    else doc.transact(() => put(doc, pages.at(-1)?.page ?? pageAt(0), n, deed));
  }
  return { base, updates, pages };
}

function put(doc: Y.Doc, pageId: PageId, n: number, deed: Exclude<Deed, { page: number }>): void {
  const page = findPage(doc, pageId);
  if (page === undefined) throw new Error('A deed on a page that is not there');
  const id = ObjectId.parse(idOf('o', n));
  page.objects.set(id, bodyOf(deed, n));
  if ('words' in deed) page.words.set(id, new Y.Text(deed.words));
}

function bodyOf(deed: Exclude<Deed, { page: number }>, z: number): ObjectBody {
  if ('words' in deed) {
    const [x, y] = deed.spot;
    return { kind: 'text', z, color: deed.color, size: deed.size, x, y, width: PAGE_WIDTH - x };
  }
  const points = deed.ink.map(([x, y]) => [x, y, 0.5] as const);
  return { kind: 'stroke', z, color: deed.color, width: deed.width, ink: encodeInk({ points, pressure: false }) };
}
