import { describe, expect, it } from 'vitest';
import { OfflineCapsules, type Offer, type OfflineDeps, type Progress } from './OfflineCapsules.ts';
import { MemoryOfflineStore } from './testing/MemoryOfflineStore.ts';

const MEGABYTE = 1024 * 1024;
const bytesOf = (name: string, size: number) =>
  Uint8Array.from({ length: size }, (_, n) => (n * 31 + name.length) % 251);

/** A server with these files, whose link may be cut after some requests. */
class FakeServer {
  readonly ranges: string[] = [];
  cutAfter = Number.POSITIVE_INFINITY;
  status = 206;
  wholeFiles = false;

  readonly fetch: OfflineDeps['fetch'] = async (link, { headers }) => {
    if (this.ranges.length >= this.cutAfter) throw new TypeError('Failed to fetch');
    if (this.status !== 206) return new Response('', { status: this.status });
    const { range } = headers as { range: string }; // as OfflineCapsules sends them
    this.ranges.push(`${link} ${range}`);
    const [name = '', size = ''] = link.slice(1).split('-');
    const whole = bytesOf(name, Number(size));
    const [from = 0, to = 0] = range.slice('bytes='.length).split('-').map(Number);
    if (this.wholeFiles) return new Response(whole, { status: 200 });
    return new Response(whole.slice(from, to + 1), { status: 206 });
  };
}

const offer = (over: Partial<Offer> = {}): Offer => ({
  id: 'one',
  revision: 1,
  expiresAt: 10_000,
  papers: { title: 'In our village' },
  files: [
    { name: 'voice', type: 'audio/webm', bytes: 1_300_000, link: '/voice-1300000' },
    { name: 'other', type: 'audio/webm', bytes: 100_000, link: '/other-100000' },
  ],
  ...over,
});

function open({ room = Number.POSITIVE_INFINITY, free = undefined as number | undefined, owner = 'tea' } = {}) {
  const [store, server] = [new MemoryOfflineStore(room), new FakeServer()];
  const clock = { now: 1000 };
  const deps: OfflineDeps = { store, now: () => clock.now, fetch: server.fetch, free: async () => free };
  const seen: Progress[] = [];
  const note = (progress: Progress) => seen.push(progress);
  return { store, server, clock, deps, seen, note, capsules: new OfflineCapsules(owner, deps) };
}

const content = async (blob: Blob | undefined) => new Uint8Array(await (blob ?? new Blob()).arrayBuffer());

