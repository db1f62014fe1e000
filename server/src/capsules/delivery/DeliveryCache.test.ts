import { AppError } from '@pluriclasse/shared/errors';
import { CapsuleId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Contents } from './Contents.ts';
import { DeliveryCache } from './DeliveryCache.ts';
import { fileNames } from './fileNames.ts';

const capsuleId = CapsuleId.parse(randomUUID());
let folder: string;
let cache: DeliveryCache;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-delivered-'));
  cache = new DeliveryCache(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const contents = (board: number): Contents => ({ voices: [], pictures: [], board, packedBoard: 0, turns: [] });
/** Makes a version, and counts how often it was asked to. */
function maker(board: number, before: () => Promise<void> = async () => {}) {
  let made = 0;
  const make = async (into: string) => {
    made += 1;
    await before();
    await writeFile(path.join(into, fileNames.contents), JSON.stringify(contents(board)));
    return contents(board);
  };
  return { make, made: () => made };
}
const there = () => readdir(path.join(folder, capsuleId));

it('those who ask at once wait for the same work, and it is done once for all who come later', async () => {
  const { make, made } = maker(1);
  const all = await Promise.all([1, 2, 3].map(() => cache.get(capsuleId, 'a', make)));
  expect(all).toEqual([contents(1), contents(1), contents(1)]);
  await cache.get(capsuleId, 'a', make);
  // So it is after a new start.
  expect(await new DeliveryCache(folder).get(capsuleId, 'a', make)).toEqual(contents(1));
  expect(made()).toBe(1);
});

it('of many that are asked for at once a few are made at a time, and all in the end', async () => {
  let [now, most] = [0, 0];
  const [gate, two] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ids = Array.from({ length: 7 }, () => CapsuleId.parse(randomUUID()));
  const all = ids.map((id, n) => {
    const { make } = maker(n, async () => {
      most = Math.max(most, ++now);
      if (now === 2) two.resolve();
      await gate.promise;
      now -= 1;
      if (n === 1) throw new Error('broken');
    });
    return cache.get(id, 'a', make).then(
      ({ board }) => board,
      () => 'broken',
    );
  });
  await two.promise;
  // The others have all asked by now: the disk has answered that there is nothing.
  await Promise.all(ids.map((id) => cache.find(id, 'a')));
  gate.resolve();
  expect(await Promise.all(all)).toEqual([0, 'broken', 2, 3, 4, 5, 6]);
  expect(most).toBe(2);
});

it('a new version takes the place of the older ones', async () => {
  await cache.get(capsuleId, 'a', maker(1).make);
  await cache.get(capsuleId, 'c', maker(3).make);
  await cache.get(capsuleId, 'b', maker(2).make);
  expect(await there()).toEqual(['b']);
  expect([await cache.find(capsuleId, 'a'), await cache.find(capsuleId, 'b')]).toEqual([undefined, contents(2)]);
});

it('an older version that was longer in the making does not take the place of the newer one', async () => {
  const slow = maker(1, async () => void (await cache.get(capsuleId, 'r2-b', maker(2).make)));
  expect(await cache.get(capsuleId, 'r1-a', slow.make)).toEqual(contents(1));
  expect(await there()).toEqual(['r2-b']);
  const { make, made } = maker(3);
  expect([await cache.get(capsuleId, 'r2-b', make), made()]).toEqual([contents(2), 0]);
});

it('what somebody took away from the disk is made again', async () => {
  await cache.get(capsuleId, 'a', maker(1).make);
  await rm(path.join(folder, capsuleId), { recursive: true });
  expect(await cache.find(capsuleId, 'a')).toBeUndefined();
  expect(await cache.get(capsuleId, 'a', maker(2).make)).toEqual(contents(2));
  expect(await there()).toEqual(['a']);
});

it('what another server took away is not there, and can be made again', async () => {
  const other = new DeliveryCache(folder);
  await cache.get(capsuleId, 'r1-a', maker(1).make);
  await other.get(capsuleId, 'r2-b', maker(2).make);
  expect(await cache.find(capsuleId, 'r1-a')).toBeUndefined();
  await other.remove(capsuleId);
  expect(await cache.find(capsuleId, 'r2-b')).toBeUndefined();
});

it.each([
  ['ENOSPC', 'unavailable'],
  ['EDQUOT', 'unavailable'],
])('a disk that is full (%s) is told, leaves nothing, and the next one tries again', async (code, expected) => {
  const full = maker(1, () => Promise.reject(Object.assign(new Error('no space'), { code })));
  const failed = await cache.get(capsuleId, 'a', full.make).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(AppError);
  expect(failed).toMatchObject({ code: expected, reason: 'disk_full' });
  expect(await there()).toEqual([]);
  expect(await cache.get(capsuleId, 'a', maker(2).make)).toEqual(contents(2));
});

it('what another server made meanwhile stands', async () => {
  const other = new DeliveryCache(folder);
  const slow = maker(1, async () => {
    await other.get(capsuleId, 'a', maker(1).make);
  });
  expect(await cache.get(capsuleId, 'a', slow.make)).toEqual(contents(1));
  expect(await there()).toEqual(['a']);
});

it('what a killed server was making goes in time, what another one makes now stays', async () => {
  const [old, young] = ['.old', '.young'].map((name) => path.join(folder, capsuleId, name));
  for (const half of [old, young]) await mkdir(half ?? '', { recursive: true });
  const yesterday = new Date(Date.now() - 86_400_000);
  await utimes(old ?? '', yesterday, yesterday);
  await cache.get(capsuleId, 'a', maker(1).make);
  expect(await there()).toEqual(['.young', 'a']);
});

it('all of a capsule is taken away, safe twice', async () => {
  await cache.get(capsuleId, 'a', maker(1).make);
  await cache.remove(capsuleId);
  await cache.remove(capsuleId);
  expect([await cache.find(capsuleId, 'a'), await readdir(folder)]).toEqual([undefined, []]);
});
