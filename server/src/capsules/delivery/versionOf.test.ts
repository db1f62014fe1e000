import { TrackId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { StoredTrack } from '../../storage/Recordings.ts';
import { revisionOf, versionOf } from './versionOf.ts';

const epoch = 1_000_000;
const record = {
  epoch,
  revision: 3,
  edit: { trim: null, hidden: [], chapters: null },
  stretches: [{ from: 0, to: 60_000 }],
};
const header = {
  trackId: TrackId.parse(randomUUID()),
  peerKey: 'p',
  source: 'microphone',
  rendition: 'only',
  codec: 'opus',
  epoch: 0,
} as const;
const track = (bytes: number, at: number): StoredTrack => ({ header, bytes, writtenAt: epoch + at });

describe('a version', () => {
  it('is the same for the same, and tells its revision', () => {
    const version = versionOf(record, [track(10, 60_000)]);
    expect(versionOf({ ...record }, [track(10, 60_300)])).toBe(version);
    expect(revisionOf(version)).toBe(3);
  });

  it.each([
    ['an edit', { ...record, revision: 4 }],
    ['what is hidden', { ...record, edit: { ...record.edit, hidden: [{ from: 1, to: 2 }] } }],
    ['more that was recorded', { ...record, stretches: [...record.stretches, { from: 70_000, to: 80_000 }] }],
  ])('is another one after %s', (_, other) => {
    expect(versionOf(other, [track(10, 60_000)])).not.toBe(versionOf(record, [track(10, 60_000)]));
  });

  it('is another one while the last bytes come, and not for what a node that hangs writes on for ever', () => {
    const first = versionOf(record, [track(10, 60_000)]);
    expect(versionOf(record, [track(12, 61_000)])).not.toBe(first);
    const late = versionOf(record, [track(12, 90_000)]);
    expect(versionOf(record, [track(900, 120_000)])).toBe(late);
    expect(versionOf(record, [])).not.toBe(late);
  });

  it('is another one when a node brings the rest of what was given up for lost', () => {
    const whole = track(12, 90_000);
    const part = { ...track(7, 90_000), partial: true } as const;
    expect(versionOf(record, [part])).not.toBe(versionOf(record, [whole]));
    expect(versionOf(record, [part])).not.toBe(versionOf(record, [{ ...part, bytes: 9 }]));
  });
});
