import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addPage, findPage, listPages, removeObjects, removePage } from './document.ts';
import { newObjectId } from './newId.ts';
import type { ObjectBody } from './objects.ts';

const text: ObjectBody = { kind: 'text', z: 1, color: 'ink', size: 56, x: 0, y: 0, width: 400 };
const exchange = (a: Y.Doc, b: Y.Doc) => {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
};
function two() {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  const page = addPage(a);
  exchange(a, b);
  const id = newObjectId();
  findPage(a, page)!.objects.set(id, text);
  exchange(a, b);
  return { a, b, page, id, at: (doc: Y.Doc) => findPage(doc, page)! };
}

describe('two hands at once', () => {
  it('move one object: both see it in the same place', () => {
    const { a, b, id, at } = two();
    at(a).places.set(id, [1, 1]);
    at(b).places.set(id, [2, 2]);
    exchange(a, b);
    expect(at(a).places.get(id)).toEqual(at(b).places.get(id));
  });

  it('move and take away: it is gone', () => {
    const { a, b, id, at } = two();
    at(a).places.set(id, [1, 1]);
    removeObjects(at(b), [id]);
    exchange(a, b);
    expect([at(a).objects.has(id), at(b).objects.has(id)]).toEqual([false, false]);
  });

  it('add pages after the same one: both stay, in one order', () => {
    const { a, b, page } = two();
    addPage(a, page);
    addPage(b, page);
    exchange(a, b);
    expect(listPages(a)).toHaveLength(3);
    expect(listPages(a)).toEqual(listPages(b));
    expect(listPages(a)[0]).toBe(page);
  });

  it('draw on a page that is taken away: the page is gone, and nothing is left of it', () => {
    const { a, b, page, at } = two();
    at(a).objects.set(newObjectId(), text);
    removePage(b, page);
    exchange(a, b);
    expect([listPages(a), listPages(b)]).toEqual([[], []]);
  });
});

it('a page between two stands between them', () => {
  const doc = new Y.Doc();
  const [first, last] = [addPage(doc), addPage(doc)];
  const middle = addPage(doc, first);
  expect(listPages(doc)).toEqual([first, middle, last]);
});
