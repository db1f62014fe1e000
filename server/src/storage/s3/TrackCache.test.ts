import { StoreError } from '@pluriclasse/shared/storage/storeTrouble';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TrackCache } from './TrackCache.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'fetched-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const recording = randomUUID();
const content = randomBytes(10_000);
const object = { key: 'k', bytes: content.length, etag: '"abc-2"', changedAt: 0 };

/** A store whose answers end after so many bytes, one after the other; then they are whole. */
function bucketOf(...cuts: number[]) {
  const asked: number[] = [];
  return {
    asked,
    stream: async (_object: unknown, from: number, to: number) => {
      asked.push(from);
      const cut = cuts.shift();
      if (cut === 0) throw new StoreError('away', 'ECONNREFUSED');
      return Readable.from([content.subarray(from, cut === undefined ? to : Math.min(to, from + cut))], {
        objectMode: false,
      });
    },
  };
}
const open = (bucket: Pick<ReturnType<typeof bucketOf>, 'stream'>, most = 1e9) => new TrackCache(folder, bucket, most);
const age = async (file: string, minutes: number) => {
  const at = new Date(Date.now() - minutes * 60_000);
  await utimes(file, at, at);
};

it('fetches once, for all who ask', async () => {
  const bucket = bucketOf();
  const cache = open(bucket);
  const files = await Promise.all([1, 2, 3].map(() => cache.fetch(recording, 'a.webm', object)));
  expect(new Set(files).size).toBe(1);
  expect((await readFile(files[0] ?? '')).equals(content)).toBe(true);
  expect(await cache.find(recording, 'a.webm', object)).toBe(files[0]);
  expect(bucket.asked).toEqual([0]);
});

it('goes on where an answer was cut, also after a restart; half a file has another name', async () => {
  const dies = bucketOf(1_000, 0, 0, 0);
  await expect(open(dies).fetch(recording, 'a.webm', object)).rejects.toMatchObject({ trouble: 'away' });
  expect(await open(dies).find(recording, 'a.webm', object)).toBeUndefined();
  expect(await readdir(path.join(folder, recording))).toEqual(['abc2-a.webm.part']);
  const back = bucketOf(500);
  const file = await open(back).fetch(recording, 'a.webm', object);
  expect(back.asked).toEqual([1_000, 1_500]);
  expect((await readFile(file)).equals(content)).toBe(true);
});

it('is shared by servers: what both fetch is whole', async () => {
  const caches = [open(bucketOf(3_000, 10, 20)), open(bucketOf(10, 5_000, 7))];
  const files = await Promise.all(caches.map((cache) => cache.fetch(recording, 'a.webm', object)));
  for (const file of files) expect((await readFile(file)).equals(content)).toBe(true);
  expect(await readdir(path.join(folder, recording))).toEqual(['abc2-a.webm']);
});

it('takes another object of the same name for another', async () => {
  const cache = open(bucketOf());
  await cache.fetch(recording, 'a.webm', object);
  expect(await cache.find(recording, 'a.webm', { ...object, etag: '"other"' })).toBeUndefined();
});

it('has no more than it may; what was not asked for longest goes first', async () => {
  const cache = open(bucketOf(), 2.5 * content.length);
  const [a, b] = [await cache.fetch(recording, 'a.webm', object), await cache.fetch(recording, 'b.webm', object)];
  await age(a, 10);
  await age(b, 20);
  await cache.find(recording, 'b.webm', object);
  await cache.fetch(recording, 'c.webm', object);
  expect(await readdir(path.join(folder, recording))).toEqual(['abc2-b.webm', 'abc2-c.webm']);
});

it('removes all of a recording, and nothing else', async () => {
  const cache = open(bucketOf());
  const other = randomUUID();
  await cache.fetch(recording, 'a.webm', object);
  await cache.fetch(other, 'a.webm', object);
  await cache.remove(recording);
  await cache.remove(recording);
  expect(await readdir(folder)).toEqual([other]);
});

it('does not bring back what is taken away while it is on its way', async () => {
  const slow = Promise.withResolvers<void>();
  const halfway = Promise.withResolvers<void>();
  const cache = open({
    stream: async () =>
      Readable.from(
        (async function* () {
          yield content.subarray(0, 5_000);
          halfway.resolve();
          await slow.promise;
          yield content.subarray(5_000);
        })(),
        { objectMode: false },
      ),
  });
  const fetching = cache.fetch(recording, 'a.webm', object);
  await halfway.promise;
  await cache.remove(recording);
  slow.resolve();
  await expect(fetching).rejects.toMatchObject({ trouble: 'missing' });
  expect(await readdir(folder)).toEqual([]);
});
