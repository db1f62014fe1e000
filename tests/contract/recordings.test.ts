import { createLog } from '@pluriclasse/server/log';
import { DiskRecordings } from '@pluriclasse/server/storage/DiskRecordings';
import { openStorage } from '@pluriclasse/server/storage/openStorage';
import type { Recordings } from '@pluriclasse/server/storage/Recordings';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { TrackId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeS3 } from '../support/s3/FakeS3.ts';

/** A place for recordings, and a way to put files there as a node does. */
interface Place {
  readonly recordings: Recordings;
  put(name: string, content: string, writtenAt?: number): Promise<void>;
  /** Names of what there is of all recordings. */
  names(): Promise<string[]> | string[];
  close(): Promise<void>;
}

const WRITTEN = Date.UTC(2026, 10, 17, 9, 30);

async function openFolder(): Promise<Place> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'recordings-'));
  return {
    recordings: new DiskRecordings(folder),
    put: async (name, content, writtenAt = WRITTEN) => {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
      await utimes(file, writtenAt / 1000, writtenAt / 1000);
    },
    names: async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((one) => one.isFile())
        .map(({ parentPath, name }) => path.join(path.relative(folder, parentPath), name))
        .toSorted(),
    close: () => rm(folder, { recursive: true }),
  };
}

async function openStore(): Promise<Place> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'recordings-'));
  const store = await FakeS3.create();
  const stored = await openStorage(
    {
      recordingsDir: path.join(folder, 'recordings'),
      s3: store.settings,
      filesDir: path.join(folder, 'files'),
      fetchedDir: path.join(folder, 'fetched'),
      fetchedMost: 1e6,
    },
    { log: createLog('silent'), now: Date.now },
  );
  const inStore = 'house/recordings/';
  return {
    recordings: stored.recordings,
    put: async (name, content, writtenAt = WRITTEN) => {
      const isHeader = name.endsWith('.json') && content.endsWith('}');
      const text = isHeader ? JSON.stringify({ ...JSON.parse(content), writtenAt }) : content;
      store.objects.put(inStore + name, Buffer.from(text));
    },
    names: () => store.keys.flatMap((key) => (key.startsWith('recordings/') ? [key.slice('recordings/'.length)] : [])),
    close: async () => {
      stored.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

describe.each([
  ['in a folder', openFolder],
  ['in a store', openStore],
] as const)('recordings %s', (_where, open) => {
  const recording = randomUUID();
  let place: Place;
  let recordings: Recordings;
  beforeEach(async () => {
    place = await open();
    ({ recordings } = place);
  });
  afterEach(() => place.close());

  const header = (more: Partial<TrackHeader> = {}): TrackHeader => ({
    trackId: TrackId.parse(randomUUID()),
    peerKey: 'seat',
    source: 'microphone',
    rendition: 'only',
    codec: 'opus',
    epoch: 5,
    ...more,
  });
  const put = (name: string, content: string, writtenAt?: number) =>
    place.put(`${recording}/${name}`, content, writtenAt);
  const putTrack = async (one: TrackHeader, content: string, writtenAt?: number): Promise<void> => {
    await put(`${one.trackId}.json`, JSON.stringify(one), writtenAt);
    await put(`${one.trackId}.${one.codec === 'h264' ? 'mp4' : 'webm'}`, content, writtenAt);
  };

  it('finds tracks by their headers, with what there is of them and since when', async () => {
    const sound = header();
    const picture = header({ source: 'camera', rendition: 'small', codec: 'h264' });
    await putTrack(sound, '0123456789', WRITTEN);
    await putTrack(picture, '01234', WRITTEN + 60_000);
    const found = await recordings.tracksOf(recording);
    const expected = [
      { header: sound, bytes: 10, writtenAt: WRITTEN },
      { header: picture, bytes: 5, writtenAt: WRITTEN + 60_000 },
    ];
    expect(found.map(({ partial: _partial, ...track }) => track)).toEqual(
      expected.toSorted((a, b) => (a.header.trackId < b.header.trackId ? -1 : 1)),
    );
  });

  it('leaves out what a crash left half, and what calls itself another', async () => {
    const [whole, half, other] = [header(), header(), header()];
    await putTrack(whole, 'x');
    await put(`${half.trackId}.json`, JSON.stringify(half).slice(0, 20));
    await put(`${half.trackId}.webm`, 'x');
    await put(`${other.trackId}.json`, JSON.stringify(whole));
    await put('notes.txt', 'x');
    expect((await recordings.tracksOf(recording)).map((track) => track.header.trackId)).toEqual([whole.trackId]);
  });

  it('reads ranges', async () => {
    const track = header();
    await putTrack(track, '0123456789');
    const read = async (range?: { start?: number; end?: number }) =>
      (await buffer(recordings.read(recording, track, range))).toString();
    expect(await read()).toBe('0123456789');
    expect(await read({ start: 3 })).toBe('3456789');
    expect(await read({ start: 3, end: 5 })).toBe('34');
    expect(await read({ start: 5, end: 5 })).toBe('');
    await expect(buffer(recordings.read(recording, header()))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('opens a track to be read here and there', async () => {
    const track = header();
    await putTrack(track, '0123456789');
    const opened = await recordings.open(recording, track);
    expect(opened.size).toBe(10);
    expect(Buffer.from(await opened.read(4, 3)).toString()).toBe('456');
    expect(Buffer.from(await opened.read(8, 30)).toString()).toBe('89');
    await opened.close();
    await expect(recordings.open(recording, header())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('has no tracks of what is not there, and removes only what it is told to', async () => {
    const track = header();
    await putTrack(track, 'x');
    const other = randomUUID();
    await place.put(`${other}/${track.trackId}.json`, JSON.stringify(track));
    await place.put(`${other}/${track.trackId}.webm`, 'x');
    expect(await recordings.tracksOf(randomUUID())).toEqual([]);
    await (await recordings.open(recording, track)).close();
    await recordings.remove(recording);
    await recordings.remove(recording);
    expect(await place.names()).toEqual([`${other}/${track.trackId}.json`, `${other}/${track.trackId}.webm`]);
    expect(await recordings.tracksOf(recording)).toEqual([]);
    await expect(recordings.open(recording, track)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(buffer(recordings.read(recording, track))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['..', '../x', '', 'a/b', `${recording}/..`, recording.toUpperCase().replace(/^./, 'Z')])(
    'is not led elsewhere: %s',
    async (name) => {
      await expect(recordings.tracksOf(name)).rejects.toThrow('Not the id');
      await expect(recordings.remove(name)).rejects.toThrow('Not the id');
      await expect(recordings.open(name, header())).rejects.toThrow('Not the id');
      expect(() => recordings.read(name, header())).toThrow('Not the id');
    },
  );
});
