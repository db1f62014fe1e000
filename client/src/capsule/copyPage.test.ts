import { findPage, listPages } from '@pluriclasse/shared/board/document';
import { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { packBody, type ReelStep } from '@pluriclasse/shared/capsule/reel';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { copyPage } from './copyPage.ts';
import { Reel } from './Reel.ts';
import { ReelScene } from './ReelScene.ts';

const [page, other] = ['AAAAAAAAAA', 'BBBBBBBBBB'].map((id) => PageId.parse(id)) as [PageId, PageId];
const [line, text, gone] = ['1111111111', '2222222222', '3333333333'].map((id) => ObjectId.parse(id)) as [
  ObjectId,
  ObjectId,
  ObjectId,
];
const ink = encodeInk({
  points: [
    [10, 10, 0.5],
    [90, 50, 0.5],
  ],
  pressure: false,
});
const stroke = { kind: 'stroke', z: 1, color: 'blue', width: 10, ink } as const;
const letters = { kind: 'text', z: 2, color: 'ink', size: 56, x: 100, y: 100, width: 400 } as const;
const steps: ReelStep[] = [
  { at: 0, do: 'page', page, order: 1 },
  { at: 0, do: 'page', page: other, order: 2 },
  { at: 0, do: 'show', page },
  { at: 100, do: 'draw', page, id: line, body: packBody(stroke) },
  { at: 100, do: 'draw', page, id: gone, body: packBody(stroke) },
  { at: 200, do: 'draw', page, id: text, body: packBody(letters) },
  { at: 300, do: 'write', page, id: text, text: 'The mill' },
  { at: 400, do: 'move', page, id: line, place: [20, -5] },
  { at: 500, do: 'erase', page, id: gone },
  { at: 600, do: 'write', page, id: text, text: 'The mill and the church' },
];

function copyAt(at: number, of: readonly ReelStep[] = steps) {
  const scene = new ReelScene(new Reel({ steps: [...of] }, (words) => words.length * 10));
  scene.seek(at);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, copyPage(scene));
  const pages = listPages(doc);
  const parts = findPage(doc, pages[0]!)!;
  return {
    pages,
    objects: Object.fromEntries(parts.objects.entries()),
    places: parts.places.toJSON(),
    words: parts.words.toJSON(),
  };
}

it('holds the shown page alone, as it is at the moment', () => {
  expect(copyAt(550)).toEqual({
    pages: [page],
    objects: { [line]: stroke, [text]: letters },
    places: { [line]: [20, -5] },
    words: { [text]: 'The mill' },
  });
  expect(Object.keys(copyAt(150).objects)).toEqual([line, gone]);
});

it('is an empty page where the board has none yet', () => {
  const { pages, objects } = copyAt(0, []);
  expect([pages.length, objects]).toEqual([1, {}]);
});
