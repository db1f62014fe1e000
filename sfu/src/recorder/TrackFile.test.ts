import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import { describe, expect, it } from 'vitest';
import { MemoryDisk } from './testing.ts';
import { MOST_WAITING, TrackFile } from './TrackFile.ts';

const PIECE = 1_000_000;

function create() {
  const disk = new MemoryDisk();
  const told: RecordedTrack[] = [];
  const header = { peerKey: 'desk', source: 'camera', rendition: 'large', codec: 'vp8', epoch: 0 } as const;
  const file = new TrackFile(disk, '/recordings/one', header, Buffer.from('head'), (track) => told.push(track));
  let next = 0;
  const append = (pieces: number) => {
    for (let n = 0; n < pieces; n += 1, next += 1)
      file.append({ bytes: Buffer.alloc(PIECE, next), from: next * 1000, to: (next + 1) * 1000 });
  };
  const bytes = () => [...disk.written.values()].map(({ length }) => length);
  return { disk, told, file, append, bytes };
}

describe('a file of a disk that hangs', () => {
  it('is waited for, a while', async () => {
    const { disk, told, file, append, bytes } = create();
    const { promise, resolve } = Promise.withResolvers<void>();
    disk.hangs = promise;
    append(MOST_WAITING / PIECE);
    expect(told).toEqual([]);
    resolve();
    await file.end();
    expect(told.map(({ state }) => state)).toEqual(['writing', 'ended']);
    expect(bytes()).toEqual([4 + MOST_WAITING]);
  });

  it('is given up at once when too much waits, whole as far as it was written', async () => {
    const { disk, told, file, append, bytes } = create();
    append(1);
    while (told.length === 0) await Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    disk.hangs = promise;
    append(MOST_WAITING / PIECE + 1);
    expect(file.failed).toBe(true);
    expect(told[1]).toMatchObject({ state: 'failed', failure: 'not-writable', from: 0, to: 1000, bytes: 4 + PIECE });
    append(5);
    resolve();
    await file.end();
    expect(told).toHaveLength(2);
    expect(bytes()).toEqual([4 + PIECE]);
    expect([...disk.texts.keys()].filter((name) => name.endsWith('.open'))).toEqual([]);
  });

  it('that never began leaves nothing', async () => {
    const { disk, told, file, append } = create();
    const { promise, resolve } = Promise.withResolvers<void>();
    disk.hangs = promise;
    append(MOST_WAITING / PIECE + 1);
    expect(told.map(({ state, bytes }) => [state, bytes])).toEqual([['failed', 0]]);
    resolve();
    await file.end();
    expect([disk.texts.size, disk.written.size]).toEqual([0, 0]);
  });
});
