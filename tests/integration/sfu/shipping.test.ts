import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { StoredHeader } from '@pluriclasse/shared/capsule/storedTrack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeS3, type Asked } from '../../support/s3/FakeS3.ts';
import { NodeFolder, shipAll, type WrittenTrack } from '../../support/s3/NodeFolder.ts';

const PART = 5 * 1024 * 1024;
const recording = randomUUID();

let store: FakeS3;
let node: NodeFolder;
beforeEach(async () => {
  node = await NodeFolder.create();
  store = await FakeS3.create();
});
afterEach(async () => {
  await store.close();
  await node.close();
});

const inStore = (key: string) => store.objects.all.get(store.settings.prefix + key)?.bytes;
/** Numbers of parts as they were sent. */
const partsSent = () => store.sent.flatMap(({ query }) => query.get('partNumber') ?? []);
const headerOf = (track: WrittenTrack) => StoredHeader.parse(JSON.parse(String(inStore(track.headerKey))));
const isPart = ({ method, query }: Asked, number: number) =>
  method === 'PUT' && query.get('partNumber') === String(number);

/** Why the store does not have a track as it is here. */
async function lackOf(track: WrittenTrack): Promise<string[]> {
  const bytes = await track.bytes();
  const { whole, writtenAt: _at, ...header } = headerOf(track);
  return [
    ...(inStore(track.key)?.equals(bytes) ? [] : ['other bytes']),
    ...(whole === bytes.length ? [] : ['not called whole']),
    ...(JSON.stringify(header) === JSON.stringify(track.header) ? [] : ['another header']),
    ...(store.objects.uploads.size === 0 ? [] : ['an upload that did not end']),
  ];
}

describe('a track', () => {
  it('goes in parts while it grows, the rest at its end, and no byte twice', async () => {
    const shipper = node.shipper(store);
    const track = await node.track(recording, { source: 'camera', codec: 'vp8', rendition: 'large' });
    await track.append(1_000);
    expect(await shipAll(shipper)).toBe('idle');
    // That there is something is known at once; nothing of it is sent yet.
    expect(headerOf(track)).toEqual({ ...track.header, writtenAt: expect.any(Number) as unknown });
    expect(partsSent()).toEqual([]);
    await track.append(2 * PART);
    await shipAll(shipper);
    expect(partsSent()).toEqual(['1', '2']);
    expect(node.state).toMatchObject({ trouble: undefined, waitingTracks: 1, waitingBytes: 1_000 });
    await track.append(PART);
    await shipAll(shipper);
    await track.append(77);
    await track.end();
    await shipAll(shipper);
    expect(await lackOf(track)).toEqual([]);
    expect(partsSent()).toEqual(['1', '2', '3', '4']);
    expect(node.state).toMatchObject({ waitingTracks: 0, waitingBytes: 0, sentBytes: 3 * PART + 1_077 });
  });

  it.each([1, 1_000, PART, PART + 1, 2 * PART, 7 * PART - 1])('of %i bytes is the same there', async (bytes) => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(bytes);
    await shipAll(shipper);
    await track.end();
    await shipAll(shipper);
    await shipAll(shipper);
    expect(await lackOf(track)).toEqual([]);
  });

  it('that is short goes as one', async () => {
    const track = await node.track(recording);
    await track.append(10_000);
    await track.end();
    await shipAll(node.shipper(store));
    expect(await lackOf(track)).toEqual([]);
    expect(partsSent()).toEqual([]);
    expect(store.sent.map(({ key }) => key.slice(6))).toEqual([track.headerKey, track.key, track.headerKey]);
  });

  it('goes after the voices', async () => {
    const picture = await node.track(recording, { source: 'camera', codec: 'h264', rendition: 'large' });
    const voice = await node.track(recording);
    for (const track of [picture, voice]) await track.append(1_000);
    for (const track of [picture, voice]) await track.end();
    await shipAll(node.shipper(store));
    const data = store.sent.map(({ key }) => key.slice(6)).filter((key) => !key.endsWith('.json'));
    expect(data).toEqual([voice.key, picture.key]);
  });

  it('whose torn end was sent and is cut since is whole without it', async () => {
    const track = await node.track(recording);
    await track.append(3 * PART);
    await shipAll(node.shipper(store));
    await track.cut(2 * PART - 500);
    await track.end();
    await shipAll(node.shipper(store));
    expect(await lackOf(track)).toEqual([]);
    expect(partsSent()).toEqual(['1', '2', '3', '2']);
  });
});

