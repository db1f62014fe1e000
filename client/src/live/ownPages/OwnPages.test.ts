import { CapsuleId } from '@pluriclasse/shared/ids';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../../lib/newId.ts';
import { OwnPages } from './OwnPages.ts';
import { UNDO_MS } from './PageSync.ts';
import { FakePageServer } from './testing/FakePageServer.ts';
import { MemoryOwnPageStore } from './testing/MemoryOwnPageStore.ts';

const capsuleId = CapsuleId.parse('00000000-0000-4000-8000-000000000001');
let server: FakePageServer;
let now: number;
/** What is to be run later, and in how long. */
let later: { ms: number; run: () => void }[];
beforeEach(() => {
  server = new FakePageServer();
  now = 1_000;
  later = [];
});

function device(options: { store?: MemoryOwnPageStore; alone?: boolean } = {}) {
  const store = options.store ?? new MemoryOwnPageStore();
  const pages = new OwnPages(
    { owner: 'tea', capsuleId, expiresAt: 9_000_000 },
    {
      store,
      server: options.alone ? undefined : server,
      now: () => now,
      newId,
      after: (ms, run) => {
        const one = { ms, run };
        later.push(one);
        return () => (later = later.filter((other) => other !== one));
      },
    },
  );
  pages.start();
  return { pages, store, sync: () => pages.sync(), view: () => pages.view.get() };
}

const board = (...words: string[]) => {
  const doc = new Y.Doc();
  for (const word of words) doc.getMap('pages').set(word, true);
  return Y.encodeStateAsUpdate(doc);
};
const draw = (doc: Y.Doc, word: string) => doc.getMap('pages').set(word, true);
const wordsOf = (doc: Y.Doc | undefined) => [...(doc?.getMap('pages').keys() ?? [])].toSorted();
const take = (of: ReturnType<typeof device>) => of.pages.take({ title: 'Warm-up', at: 5_000 }, board('copied'));
const atServer = () => [...server.docs.values()].map(({ doc }) => wordsOf(doc));

describe('with a link', () => {
  it('what is taken and drawn is at the server, and what comes later is little', async () => {
    const phone = device();
    const id = await take(phone);
    await phone.sync();
    const open = await phone.pages.open(id);
    draw(open!.doc, 'drawn');
    expect(phone.view().pages[0]?.kept).toBe('sent');
    await phone.sync();
    expect(atServer()).toEqual([['copied', 'drawn']]);
    expect(phone.view().pages).toMatchObject([{ title: 'Warm-up', at: 5_000, kept: 'sent' }]);
    expect(server.came[1]).toBeLessThan(server.came[0]!);
    const sent = server.came.length;
    await phone.sync();
    expect(server.came).toHaveLength(sent);
  });

  it('two devices draw at once, and both have all of it', async () => {
    const [phone, tablet] = [device(), device()];
    const id = await take(phone);
    await phone.sync();
    await tablet.sync();
    const [one, other] = [await phone.pages.open(id), await tablet.pages.open(id)];
    draw(one!.doc, 'phone');
    draw(other!.doc, 'tablet');
    for (const of of [phone, tablet, phone]) await of.sync();
    expect(wordsOf(one!.doc)).toEqual(['copied', 'phone', 'tablet']);
    expect(wordsOf(other!.doc)).toEqual(['copied', 'phone', 'tablet']);
    // What came from elsewhere is kept here, too.
    one!.close();
    expect(wordsOf((await phone.pages.open(id))?.doc)).toEqual(['copied', 'phone', 'tablet']);
  });

  it('one that was deleted elsewhere goes here, and does not come back', async () => {
    const [phone, tablet] = [device(), device()];
    const id = await take(phone);
    await phone.sync();
    await tablet.sync();
    await tablet.pages.remove(id);
    now += UNDO_MS;
    await tablet.sync();
    const open = await phone.pages.open(id);
    draw(open!.doc, 'too late');
    await phone.sync();
    expect(phone.view().pages).toEqual([]);
    expect(server.docs.size).toBe(0);
  });
});

describe('without a link', () => {
  it('waits here, and is sent once the link is back', async () => {
    server.cut = 'before';
    const phone = device();
    const id = await take(phone);
    await phone.sync();
    expect(phone.view().pages[0]?.kept).toBe('waits');
    expect(later.map(({ ms }) => ms)).toContain(20_000);
    const open = await phone.pages.open(id);
    draw(open!.doc, 'in flight');
    // Another visit.
    phone.pages.close();
    const again = device({ store: phone.store });
    server.cut = 'not';
    await again.sync();
    expect(atServer()).toEqual([['copied', 'in flight']]);
    expect(again.view().pages[0]?.kept).toBe('sent');
  });

  it('an answer that was lost changes nothing', async () => {
    const phone = device();
    server.cut = 'answer';
    await take(phone);
    await phone.sync();
    expect(phone.view().pages[0]?.kept).toBe('waits');
    server.cut = 'not';
    await phone.sync();
    expect(atServer()).toEqual([['copied']]);
    expect(phone.view().pages).toHaveLength(1);
    expect(phone.view().pages[0]?.kept).toBe('sent');
  });

  it('a server that lost what it had gets all of it', async () => {
    const phone = device();
    const id = await take(phone);
    await phone.sync();
    const { page } = server.docs.get(id)!;
    server.docs.set(id, { page, doc: new Y.Doc() });
    const open = await phone.pages.open(id);
    draw(open!.doc, 'drawn');
    await phone.sync();
    expect(atServer()).toEqual([['copied', 'drawn']]);
  });
});

describe('what is deleted', () => {
  it('comes back within some seconds, then is gone', async () => {
    const phone = device();
    const id = await take(phone);
    await phone.sync();
    await phone.pages.remove(id);
    expect(phone.view().pages).toEqual([]);
    await phone.sync();
    expect(server.docs.size).toBe(1);
    await phone.pages.restore(id);
    expect(phone.view().pages).toHaveLength(1);
    await phone.pages.remove(id);
    now += UNDO_MS;
    await phone.sync();
    expect([server.docs.size, phone.store.pages.size]).toEqual([0, 0]);
  });

  it('goes with the capsule', async () => {
    const phone = device();
    await take(phone);
    await phone.sync();
    server.gone = true;
    await phone.sync();
    expect([phone.store.pages.size, phone.view().pages]).toEqual([0, []]);
  });
});

describe('on this device alone', () => {
  it('six pages, and not one more', async () => {
    const desk = device({ alone: true });
    for (let n = 0; n < 6; n++) await take(desk);
    await expect(take(desk)).rejects.toMatchObject({ reason: 'too-many-pages' });
    expect(desk.view().pages.map(({ kept }) => kept)).toEqual(Array(6).fill('here'));
    await desk.pages.remove(desk.view().pages[0]!.ownPageId);
    await take(desk);
    now += UNDO_MS;
    await desk.sync();
    expect(desk.store.pages.size).toBe(6);
  });

  it('a browser that keeps nothing says so', async () => {
    const desk = device({ alone: true });
    const id = await take(desk);
    const open = await desk.pages.open(id);
    desk.store.full = true;
    await expect(take(desk)).rejects.toMatchObject({ reason: 'no_room' });
    draw(open!.doc, 'lost');
    await desk.pages.stateOf(id);
    expect(desk.view().state).toBe('not-kept');
  });
});