describe('taking a capsule along', () => {
  it('brings every byte, in pieces, and says how far it is', async () => {
    const { capsules, server, seen, note, store } = open();
    await capsules.take(offer(), note);
    expect(server.ranges).toEqual([
      '/voice-1300000 bytes=0-524287',
      '/voice-1300000 bytes=524288-1048575',
      '/voice-1300000 bytes=1048576-1299999',
      '/other-100000 bytes=0-99999',
    ]);
    expect(seen[0]).toEqual({ bytes: 0, of: 1_400_000 });
    expect(seen.at(-1)).toEqual({ bytes: 1_400_000, of: 1_400_000 });
    const voice = new Blob(await store.pieces('tea', 'one', 'voice'));
    expect(await content(voice)).toEqual(bytesOf('voice', 1_300_000));
    expect(await capsules.list()).toMatchObject([{ id: 'one', whole: true, bytes: 1_400_000 }]);
  });

  it('goes on after a cut where it was, and asks for no byte twice', async () => {
    const { capsules, server, seen, note } = open();
    server.cutAfter = 2;
    const cut = capsules.take(offer(), note);
    await expect(cut).rejects.toMatchObject({ code: 'unavailable', reason: 'offline' });
    expect(await capsules.list()).toMatchObject([{ whole: false, bytes: 1_048_576, of: 1_400_000 }]);
    expect(await capsules.open('one')).toBeUndefined();
    server.cutAfter = Number.POSITIVE_INFINITY;
    seen.length = 0;
    await capsules.take(offer(), note);
    expect(seen[0]).toEqual({ bytes: 1_048_576, of: 1_400_000 });
    expect(new Set(server.ranges).size).toBe(server.ranges.length);
    expect(await capsules.list()).toMatchObject([{ whole: true }]);
  });

  it('begins anew when the capsule was changed meanwhile', async () => {
    const { capsules, server, note } = open();
    server.cutAfter = 2;
    await expect(capsules.take(offer(), note)).rejects.toMatchObject({ reason: 'offline' });
    server.cutAfter = Number.POSITIVE_INFINITY;
    server.ranges.length = 0;
    await capsules.take(offer({ revision: 2 }), note);
    expect(server.ranges).toHaveLength(4);
    expect(await capsules.list()).toMatchObject([{ whole: true, revision: 2 }]);
  });

  it('takes its part of a file from a proxy that knows no ranges', async () => {
    const { capsules, server, note, store } = open();
    server.wholeFiles = true;
    await capsules.take(offer(), note);
    expect(await content(new Blob(await store.pieces('tea', 'one', 'voice')))).toEqual(bytesOf('voice', 1_300_000));
  });

  it('says before the first byte that there is no room', async () => {
    const { capsules, server, note } = open({ free: 2 * MEGABYTE });
    await expect(capsules.take(offer(), note)).rejects.toMatchObject({ reason: 'no_room' });
    expect(server.ranges).toEqual([]);
  });

  it('keeps what fitted when room runs out on the way', async () => {
    const { capsules, store, note } = open({ room: MEGABYTE });
    await expect(capsules.take(offer(), note)).rejects.toMatchObject({ code: 'unavailable', reason: 'no_room' });
    store.room = Number.POSITIVE_INFINITY;
    await capsules.take(offer(), note);
    expect(await capsules.list()).toMatchObject([{ whole: true }]);
  });

  it('says so where not even its papers fit', async () => {
    const { capsules, note } = open({ room: 0 });
    await expect(capsules.take(offer(), note)).rejects.toMatchObject({ code: 'unavailable', reason: 'no_room' });
  });

  it.each([
    [404, 'not_found'],
    [410, 'not_found'],
    [401, 'forbidden'],
  ])('leaves nothing behind of one that is refused with %i', async (status, code) => {
    const { capsules, server, store, note } = open();
    server.cutAfter = 2;
    await expect(capsules.take(offer(), note)).rejects.toMatchObject({ reason: 'offline' });
    server.cutAfter = Number.POSITIVE_INFINITY;
    server.status = status;
    await expect(capsules.take(offer(), note)).rejects.toMatchObject({ code });
    expect([store.parcels.size, store.kept.size]).toEqual([0, 0]);
  });

  it('keeps what it has when a link expires on the way, and goes on with a new one', async () => {
    const { capsules, server, note } = open();
    server.cutAfter = 2;
    await expect(capsules.take(offer(), note)).rejects.toMatchObject({ reason: 'offline' });
    server.cutAfter = Number.POSITIVE_INFINITY;
    server.status = 403;
    await expect(capsules.take(offer(), note)).rejects.toMatchObject({ code: 'unavailable', reason: 'link_expired' });
    server.status = 206;
    await capsules.take(offer(), note);
    expect(new Set(server.ranges).size).toBe(server.ranges.length);
    expect(await capsules.list()).toMatchObject([{ whole: true }]);
  });

  it('keeps what it has when the server stumbles, or when one stops it', async () => {
    const { capsules, server, note } = open();
    server.status = 503;
    await expect(capsules.take(offer(), note)).rejects.toMatchObject({ code: 'unavailable' });
    server.status = 206;
    const stop = new AbortController();
    const stopped = capsules.take(offer(), ({ bytes }) => bytes > 0 && stop.abort(), stop.signal);
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(await capsules.list()).toMatchObject([{ id: 'one' }]);
  });
});

describe('what was taken along', () => {
  it('opens without a network, with its papers', async () => {
    const { capsules, server, note } = open();
    await capsules.take(offer(), note);
    server.cutAfter = 0;
    const parcel = await capsules.open('one');
    expect(parcel?.papers).toEqual({ title: 'In our village' });
    const link = parcel?.links.get('voice') ?? '';
    expect(await content(await (await fetch(link)).blob())).toEqual(bytesOf('voice', 1_300_000));
    parcel?.close();
    parcel?.close();
    await expect(fetch(link)).rejects.toThrow('fetch failed');
  });

  it('goes when its time is over', async () => {
    const { capsules, clock, store, note } = open();
    await capsules.take(offer(), note);
    clock.now = 10_000;
    expect(await capsules.open('one')).toBeUndefined();
    expect(await capsules.list()).toEqual([]);
    expect(store.kept.size).toBe(0);
  });

  it('goes in time where its owner never comes back', async () => {
    const { capsules, clock, deps, store, note } = open();
    await capsules.take(offer(), note);
    clock.now = 10_000;
    await new OfflineCapsules('luca', deps).list();
    expect([store.parcels.size, store.kept.size]).toEqual([0, 0]);
  });

  it('goes when it is withdrawn, and only that', async () => {
    const { capsules, note } = open();
    await capsules.take(offer(), note);
    await capsules.take(offer({ id: 'two' }), note);
    await capsules.keepOnly(['two']);
    expect((await capsules.list()).map(({ id }) => id)).toEqual(['two']);
  });

  it('is nobody else’s on the same device', async () => {
    const { capsules, deps, note } = open();
    await capsules.take(offer(), note);
    const other = new OfflineCapsules('luca', deps);
    expect([await other.list(), await other.open('one')]).toEqual([[], undefined]);
    await other.clear();
    expect(await capsules.list()).toHaveLength(1);
    await capsules.clear();
    expect(await capsules.list()).toEqual([]);
  });
});
