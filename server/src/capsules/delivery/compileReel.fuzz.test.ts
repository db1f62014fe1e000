import { addPage, findPage, listPages, pagesOf, removeObjects, removePage } from '@pluriclasse/shared/board/document';
import { newObjectId, newPageId } from '@pluriclasse/shared/board/newId';
import type { ObjectBody } from '@pluriclasse/shared/board/objects';
import type { ReelStep } from '@pluriclasse/shared/capsule/reel';
import { normalise, toPresented, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { compileReel } from './compileReel.ts';

/** Small, fast and the same for a seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const END = 10_000;
type Look = Record<string, Record<string, [string, string, string]>>;

/** What the document shows. */
function lookOf(doc: Y.Doc): Look {
  const pages = listPages(doc).map((page): [string, Look[string]] => {
    const parts = findPage(doc, page);
    const objects = [...(parts?.objects.entries() ?? [])].map(([id, body]): [string, [string, string, string]] => [
      id,
      [
        JSON.stringify(body),
        String(parts?.places.get(id as never) ?? '0,0'),
        parts?.words.get(id as never)?.toJSON() ?? '',
      ], // ids of this document
    ]);
    return [page, Object.fromEntries(objects)];
  });
  return Object.fromEntries(pages);
}

/** What viewers have by then: the steps done one after the other. */
function fold(steps: readonly ReelStep[], until: number): Look {
  const look: Look = {};
  for (const step of steps) {
    if (step.at > until) break;
    const objects = look[step.page];
    if (step.do === 'page') look[step.page] ??= {};
    else if (objects === undefined) throw new Error(`${step.do} on a page that is not there`);
    else if (step.do === 'remove-page') delete look[step.page];
    else if (step.do === 'draw') objects[step.id] = [JSON.stringify(step.body), '0,0', ''];
    else if (step.do === 'erase') delete objects[step.id];
    else if (step.do === 'move') objects[step.id]![1] = String(step.place);
    else if (step.do === 'write') objects[step.id]![2] = step.text;
  }
  return look;
}

/** A board of ten busy seconds: a base, a log, and how it looked after each change. */
function livedThrough(random: () => number) {
  const doc = new Y.Doc();
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const text = (): ObjectBody => ({
    kind: 'text',
    z: Math.floor(random() * 9),
    color: 'ink',
    size: 56,
    x: 0,
    y: 0,
    width: 400,
  });
  const ids = Array.from({ length: 12 }, () => newObjectId(random));
  const change = () => {
    const page = pick(listPages(doc));
    const parts = page && findPage(doc, page);
    const dice = random();
    if (parts === undefined || page === undefined || dice < 0.05) return void addPage(doc, page, newPageId(random));
    if (dice < 0.07) return removePage(doc, page);
    if (dice < 0.1)
      return void pagesOf(doc)
        .get(page)
        ?.set('meta', { order: Math.floor(random() * 5) });
    const id = pick(ids)!;
    if (!parts.objects.has(id)) {
      parts.objects.set(id, text());
      if (random() < 0.7) parts.words.set(id, new Y.Text('a'));
      return undefined;
    }
    if (dice < 0.4) return removeObjects(parts, [id]);
    if (dice < 0.7) return void parts.places.set(id, [Math.floor(random() * 9), Math.floor(random() * 9)]);
    return parts.words.get(id)?.insert(0, String(Math.floor(random() * 10)));
  };
  for (let n = 0; n < 10; n++) doc.transact(change);
  const base = Y.encodeStateAsUpdate(doc);
  const updates: { at: number; update: Uint8Array }[] = [];
  const looks: { at: number; look: Look }[] = [{ at: 0, look: lookOf(doc) }];
  let clock = 0;
  doc.on('update', (update) => updates.push({ at: clock, update }));
  for (let n = 0; n < 120; n++) {
    clock = Math.min(END - 1, clock + 1 + Math.floor(random() * 150));
    doc.transact(change);
    looks.push({ at: clock, look: lookOf(doc) });
  }
  return { base, updates, looks };
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'at every kept instant viewers have what was there: seed %i',
  async (seed) => {
    const random = seeded(seed);
    const { base, updates, looks } = livedThrough(random);
    const bounds = (): Stretch => {
      const from = Math.floor(random() * END);
      return { from, to: Math.min(END, from + Math.floor(random() * 3_000)) };
    };
    const kept = normalise(seed === 0 ? [{ from: 0, to: END }] : [bounds(), bounds(), bounds()]);
    const { steps } = await compileReel({ base, updates, brought: [] }, kept);
    expect(steps.every(({ at }, n) => at >= (steps[n - 1]?.at ?? 0))).toBe(true);
    for (const { from, to } of kept) {
      // At the last instant of a stretch: at its end viewers have the next one's beginning.
      for (const at of [from, Math.floor((from + to) / 2), to - 1]) {
        const wanted = looks.findLast((one) => one.at <= at)?.look;
        expect(fold(steps, toPresented(kept, at)), `at ${at}`).toEqual(wanted);
      }
    }
  },
);