describe('a track whose writer is gone without a word', () => {
  const silentFor = (track: WrittenTrack, ms: number) => track.written(node.now - ms);

  it('is whole after half an hour, and sent anew should it grow after all', async () => {
    const shipper = node.shipper(store, { keepLocal: 0 });
    const track = await node.track(recording);
    await track.append(PART + 1);
    await silentFor(track, 30 * 60_000);
    await shipAll(shipper);
    expect(headerOf(track).whole).toBeUndefined();
    await silentFor(track, 30 * 60_000 + 1);
    await shipAll(shipper);
    expect(await lackOf(track)).toEqual([]);
    await shipAll(shipper);
    // It may only be muted: its file stays for who still writes it.
    await track.append(PART);
    await shipAll(shipper);
    await track.end();
    await shipAll(shipper);
    expect(inStore(track.key)).toHaveLength(2 * PART + 1);
    expect(headerOf(track).whole).toBe(2 * PART + 1);
  });

  it('goes from here in the end', async () => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(1_000);
    await silentFor(track, 3_600_000);
    await shipAll(shipper);
    node.now += 22 * 3_600_000;
    await shipAll(shipper);
    expect(await track.bytes()).toHaveLength(1_000);
    node.now += 3_600_000 + 1;
    await shipAll(shipper);
    expect(await node.names()).toEqual([]);
  });
});

describe('after a kill', () => {
  it('between two parts the next process goes on, without a part twice', async () => {
    const track = await node.track(recording);
    await track.append(5 * PART + 10);
    // Nobody answers the fourth part, and this process is never heard of again.
    const { promise: never, resolve } = Promise.withResolvers<void>();
    const stuck = Promise.withResolvers<void>();
    store.fault = (asked) => {
      if (!isPart(asked, 4)) return undefined;
      stuck.resolve();
      return { until: never };
    };
    void shipAll(node.shipper(store));
    await stuck.promise;
    store.fault = () => undefined;
    await track.end();
    await shipAll(node.shipper(store));
    resolve();
    expect(await lackOf(track)).toEqual([]);
    expect(partsSent()).toEqual(['1', '2', '3', '4', '4', '5', '6']);
  });

  it('between the last answer and its note nothing is sent again', async () => {
    const track = await node.track(recording);
    await track.append(2 * PART);
    await track.end();
    await shipAll(node.shipper(store));
    await rm(`${node.folder}/${recording}/${track.header.trackId}.stored`);
    const before = partsSent().length;
    await shipAll(node.shipper(store));
    expect(partsSent()).toHaveLength(before);
    expect(await lackOf(track)).toEqual([]);
    expect(await node.names()).toContain(`${recording}/${track.header.trackId}.stored`);
  });

  it('an upload that somebody has taken away begins anew', async () => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(2 * PART);
    await shipAll(shipper);
    store.objects.uploads.clear();
    await track.append(PART);
    await shipAll(shipper);
    await track.end();
    await shipAll(shipper);
    expect(await lackOf(track)).toEqual([]);
  });
});

describe('a store', () => {
  it.each(['gone', 'error'] as const)('that is away (%s) for a while gets all when it is back', async (fault) => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(PART + 5);
    await shipAll(shipper);
    store.fault = () => fault;
    await track.append(2 * PART);
    expect(await shipAll(shipper)).toBe('failed');
    expect(await shipAll(shipper)).toBe('failed');
    expect(node.state).toMatchObject({ trouble: 'away', waitingTracks: 1, waitingBytes: 2 * PART + 5 });
    await track.append(100);
    await track.end();
    expect(await shipAll(shipper)).toBe('failed');
    store.fault = () => undefined;
    await shipAll(shipper);
    expect(await lackOf(track)).toEqual([]);
    expect(partsSent().toSorted()).toEqual(['1', '2', '3', '4']);
    // Said once, and that it is over.
    expect(node.logged.match(/"trouble":"away"/g)).toHaveLength(1);
    expect(node.logged).toContain('reaches the store again');
  });

  it('that cuts answers is asked again', async () => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(2 * PART + 1);
    await track.end();
    let cut = 0;
    store.fault = ({ method }) => (method === 'POST' && ++cut % 2 === 1 ? { cutAfter: 20 } : undefined);
    for (let n = 0; n < 4; n += 1) await shipAll(shipper);
    expect(await lackOf(track)).toEqual([]);
  });

  it.each([
    ['keys', { secretAccessKey: 'another secret that must not be seen' }, 'denied', 'refuses S3_ACCESS_KEY_ID'],
    ['key', { accessKeyId: 'AKIAUNKNOWN' }, 'denied', 'refuses S3_ACCESS_KEY_ID'],
    ['bucket', { bucket: 'another-bucket' }, 'no-bucket', 'has no bucket another-bucket'],
    ['region', { region: 'eu-wrong-1' }, 'denied', 'refuses'],
  ] as const)(
    'with the wrong %s is told of once, without a secret; what is recorded stays',
    async (_what, wrong, trouble, words) => {
      const settings = { ...store.settings, ...wrong };
      const shipper = node.shipper(store, { settings, keepLocal: 0 });
      const track = await node.track(recording);
      await track.append(1_000);
      await track.end();
      for (let n = 0; n < 3; n += 1) expect(await shipAll(shipper)).toBe('failed');
      expect(node.state).toMatchObject({ trouble, waitingTracks: 1, waitingBytes: 1_000 });
      expect(node.logged.trim().split('\n')).toHaveLength(1);
      expect(node.logged).toContain(words);
      for (const secret of [settings.secretAccessKey, settings.accessKeyId, store.settings.secretAccessKey])
        expect(node.logged).not.toContain(secret);
      expect(await track.bytes()).toHaveLength(1_000);
      expect(store.keys).toEqual([]);
    },
  );
});

