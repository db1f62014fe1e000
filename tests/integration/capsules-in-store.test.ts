import { readManifest, withdrawCapsule } from '@pluriclasse/shared/api/capsules';
import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { BoardReel } from '@pluriclasse/shared/capsule/reel';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import type { CapsuleId, SeatId } from '@pluriclasse/shared/ids';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { FakeS3 } from '../support/s3/FakeS3.ts';
import { NodeFolder, shipAll } from '../support/s3/NodeFolder.ts';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';
import { pictures, putTrack, sat, speech, type TestFrame } from '../support/server/tracks.ts';

const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
let clock = Date.now();
let store: FakeS3;
let server: TestServer;
let network: TestNetwork;
/** Two nodes on other computers: what they write the server does not see. */
let nodes: NodeFolder[];
let folders: string[];
let capsuleId: CapsuleId;
let seat: SeatId;

beforeAll(async () => {
  store = await FakeS3.create({}, () => clock);
  server = await startTestServer({ s3: store.settings }, { flood, now: () => clock });
  network = await buildNetwork(server);
});
afterAll(async () => {
  await server.close();
  await store.close();
});
beforeEach(async () => {
  clock += 3_600_000;
  folders = await Promise.all([1, 2].map(() => mkdtemp(path.join(os.tmpdir(), 'node-'))));
  nodes = [];
  for (const folder of folders) {
    await mkdir(path.join(folder, 'recordings'));
    nodes.push(await NodeFolder.create(path.join(folder, 'recordings')));
  }
  await server.database.query('UPDATE capsules SET lesson_id = NULL');
  await server.database.query('DELETE FROM attendance');
  const schoolIds = [network.own.schoolId, network.partner.schoolId];
  const { lessonId } = network;
  capsuleId = await putCapsule(server, { schoolIds, lessonId, recorded: [[0, 20_000]] });
  seat = await sat(server, lessonId, network.own.teacher);
});
afterEach(async () => {
  store.fault = () => undefined;
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const write = (node: number, clusters: TestFrame[][], more: Partial<TrackHeader> = {}) =>
  putTrack({ ...server, dataDir: folders[node] ?? '' }, capsuleId, { peerKey: seat, ...more }, clusters);
const BOTH = [
  { from: 0, to: 5_000 },
  { from: 7_000, to: 9_000 },
];
const camera = { source: 'camera', rendition: 'large', codec: 'vp8' } as const;
const ship = async () => {
  for (const node of nodes) expect(await shipAll(node.shipper(store))).toBe('idle');
};
const manifest = (): Promise<Manifest> => ok(network.own.teacher, readManifest, { params: { capsuleId } });
const fetched = ({ trackId }: { trackId: string }): unknown => expect.stringMatching(new RegExp(`${trackId}.webm$`));
const refusal = async () => (await network.own.teacher.call(readManifest, { params: { capsuleId } })).error?.reason;
const get = async (link: string, range?: string) => {
  const response = await network.own.teacher.fetch(link, { headers: range === undefined ? {} : { range } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
};

it('a server without a file of it delivers voices, pictures and board, from two nodes', async () => {
  await write(0, speech(0, 8_000, 'first'));
  await write(1, speech(12_000, 20_000, 'second'));
  const picture = await write(1, pictures(12_000, 20_000, 'seen'), camera);
  await ship();
  const { voices, pictures: seen, board, duration } = await manifest();
  expect(duration).toBe(20_000);
  expect(voices.map(({ heard }) => heard)).toEqual([
    [
      { from: 0, to: 8_000 },
      { from: 12_000, to: 20_000 },
    ],
  ]);
  const voice = await get(voices[0]?.link ?? '');
  expect([voice.status, voice.bytes.includes('first'), voice.bytes.includes('second')]).toEqual([200, true, true]);
  const file = seen[0]?.large[0];
  const [piece] = file?.pieces.slice(1) ?? [];
  if (file === undefined || piece === undefined) throw new Error('No picture');
  const range = `bytes=${piece.offset}-${piece.offset + piece.size - 1}`;
  const got = await get(file.link, range);
  expect(got.status).toBe(206);
  expect(got.bytes.equals(picture.bytes.subarray(piece.offset, piece.offset + piece.size))).toBe(true);
  // Of the picture no more than its head was fetched for the first viewer; this range came from the store itself.
  const asked = store.asked.flatMap(({ key, range: of }) => (key.includes(picture.trackId) ? (of ?? []) : []));
  expect(asked.slice(0, 2)).toEqual([`bytes=0-4095`, range]);
  // Whoever watches one piece will watch the next: the rest follows, and then nothing of it is asked for again.
  await expect.poll(() => readdir(path.join(server.dataDir, 'fetched', capsuleId))).toContainEqual(fetched(picture));
  const before = store.asked.length;
  expect((await get(file.link, range)).bytes.equals(got.bytes)).toBe(true);
  expect(store.asked.slice(before)).toEqual([]);
  const reel = await get(board.link);
  expect(BoardReel.parse(JSON.parse(reel.bytes.toString())).steps).toEqual([]);
});

it('one that is here is read here, while the store is away', async () => {
  const { bytes } = await putTrack(server, capsuleId, { peerKey: seat }, speech(0, 5_000, 'here'));
  store.fault = () => 'gone';
  const { voices } = await manifest();
  expect(voices.map(({ heard }) => heard)).toEqual([[{ from: 0, to: 5_000 }]]);
  expect(bytes.length).toBeGreaterThan(0);
});

it('one that is here is ready at once, while the store gives no answer at all', async () => {
  await putTrack(server, capsuleId, { peerKey: seat }, speech(0, 5_000, 'here'));
  const { promise: until, resolve } = Promise.withResolvers<void>();
  store.fault = () => ({ until });
  const since = performance.now();
  expect((await manifest()).voices).toHaveLength(1);
  expect(performance.now() - since).toBeLessThan(2_000);
  resolve();
});

it('one that is on its way is not shown in part, unless its node is silent', async () => {
  await write(0, speech(0, 5_000, 'arrived'));
  const late = await write(1, speech(7_000, 9_000, 'late'));
  const open = path.join(folders[1] ?? '', 'recordings', capsuleId, `${late.trackId}.open`);
  await writeFile(open, '1');
  await ship();
  expect(await refusal()).toBe('still_arriving');
  await rm(open);
  await ship();
  expect((await manifest()).voices.map(({ heard }) => heard)).toEqual([BOTH]);
});

it('what a silent node did not bring is left out, and is there when it comes after all', async () => {
  await write(0, speech(0, 5_000, 'arrived'));
  const late = await write(1, speech(7_000, 9_000, 'late'));
  const open = path.join(folders[1] ?? '', 'recordings', capsuleId, `${late.trackId}.open`);
  await writeFile(open, '1');
  await ship();
  clock += 20 * 60_000 + 1;
  expect((await manifest()).voices.map(({ heard }) => heard)).toEqual([[{ from: 0, to: 5_000 }]]);
  await rm(open);
  await ship();
  expect((await manifest()).voices.map(({ heard }) => heard)).toEqual([BOTH]);
});

it('of a node that is lost with its disk, what it had sent is delivered; should it come back, all of it', async () => {
  const PART = 5 * 1024 * 1024;
  const { trackId, bytes } = await write(0, speech(0, 20_000, 'long'.repeat(2_500)));
  expect(bytes.length).toBeGreaterThan(PART);
  const open = path.join(folders[0] ?? '', 'recordings', capsuleId, `${trackId}.open`);
  await writeFile(open, '1');
  await ship();
  expect(await refusal()).toBe('still_arriving');
  clock += 20 * 60_000 + 1;
  const [lost] = (await manifest()).voices;
  const until = lost?.heard.at(-1)?.to ?? 0;
  expect(until).toBeGreaterThan((20_000 * PART) / bytes.length - 1_100);
  expect(until).toBeLessThan(20_000);
  expect(store.objects.uploads.size).toBe(0);
  await rm(open);
  await ship();
  expect((await manifest()).voices.map(({ heard }) => heard)).toEqual([[{ from: 0, to: 20_000 }]]);
  expect(store.objects.get(`house/recordings/${capsuleId}/${trackId}.webm`).bytes.equals(bytes)).toBe(true);
});

it('bytes that were sent again under another name of theirs are found', async () => {
  const { trackId, bytes } = await write(0, pictures(0, 8_000, 'seen'), camera);
  await ship();
  const { pictures: seen } = await manifest();
  const link = seen[0]?.large[0]?.link ?? '';
  const key = `house/recordings/${capsuleId}/${trackId}.webm`;
  const object = store.objects.get(key);
  store.objects.all.set(key, { ...object, etag: '"as-a-store-that-encrypts-has-it"' });
  expect((await get(link)).bytes.equals(bytes.subarray(0, seen[0]?.large[0]?.bytes))).toBe(true);
});

it('a store that is away is told of, and what is cached is still delivered', async () => {
  await write(0, speech(0, 5_000, 'far'));
  await ship();
  const { voices } = await manifest();
  store.fault = () => 'gone';
  expect(await refusal()).toBe('storage_away');
  expect((await get(voices[0]?.link ?? '')).status).toBe(200);
});

it('an answer that is cut is gone on with, and no byte is asked for twice', async () => {
  const { bytes } = await write(0, speech(0, 20_000, 'long'));
  await ship();
  let times = 0;
  store.fault = ({ range }) => (range !== undefined && ++times <= 4 ? { cutAfter: 1_000 } : undefined);
  const { voices } = await manifest();
  expect(voices.map(({ heard }) => heard)).toEqual([[{ from: 0, to: 20_000 }]]);
  const ranges = store.asked.flatMap(({ range }) => range ?? []).slice(-5);
  expect(ranges).toEqual([0, 1, 2, 3, 4].map((n) => `bytes=${n * 1_000}-${bytes.length - 1}`));
});

it('withdrawn, nothing is left of it: not in the store, nor here, nor of what comes late', async () => {
  await write(0, speech(0, 5_000, 'secret'));
  const open = await nodes[1]?.track(capsuleId, { ...camera, peerKey: seat });
  await open?.append(6 * 1024 * 1024);
  await ship();
  expect(store.objects.uploads.size).toBe(1);
  await ok(network.own.teacher, withdrawCapsule, { params: { capsuleId } });
  expect(store.keys.filter((key) => key.includes(capsuleId))).toEqual([`removed/${capsuleId}`]);
  expect(store.objects.uploads.size).toBe(0);
  expect(await readdir(path.join(server.dataDir, 'fetched')).catch(() => [])).not.toContain(capsuleId);
  await open?.append(6 * 1024 * 1024);
  await open?.end();
  for (const node of nodes) node.now += 60_000;
  await ship();
  expect(store.keys.filter((key) => key.includes(capsuleId))).toEqual([`removed/${capsuleId}`]);
  expect(store.objects.uploads.size).toBe(0);
  for (const node of nodes) expect(await node.names()).toEqual([]);
});

it('withdrawn while the store is away, its bytes go when it is back', async () => {
  await write(0, speech(0, 5_000, 'secret'));
  await ship();
  const { voices } = await manifest();
  store.fault = () => 'error';
  await ok(network.own.teacher, withdrawCapsule, { params: { capsuleId } });
  // Refused at once all the same.
  expect((await get(voices[0]?.link ?? '')).status).toBe(404);
  await server.services.capsules.sweep();
  expect(store.keys.filter((key) => key.includes(capsuleId))).toHaveLength(2);
  store.fault = () => undefined;
  await server.services.capsules.sweep();
  expect(store.keys.filter((key) => key.includes(capsuleId))).toEqual([`removed/${capsuleId}`]);
});

it('a store that can’t be used is told of at the start, and the server runs', async () => {
  expect(server.storeTrouble).toBeUndefined();
  const wrong = { ...store.settings, secretAccessKey: 'a wrong one', bucket: 'no-such-bucket' };
  const other = await startTestServer({ s3: wrong });
  expect(other.storeTrouble).toContain('refuses S3_ACCESS_KEY_ID');
  expect(other.storeTrouble).not.toContain('a wrong one');
  await other.close();
  const without = await startTestServer({ s3: { ...store.settings, bucket: 'no-such-bucket' } });
  expect(without.storeTrouble).toContain('has no bucket no-such-bucket');
  await without.close();
});
