import { createLog } from '@pluriclasse/server/log';
import { openStorage } from '@pluriclasse/server/storage/openStorage';
import { S3ObjectStore } from '@pluriclasse/sfu/shipper/S3ObjectStore';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, Socket, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { FakeS3 } from '../support/s3/FakeS3.ts';

it('asks nobody but the store that is set: no environment, no profile, no metadata, no proxy, no other region', async () => {
  const elsewhere = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const { port: wrong } = elsewhere.address() as AddressInfo; // it listens on TCP
  const home = await mkdtemp(path.join(os.tmpdir(), 'home-'));
  await mkdir(path.join(home, '.aws'));
  const url = `http://127.0.0.1:${wrong}`;
  const profile = `region = us-west-2\nendpoint_url = ${url}\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = profile\n`;
  await writeFile(path.join(home, '.aws', 'config'), `[default]\n${profile}`);
  await writeFile(path.join(home, '.aws', 'credentials'), `[default]\n${profile}`);
  const env = {
    HOME: home,
    AWS_PROFILE: 'default',
    AWS_REGION: 'us-west-2',
    AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT',
    AWS_SECRET_ACCESS_KEY: 'environment',
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_S3: url,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: url,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: url,
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const connect = vi.spyOn(Socket.prototype, 'connect');

  const store = await FakeS3.create();
  const [here, recording] = [path.join(home, 'data'), randomUUID()];
  const where = { recordingsDir: here, filesDir: here, fetchedDir: here, fetchedMost: 1e6 };
  const deps = { log: createLog('silent'), now: Date.now };
  const denied = { ...store.settings, secretAccessKey: 'wrong' };
  for (const s3 of [store.settings, denied]) {
    const storage = await openStorage({ ...where, s3 }, deps);
    const { files, recordings } = storage;
    expect(typeof (await storage.check())).toBe(s3 === denied ? 'string' : 'undefined');
    const node = new S3ObjectStore(s3);
    const all = [
      files.put(`agreements/${recording}`, Buffer.from('x')),
      files.find(`agreements/${recording}`),
      recordings.tracksOf(recording),
      recordings.remove(recording),
      node.begin('a').then((id) => node.uploads('a').then(() => node.abort('a', id))),
      node.put('b', 'x'),
    ];
    const done = await Promise.allSettled(all);
    expect(new Set(done.map(({ status }) => status))).toEqual(new Set([s3 === denied ? 'rejected' : 'fulfilled']));
    storage.close();
    node.close();
  }
  const ports = connect.mock.calls.map((call) => JSON.stringify(call).match(/"port":"?(\d+)/)?.[1]);
  expect(ports.length).toBeGreaterThan(0);
  expect(new Set(ports)).toEqual(new Set([new URL(store.settings.endpoint).port]));
  vi.unstubAllEnvs();
  await store.close();
  elsewhere.close();
  await rm(home, { recursive: true });
});
