import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTracks } from '../../support/recording/readTracks.ts';
import { RecordedRoom } from '../../support/sfu/RecordedRoom.ts';
import { SfuNode } from '../../support/sfu/SfuNode.ts';
import { StripeSource, ToneSource } from '../../support/sfu/sources.ts';
import { WrtcPeer } from '../../support/sfu/WrtcPeer.ts';

const is =
  (source: string, state: RecordedTrack['state'], but: readonly string[] = []) =>
  ({ header, ...track }: RecordedTrack) =>
    header.source === source && track.state === state && !but.includes(header.trackId);

describe('what was recorded stays', () => {
  let folder: string;
  let node: SfuNode;
  let room: RecordedRoom;
  let desk: WrtcPeer;
  let sources: { close(): void; track: MediaStreamTrack }[];
  const found = () => readTracks(path.join(folder, room.recordingKey));

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'recording-'));
    node = await SfuNode.create({ RECORDINGS_DIR: folder });
    room = await RecordedRoom.create(node.url);
    desk = await WrtcPeer.create(room.link, await room.offer(), { peerKey: 'desk' });
    sources = [new ToneSource(620), new StripeSource()];
    const [tone, stripes] = sources;
    if (tone) await desk.produce('microphone', { track: tone.track });
    if (stripes) await desk.produce('camera', { track: stripes.track });
    await room.record();
    await room.first(is('microphone', 'writing'));
    await room.first(is('camera', 'writing'));
  });
  afterEach(async () => {
    desk.close();
    room.close();
    for (const source of sources) source.close();
    await node.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it('when the recorder is killed; the node starts another, which goes on', async () => {
    const killed = Date.now() - room.epoch;
    process.kill(await recorderOf(node), 'SIGKILL');
    const lost = await Promise.all([room.first(is('microphone', 'failed')), room.first(is('camera', 'failed'))]);
    const tracks = await found();
    for (const { header, failure, to, bytes } of lost) {
      expect(failure).toBe('lost');
      const track = tracks.find((each) => each.header.trackId === header.trackId);
      expect(track?.whole).toBe(track?.bytes.length);
      expect(track?.bytes.length).toBe(bytes);
      expect(track?.pieces.at(-1)?.to).toBe(to);
      console.log(`${header.source}: ${killed - to} ms lost`);
      expect(killed - to).toBeLessThan(2_000);
    }
    const before = lost.map(({ header }) => header.trackId);
    const after = await Promise.all([
      room.first(is('microphone', 'writing', before)),
      room.first(is('camera', 'writing', before)),
    ]);
    for (const { from } of after) expect(from - killed).toBeLessThan(5_000);
    const told = await room.stop();
    expect(told.map(({ state }) => state).toSorted()).toEqual(['ended', 'ended', 'failed', 'failed']);
    expect((await readdir(path.join(folder, room.recordingKey))).filter((name) => name.endsWith('.open'))).toEqual([]);
  });

  it('when the node is killed: the recorder writes what it has', async () => {
    const recorder = await recorderOf(node);
    const killed = Date.now() - room.epoch;
    node.child.kill('SIGKILL');
    await once(node.child, 'exit');
    await ended(recorder);
    const tracks = await found();
    expect(tracks).toHaveLength(2);
    for (const { header, whole, bytes, pieces } of tracks) {
      expect(whole).toBe(bytes.length);
      console.log(`${header.source}: ${killed - (pieces.at(-1)?.to ?? 0)} ms lost`);
      expect(killed - (pieces.at(-1)?.to ?? 0)).toBeLessThan(300);
    }
    expect((await readdir(path.join(folder, room.recordingKey))).filter((name) => name.endsWith('.open'))).toEqual([]);
  });

  it('when all of them are killed; the next start cuts what is torn', async () => {
    const killed = Date.now() - room.epoch;
    const recorder = await recorderOf(node);
    // The node hears nothing of the recorder's end.
    node.child.kill('SIGSTOP');
    process.kill(recorder, 'SIGKILL');
    node.child.kill('SIGKILL');
    await once(node.child, 'exit');
    const before = await found();
    expect(before).toHaveLength(2);
    for (const { pieces } of before) expect(killed - (pieces.at(-1)?.to ?? 0)).toBeLessThan(2_000);
    // As a crash of the machine leaves it: the last piece in part, or zeros.
    const [one, other] = before;
    if (one === undefined || other === undefined) throw new Error('Two tracks');
    await truncate(one.file, one.whole - 7);
    await truncate(other.file, other.whole + 4_096);
    const next = await SfuNode.create({ RECORDINGS_DIR: folder });
    for (const each of before) await gone(each.file.replace(/webm$/, 'open'));
    await next.close();
    const after = await found();
    // Of a track that had no more than one piece nothing is left.
    expect(after.find(({ file }) => file === one.file)?.pieces ?? []).toEqual(one.pieces.slice(0, -1));
    expect(after.find(({ file }) => file === other.file)?.pieces).toEqual(other.pieces);
    for (const { whole, bytes, head } of after) expect(bytes.length).toBe(Math.max(whole, head));
  });

  it('and nothing is added by an order that was given up while the recorder did not answer', async () => {
    await room.stop();
    const before = room.told.length;
    const recorder = await recorderOf(node);
    process.kill(recorder, 'SIGSTOP');
    const ordered = room.record(randomUUID()).catch((error: unknown) => error);
    expect(await room.stop()).toEqual([]);
    process.kill(recorder, 'SIGCONT');
    expect(await ordered).toMatchObject({ code: 'conflict' });
    expect(room.told).toHaveLength(before);
    // A later order is not meant.
    await room.record(randomUUID());
    await room.first(
      is(
        'microphone',
        'writing',
        room.told.slice(0, before).map(({ header }) => header.trackId),
      ),
    );
  });

  it('when the folder can no more be written to; and it is taken up again when it can', async () => {
    const aside = path.join(folder, room.recordingKey);
    await rm(aside, { recursive: true });
    await writeFile(aside, 'no folder');
    // Files that are open go on; a new track needs the folder.
    const tone = new ToneSource(440);
    sources.push(tone);
    const late = await WrtcPeer.create(room.link, await room.offer(), { peerKey: 'late' });
    await late.produce('microphone', { track: tone.track });
    const failed = await room.first(({ header }) => header.peerKey === 'late');
    expect(failed).toMatchObject({ state: 'failed', failure: 'not-writable', bytes: 0 });
    await rm(aside);
    const again = await room.first(({ header, state }) => header.peerKey === 'late' && state === 'writing');
    expect(again.header.trackId).not.toBe(failed.header.trackId);
    await room.stop();
    late.close();
    const [track] = await found();
    expect(track?.header.trackId).toBe(again.header.trackId);
    expect(track?.frames.length).toBeGreaterThan(20);
    expect(room.told.filter(({ state }) => state === 'failed')).toHaveLength(1);
  });
});

/** The recorder is the child of the node's that is no mediasoup worker. */
async function recorderOf(node: SfuNode): Promise<number> {
  const pid = node.child.pid ?? 0;
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').map(Number);
  for (const child of children) {
    if ((await readFile(`/proc/${child}/cmdline`, 'utf8')).includes('recorder/main')) return child;
  }
  throw new Error('No recorder');
}

/** Resolves when a process that is no child of ours has ended. */
async function ended(pid: number): Promise<void> {
  await gone(`/proc/${pid}/cmdline`);
}

/** Resolves when there is no such file any more; looks each time the event loop comes round. */
async function gone(file: string): Promise<void> {
  while (await stat(file).catch(() => undefined)) await new Promise((resolve) => setImmediate(resolve));
}
