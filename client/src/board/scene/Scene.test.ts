import { addPage, findPage, listPages, removePage } from '@pluriclasse/shared/board/document';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import type { ObjectBody, ObjectId } from '@pluriclasse/shared/board/objects';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Scene, type SceneChange } from './Scene.ts';
import { touches } from './SceneObject.ts';
import { textLines } from './textLayout.ts';

const measure = (text: string, size: number) => text.length * size * 0.5;
const stroke = (z: number): ObjectBody => ({
  kind: 'stroke',
  z,
  color: 'blue',
  width: 10,
  ink: encodeInk({
    points: [
      [100, 100, 0.5],
      [300, 100, 0.5],
    ],
    pressure: false,
  }),
});
const text: ObjectBody = { kind: 'text', z: 9, color: 'ink', size: 56, x: 50, y: 50, width: 600 };

let doc: Y.Doc;
let scene: Scene;
let changes: SceneChange[];
beforeEach(() => {
  doc = new Y.Doc();
  addPage(doc);
  changes = [];
  scene = new Scene(doc, measure, (made) => changes.push(...made));
});
const page = () => listPages(doc)[0]!;
const parts = () => findPage(doc, page())!;
const ids = () => scene.inOrder(page()).map(({ id }) => id);
const add = (z: number) => {
  const id = newObjectId();
  parts().objects.set(id, stroke(z));
  return id;
};

describe('a scene', () => {
  it('keeps the order while things come and go, the same as a sort would', () => {
    const made = [3, 1, 2, 2, 5].map(add);
    scene.inOrder(page());
    const late = [4, 2, 0].map(add);
    parts().objects.delete(made[1]!);
    expect(ids()).toEqual(new Scene(doc, measure, () => undefined).inOrder(page()).map(({ id }) => id));
    expect(ids()).toHaveLength(7);
    expect(ids()[0]).toBe(late[2]);
    expect(scene.above(page())).toBe(6);
  });

  it('tells which objects have changed, and moves without reading the ink again', () => {
    const id = add(1);
    const before = scene.get(page(), id);
    changes.length = 0;
    parts().places.set(id, [10, 20]);
    expect(changes).toEqual([{ page: page(), ids: new Set([id]) }]);
    const after = scene.get(page(), id);
    expect(after).toMatchObject({ dx: 10, dy: 20, box: { left: 100, top: 110 } });
    expect(after?.kind === 'stroke' && before?.kind === 'stroke' && after.ink === before.ink).toBe(true);
  });

  it('lays a text out anew as it is typed', () => {
    const id: ObjectId = newObjectId();
    doc.transact(() => {
      parts().objects.set(id, text);
      parts().words.set(id, new Y.Text('church'));
    });
    scene.inOrder(page());
    parts().words.get(id)!.insert(6, ' and a very long mill');
    expect(scene.get(page(), id)).toMatchObject({ lines: ['church and a very', 'long mill'] });
  });

  it('forgets what lay on a page that was taken away', () => {
    const gone = page();
    add(1);
    scene.inOrder(gone);
    removePage(doc, gone);
    expect(scene.inOrder(gone)).toEqual([]);
    expect(scene.pages()).toEqual([]);
  });

  it.each([
    [200, 100, 0, true],
    [200, 112, 8, true],
    [200, 120, 8, false],
    [310, 100, 2, false],
  ])('a finger at %d, %d with a radius of %d touches the stroke: %s', (x, y, radius, expected) => {
    const id = add(1);
    expect(touches(scene.get(page(), id)!, { x, y }, radius)).toBe(expected);
  });
});

describe('lines of a text', () => {
  it.each([
    ['', ['']],
    ['one\ntwo', ['one', 'two']],
    ['aaa bbb ccc', ['aaa bbb', 'ccc']],
    ['abcdefghijkl', ['abcdefgh', 'ijkl']],
  ])('%j', (given, lines) => {
    expect(textLines(given, 10, 40, measure)).toEqual(lines);
  });
});
