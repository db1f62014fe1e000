import { TrackId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createLog } from '../log.ts';
import type { DiskRecordings } from './DiskRecordings.ts';
import type { Bucket } from './s3/Bucket.ts';
import { ARRIVES_WITHIN } from './s3/Catalog.ts';
import type { TrackCache } from './s3/TrackCache.ts';
import { S3Recordings } from './S3Recordings.ts';

const recording = randomUUID();
const header = {
  trackId: TrackId.parse(randomUUID()),
  peerKey: 'desk',
  source: 'microphone',
  rendition: 'only',
  codec: 'opus',
  epoch: 0,
} as const;

/** An empty store, and a folder in which the track may lie. */
function create() {
  const place = { now: 1_000, isHere: false };
  const here = { header, bytes: 10, writtenAt: 0 };
  const local = { tracksOf: () => Promise.resolve(place.isHere ? [here] : []), remove: () => Promise.resolve() };
  const bucket = {
    list: () => Promise.resolve([]),
    put: () => Promise.resolve(),
    abortUploads: () => Promise.resolve(),
  };
  // Each is what these tests reach of it; the whole of a store has a suite of its own.
  const recordings = new S3Recordings({
    bucket: bucket as unknown as Bucket,
    local: local as unknown as DiskRecordings,
    cache: { remove: () => Promise.resolve() } as unknown as TrackCache,
    log: createLog('silent'),
    now: () => place.now,
  });
  const tracks = async () => (await recordings.tracksOf(recording)).map(({ bytes, arriving }) => ({ bytes, arriving }));
  return { recordings, place, tracks };
}

it('what a node says that it has written is on its way until it is found', async () => {
  const { recordings, place, tracks } = create();
  expect(await tracks()).toEqual([]);
  recordings.announce(recording, header);
  recordings.announce(recording, header);
  expect(await tracks()).toEqual([{ bytes: 0, arriving: true }]);
  expect(await recordings.tracksOf(randomUUID())).toEqual([]);
  place.isHere = true;
  expect(await tracks()).toEqual([{ bytes: 10 }]);
});

it('what was announced long ago and never came is not waited for', async () => {
  const { recordings, place, tracks } = create();
  recordings.announce(recording, header);
  place.now += ARRIVES_WITHIN + 1;
  expect(await tracks()).toEqual([]);
});

it('what was taken back is not waited for', async () => {
  const { recordings, tracks } = create();
  recordings.announce(recording, header);
  await recordings.remove(recording);
  expect(await tracks()).toEqual([]);
});
