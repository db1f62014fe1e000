import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { StoredHeader } from '@pluriclasse/shared/capsule/storedTrack';
import { scanPieces } from '@pluriclasse/shared/capsule/file/scanPieces';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeS3 } from '../../support/s3/FakeS3.ts';
import { NodeFolder } from '../../support/s3/NodeFolder.ts';
import { RecordedRoom } from '../../support/sfu/RecordedRoom.ts';
import { SfuNode } from '../../support/sfu/SfuNode.ts';
import { ToneSource } from '../../support/sfu/sources.ts';
import { WrtcPeer } from '../../support/sfu/WrtcPeer.ts';

const PART = 5 * 1024 * 1024;
const SOON = { timeout: 30_000, interval: 100 };
let store: FakeS3;
let disk: NodeFolder;
let node: SfuNode | undefined;
const start = async () =>
  (node = await SfuNode.create({ ...store.env, RECORDINGS_DIR: disk.folder, S3_KEEP_LOCAL_HOURS: '1' }));
beforeEach(async () => {
  store = await FakeS3.create();
  disk = await NodeFolder.create();
});
afterEach(async () => {
  await node?.close();
  await store.close();
  await disk.close();
});

const inStore = (key: string) => store.objects.all.get(store.settings.prefix + key)?.bytes;
const partsSent = () => store.sent.flatMap(({ query }) => query.get('partNumber') ?? []);
const figure = async (name: string): Promise<number> => {
  const text = (await node?.read('/metrics')) ?? '';
  return Number(new RegExp(`^pluriclasse_sfu_${name} (\\d+)$`, 'm').exec(text)?.[1]);
};

it('killed between two parts, the next one goes on; the figures say what waits', { timeout: 60_000 }, async () => {
  const track = await disk.track(randomUUID());
  await track.append(5 * PART + 10);
  await track.end();
  const held = Promise.withResolvers<void>();
  const never = Promise.withResolvers<void>();
  store.fault = ({ query }) => {
    if (query.get('partNumber') !== '3') return undefined;
    held.resolve();
    return { until: never.promise };
  };
  await start();
  await held.promise;
  process.kill(await shipperOf(node), 'SIGKILL');
  store.fault = () => undefined;
  await expect.poll(() => figure('recordings_waiting_tracks'), SOON).toBe(0);
  expect(inStore(track.key)?.equals(await track.bytes())).toBe(true);
  expect(partsSent()).toEqual(['1', '2', '3', '3', '4', '5', '6']);
  expect(await figure('recordings_store_works')).toBe(1);
  expect(store.objects.uploads.size).toBe(0);
});

it('what a killed node recorded while the store was away is repaired and brought', { timeout: 90_000 }, async () => {
  store.fault = () => 'gone';
  const first = await start();
  const room = await RecordedRoom.create(first.url);
  const desk = await WrtcPeer.create(room.link, await room.offer(), { peerKey: 'desk' });
  const tone = new ToneSource(620);
  await desk.produce('microphone', { track: tone.track });
  await room.record();
  // The store's absence is none of the recorder's business.
  const { header } = await room.first(({ state }) => state === 'writing');
  const file = `${disk.folder}/${room.recordingKey}/${header.trackId}.webm`;
  await expect.poll(async () => (await readFile(file)).length, SOON).toBeGreaterThan(10_000);
  const recorder = await childOf(first, 'recorder/main');
  // The node hears nothing of the recorder's end.
  first.child.kill('SIGSTOP');
  process.kill(recorder, 'SIGKILL');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  tone.close();
  room.close();
  desk.close();
  first.pool.close();

  await start();
  await expect.poll(() => figure('recordings_waiting_tracks'), SOON).toBe(1);
  expect(await figure('recordings_store_works')).toBe(0);
  store.fault = () => undefined;
  await expect.poll(() => figure('recordings_waiting_tracks'), { ...SOON, timeout: 60_000 }).toBe(0);
  const bytes = inStore(`recordings/${room.recordingKey}/${header.trackId}.webm`) ?? Buffer.of();
  expect(bytes.equals(await readFile(file))).toBe(true);
  const scanned = await scanPieces({ size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) });
  expect(scanned.whole).toBe(bytes.length);
  expect(scanned.pieces.length).toBeGreaterThan(1);
  const stored = StoredHeader.parse(
    JSON.parse(String(inStore(`recordings/${room.recordingKey}/${header.trackId}.json`))),
  );
  expect(stored).toMatchObject({ ...header, whole: bytes.length });
});

const shipperOf = (of: SfuNode | undefined): Promise<number> => childOf(of, 'shipper/main');

async function childOf(of: SfuNode | undefined, what: string): Promise<number> {
  const pid = of?.child.pid ?? 0;
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').map(Number);
  for (const child of children) if ((await readFile(`/proc/${child}/cmdline`, 'utf8')).includes(what)) return child;
  throw new Error(`No ${what}`);
}
