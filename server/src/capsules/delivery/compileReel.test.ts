import { addPage, findPage, pagesOf, removeObjects, removePage } from '@pluriclasse/shared/board/document';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import type { ObjectBody, ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { ReelStep, unpackBody } from '@pluriclasse/shared/capsule/reel';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import * as z from 'zod/mini';
import { compileReel } from './compileReel.ts';

const ink = (x: number): ObjectBody => ({
  kind: 'stroke',
  z: 1,
  color: 'blue',
  width: 6,
  ink: encodeInk({ points: [[x, 10, 0.5], [x + 30, 40, 0.5]], pressure: false }), // prettier-ignore
});
const letters: ObjectBody = { kind: 'text', z: 2, color: 'ink', size: 56, x: 0, y: 0, width: 400 };

let doc: Y.Doc;
let updates: { at: number; update: Uint8Array }[];
let brought: { at: number; page: PageId }[];
let clock: number;
beforeEach(() => {
  [doc, updates, brought, clock] = [new Y.Doc(), [], [], -1];
  doc.on('update', (update) => updates.push({ at: clock, update }));
});
/** Does something at an instant of the recording. */
function at<T>(when: number, what: () => T): T {
  clock = when;
  return doc.transact(what);
}
const page = (when = -1, after?: PageId) => at(when, () => addPage(doc, after));
function draw(when: number, on: PageId, body = ink(10)): ObjectId {
  const id = newObjectId();
  at(when, () => findPage(doc, on)?.objects.set(id, body));
  return id;
}
/** What was before 0 is the base. */
async function steps(...kept: [number, number][]) {
  const base = new Y.Doc();
  for (const { at: when, update } of updates) if (when < 0) Y.applyUpdate(base, update);
  const later = updates.filter(({ at: when }) => when >= 0);
  const past = { base: Y.encodeStateAsUpdate(base), updates: later, brought };
  const reel = await compileReel(past, kept.map(([from, to]) => ({ from, to }))); // prettier-ignore
  return z.array(ReelStep).parse(JSON.parse(JSON.stringify(reel.steps)));
}
const short = (all: ReelStep[]) => all.map((step) => `${step.at} ${step.do}`);

it('begins with what was there, and then goes on as it went', async () => {
  const first = page();
  const old = draw(-1, first, ink(1));
  const stroke = draw(1_000, first, ink(2));
  at(2_000, () => findPage(doc, first)?.places.set(stroke, [5, 6]));
  at(3_000, () => removeObjects(findPage(doc, first)!, [stroke]));
  const all = await steps([0, 9_000]);
  expect(all).toMatchObject([
    { do: 'page', at: 0, page: first },
    { do: 'draw', at: 0, page: first, id: old },
    { do: 'show', at: 0, page: first },
    { do: 'draw', at: 1_000, page: first, id: stroke },
    { do: 'move', at: 2_000, page: first, id: stroke, place: [5, 6] },
    { do: 'erase', at: 3_000, page: first, id: stroke },
  ]);
  expect(all.flatMap((step) => (step.do === 'draw' ? [unpackBody(step.body)] : []))).toEqual([ink(1), ink(2)]);
});

it('letters come as they were typed', async () => {
  const first = page();
  const id = draw(0, first, letters);
  const text = new Y.Text();
  at(100, () => findPage(doc, first)?.words.set(id, text));
  at(200, () => text.insert(0, 'Hi'));
  at(300, () => text.insert(2, ' you'));
  expect((await steps([0, 1_000])).slice(2)).toMatchObject([
    { do: 'draw', at: 0, id },
    { do: 'write', at: 200, id, text: 'Hi' },
    { do: 'write', at: 300, id, text: 'Hi you' },
  ]);
});

it('pages come, move and go', async () => {
  const first = page();
  const second = page(500, first);
  at(700, () => pagesOf(doc).get(second)?.set('meta', { order: 0.5 }));
  at(900, () => removePage(doc, first));
  expect((await steps([0, 1_000])).slice(2)).toMatchObject([
    { do: 'page', at: 500, page: second },
    { do: 'page', at: 700, page: second, order: 0.5 },
    { do: 'remove-page', at: 900, page: first },
    { do: 'show', at: 900, page: second },
  ]);
});

it('who takes back a wipe sees it again', async () => {
  const first = page();
  const id = draw(100, first);
  at(200, () => removeObjects(findPage(doc, first)!, [id]));
  at(300, () => findPage(doc, first)?.objects.set(id, ink(10)));
  expect(short(await steps([0, 1_000])).slice(2)).toEqual(['100 draw', '200 erase', '300 draw']);
});

describe('a hidden stretch', () => {
  it('happens at once at the seam', async () => {
    const first = page();
    const id = draw(2_000, first);
    at(2_500, () => findPage(doc, first)?.places.set(id, [1, 1]));
    at(2_600, () => findPage(doc, first)?.places.set(id, [2, 2]));
    draw(4_000, first);
    expect((await steps([0, 1_000], [3_000, 5_000])).slice(2)).toMatchObject([
      { do: 'draw', at: 1_000, id },
      { do: 'move', at: 1_000, id, place: [2, 2] },
      { do: 'draw', at: 2_000 },
    ]);
  });

  it('what was drawn, or written, and wiped inside it is in no byte', async () => {
    const first = page();
    const kept = draw(500, first, letters);
    const typed = new Y.Text('Hello');
    at(600, () => findPage(doc, first)?.words.set(kept, typed));
    const secret = draw(1_500, first, { ...letters, width: 777 });
    const text = new Y.Text();
    at(1_600, () => findPage(doc, first)?.words.set(secret, text));
    at(1_700, () => text.insert(0, 'Anna Bianchi'));
    at(1_800, () => typed.insert(5, ' Luca Verdi'));
    at(1_900, () => typed.delete(5, 11));
    at(1_900, () => removeObjects(findPage(doc, first)!, [secret]));
    const hiddenPage = page(1_950);
    at(1_960, () => removePage(doc, hiddenPage));
    draw(2_500, first);
    const all = JSON.stringify(await steps([0, 1_000], [2_000, 3_000]));
    for (const trace of ['Bianchi', 'Verdi', '777', secret, hiddenPage]) expect(all).not.toContain(trace);
    expect(short(JSON.parse(all) as ReelStep[]).slice(2)).toEqual(['500 draw', '600 write', '1500 draw']);
  });

  it('at the beginning or the end is not told', async () => {
    const first = page();
    draw(100, first);
    draw(5_000, first);
    expect(short(await steps([1_000, 2_000]))).toEqual(['0 page', '0 draw', '0 show']);
  });
});

describe('what one looks at', () => {
  it('is where a teacher brought everyone', async () => {
    const [first, second] = [page(), page()];
    brought.push({ at: 400, page: second }, { at: 800, page: first });
    expect((await steps([0, 1_000])).filter((step) => step.do === 'show')).toEqual([
      { do: 'show', at: 0, page: first },
      { do: 'show', at: 400, page: second },
      { do: 'show', at: 800, page: first },
    ]);
  });

  it('is where something is drawn, but does not go to and fro', async () => {
    const [first, second] = [page(), page()];
    brought.push({ at: 0, page: first });
    for (const when of [4_000, 7_000, 20_000, 22_000]) draw(when, second);
    draw(21_000, first);
    expect((await steps([0, 60_000])).filter((step) => step.do === 'show')).toEqual([
      { do: 'show', at: 0, page: first },
      { do: 'show', at: 20_000, page: second },
    ]);
  });

  it('is known after a seam', async () => {
    const [first, second] = [page(), page()];
    brought.push({ at: 0, page: first }, { at: 1_500, page: second });
    expect((await steps([0, 1_000], [2_000, 3_000])).filter((step) => step.do === 'show')).toMatchObject([
      { page: first },
      { at: 1_000, page: second },
    ]);
  });
});

it('nobody is named in it', async () => {
  const first = page();
  draw(100, first);
  expect(JSON.stringify(await steps([0, 1_000]))).not.toContain(String(doc.clientID));
});

it('an empty board is an empty reel', async () => {
  const reel = await compileReel({ base: undefined, updates: [], brought: [] }, [{ from: 0, to: 1_000 }]);
  expect(reel.steps).toEqual([]);
});
