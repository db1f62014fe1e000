import { createLog } from '@pluriclasse/server/log';
import type { Files } from '@pluriclasse/server/storage/Files';
import { openStorage } from '@pluriclasse/server/storage/openStorage';
import type { S3Settings } from '@pluriclasse/shared/storage/s3Settings';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeS3 } from '../support/s3/FakeS3.ts';

let folder: string;
let store: FakeS3;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'files-'));
  store = await FakeS3.create();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const open = async (s3: S3Settings | undefined): Promise<Files> => {
  const where = { s3, recordingsDir: folder, filesDir: folder, fetchedDir: folder, fetchedMost: 1e6 };
  return (await openStorage(where, { log: createLog('silent'), now: Date.now })).files;
};
const aKey = () => `agreements/${randomUUID()}`;

describe.each([
  ['in a folder', false],
  ['in a store', true],
])('files %s', (_where, inStore) => {
  let files: Files;
  beforeEach(async () => {
    files = await open(inStore ? store.settings : undefined);
  });

  it('are kept whole, replaced and removed by their key', async () => {
    const [key, other] = [aKey(), aKey()];
    const [first, second] = [randomBytes(100_000), randomBytes(10)];
    expect(await files.find(key)).toBeUndefined();
    await files.put(key, first);
    await files.put(other, second);
    expect((await files.find(key))?.equals(first)).toBe(true);
    await files.put(key, second);
    expect((await files.find(key))?.equals(second)).toBe(true);
    await files.remove(key);
    await files.remove(key);
    expect(await files.find(key)).toBeUndefined();
    expect((await files.find(other))?.equals(second)).toBe(true);
  });

  it('may be empty', async () => {
    const key = aKey();
    await files.put(key, Buffer.of());
    expect(await files.find(key)).toHaveLength(0);
  });

  it.each(['', 'agreements', '../x', `agreements/../${randomUUID()}`, `/agreements/${randomUUID()}`])(
    'are not led elsewhere: %s',
    async (key) => {
      await expect(files.put(key, Buffer.of(1))).rejects.toThrow('Not a key');
      await expect(files.find(key)).rejects.toThrow('Not a key');
      await expect(files.remove(key)).rejects.toThrow('Not a key');
    },
  );
});

it('what was kept in the folder before there was a store is still found, and removed', async () => {
  const key = aKey();
  await (await open(undefined)).put(key, Buffer.from('before'));
  const files = await open(store.settings);
  expect(String(await files.find(key))).toBe('before');
  await files.remove(key);
  expect(await files.find(key)).toBeUndefined();
});

it.each(['gone', 'error'] as const)('a store that is away (%s) is no missing file', async (fault) => {
  const files = await open(store.settings);
  store.fault = () => fault;
  const away = { code: 'unavailable', reason: 'storage_away' };
  await expect(files.find(aKey())).rejects.toMatchObject(away);
  await expect(files.put(aKey(), Buffer.of(1))).rejects.toMatchObject(away);
  await expect(files.remove(aKey())).rejects.toMatchObject(away);
});
