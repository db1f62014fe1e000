import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import { TrackId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Trouble } from './Trouble.ts';

const track = (peerKey: string, state: RecordedTrack['state'], failure?: RecordedTrack['failure']): RecordedTrack => ({
  header: {
    trackId: TrackId.parse(randomUUID()),
    peerKey,
    source: 'microphone',
    rendition: 'only',
    codec: 'opus',
    epoch: 0,
  },
  state,
  ...(failure && { failure }),
  from: 0,
  to: 0,
  bytes: 0,
});

it('is there until all that failed is written again', () => {
  const trouble = new Trouble();
  expect(trouble.kind).toBeNull();
  trouble.track(track('a', 'failed', 'disk-full'));
  trouble.track(track('b', 'failed', 'disk-full'));
  trouble.track(track('a', 'writing'));
  expect(trouble.kind).toBe('disk-full');
  trouble.track(track('b', 'writing'));
  expect(trouble.kind).toBeNull();
});

it('says what can be mended first', () => {
  const trouble = new Trouble();
  trouble.track(track('a', 'failed', 'lost'));
  expect(trouble.kind).toBe('lost');
  trouble.track(track('b', 'failed', 'disk-full'));
  expect(trouble.kind).toBe('disk-full');
});

it('is over with the stream that failed', () => {
  const trouble = new Trouble();
  trouble.track(track('a', 'failed', 'lost'));
  trouble.keep((peerKey, source) => peerKey === 'a' && source === 'microphone');
  expect(trouble.kind).toBe('lost');
  trouble.keep(() => false);
  expect(trouble.kind).toBeNull();
});

it('of a lost room is over with the next room, whose tracks are new', () => {
  const trouble = new Trouble();
  trouble.track(track('a', 'failed', 'not-writable'));
  trouble.room('lost');
  expect(trouble.kind).toBe('lost');
  trouble.room(undefined);
  expect(trouble.kind).toBeNull();
});