describe('what the store has', () => {
  it('goes from here after a while, and not before', async () => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(1_000);
    await shipAll(shipper);
    node.now += 100 * 3_600_000;
    await shipAll(shipper);
    await track.end();
    await shipAll(shipper);
    const names = await node.names();
    node.now += 3_600_000 - 1;
    await shipAll(shipper);
    expect(await node.names()).toEqual(names);
    node.now += 1;
    await shipAll(shipper);
    expect(await node.names()).toEqual([]);
    expect(store.keys).toEqual([track.headerKey, track.key].toSorted());
  });

  it('goes sooner where the disk has little space left; what the store lacks does not', async () => {
    const shipper = node.shipper(store);
    const [track, open] = [await node.track(recording), await node.track(recording)];
    for (const each of [track, open]) await each.append(1_000);
    await track.end();
    await shipAll(shipper);
    await shipAll(shipper);
    expect(await track.bytes()).toHaveLength(1_000);
    node.space = 4e9;
    await shipAll(shipper);
    expect((await node.names()).every((name) => name.includes(open.header.trackId))).toBe(true);
    expect(await open.bytes()).toHaveLength(1_000);
  });

  it('and has lost is sent again, and kept here until then', async () => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(1_000);
    await track.end();
    await shipAll(shipper);
    store.objects.all.clear();
    node.now += 3_600_000;
    await shipAll(shipper);
    await shipAll(shipper);
    expect(await lackOf(track)).toEqual([]);
    expect(await track.bytes()).toHaveLength(1_000);
  });

  it('of several nodes lies side by side', async () => {
    const other = await NodeFolder.create();
    const [one, two] = [await node.track(recording), await other.track(recording)];
    for (const track of [one, two]) await track.append(PART + 1);
    for (const track of [one, two]) await track.end();
    await Promise.all([shipAll(node.shipper(store)), shipAll(other.shipper(store))]);
    expect(await lackOf(one)).toEqual([]);
    expect(await lackOf(two)).toEqual([]);
    await other.close();
  });
});

describe('a recording that was taken away', () => {
  const takeAway = () => store.objects.put(`house/removed/${recording}`, Buffer.from('now'));

  it('before its bytes came is neither sent nor kept', async () => {
    const track = await node.track(recording);
    const other = await node.track(randomUUID());
    for (const each of [track, other]) await each.append(1_000);
    await track.end();
    takeAway();
    await shipAll(node.shipper(store));
    expect(store.keys).toEqual([other.headerKey, `removed/${recording}`]);
    expect((await node.names()).every((name) => !name.startsWith(recording))).toBe(true);
  });

  it('in the middle of it leaves nothing in either place, nor an upload', async () => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(2 * PART);
    await shipAll(shipper);
    expect(store.objects.uploads.size).toBe(1);
    takeAway();
    await track.append(PART);
    await shipAll(shipper);
    expect(store.objects.uploads.size).toBe(0);
    expect(store.keys).toEqual([`removed/${recording}`]);
    expect(await node.names()).toEqual([]);
  });

  it('while its last part was on the way is taken back', async () => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(2 * PART);
    await track.end();
    store.fault = ({ method, query }) => {
      if (method === 'POST' && query.has('uploadId')) takeAway();
      return undefined;
    };
    await shipAll(shipper);
    expect(store.keys).toEqual([`removed/${recording}`]);
    expect(await node.names()).toEqual([]);
  });

  it('of which all was sent goes from here too, within a minute', async () => {
    const shipper = node.shipper(store);
    const track = await node.track(recording);
    await track.append(1_000);
    await track.end();
    await shipAll(shipper);
    takeAway();
    node.now += 60_000;
    await shipAll(shipper);
    expect(await node.names()).toEqual([]);
    expect(store.keys).toEqual([`removed/${recording}`]);
  });
});
