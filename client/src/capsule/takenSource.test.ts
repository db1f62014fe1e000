import { PageId } from '@pluriclasse/shared/board/objects';
import { AppError } from '@pluriclasse/shared/errors';
import { describe, expect, it, test, vi } from 'vitest';
import { readCaptions } from './captions.ts';
import type { CapsuleSource } from './CapsuleSource.ts';
import { withCaptionsOf } from './withCaptionsOf.ts';
import { readReel } from './CapsuleSource.ts';
import { parcelOf, takenSource } from './takenSource.ts';
import { testManifest, trackId } from './testing/manifest.ts';

const reel = { steps: [{ do: 'show' as const, at: 0, page: PageId.parse('abcdefgh01') }] };
const manifest = testManifest();

test('sound and board are taken along, as they come back', async () => {
  const parcel = parcelOf(manifest, reel);
  expect(parcel.files.map(({ name, bytes }) => [name, bytes])).toEqual([
    [trackId(1), 100],
    [trackId(2), 100],
  ]);
  // As a store keeps it.
  const papers: unknown = structuredClone(parcel.papers);
  const source = takenSource({ papers, links: new Map([[trackId(1), 'blob:1']]) });
  const here = await source.manifest();
  expect(here.voices.map(({ link }) => link)).toEqual(['blob:1', '']);
  expect(here.pictures).toEqual([]);
  expect(await readReel(source, here)).toEqual(reel);
  await expect(source.bytes('/media/picture')).rejects.toMatchObject({ code: 'not_found' });
});

test('captions come along where there are some', async () => {
  const captions = { language: 'en', cues: [{ from: 0, to: 900, speaker: 'Ms Rus', text: 'Hello' }] };
  const offered = testManifest({ captions: { language: 'en', link: '/media/captions?sig=1', bytes: 10 } });
  const { papers } = parcelOf(offered, reel, captions);
  const source = takenSource({ papers: structuredClone(papers), links: new Map() });
  expect(await readCaptions(source, await source.manifest())).toEqual(captions);
  // Taken before there were any, or by an older page.
  const bare = takenSource({ papers: parcelOf(offered, reel).papers, links: new Map() });
  expect(await readCaptions(bare, await bare.manifest())).toBeUndefined();
});

describe('with a network, captions are those that the server has now', () => {
  const [old, corrected] = ['Helo', 'Hello'].map((text) => ({
    language: 'en',
    cues: [{ from: 0, to: 900, speaker: null, text }],
  }));
  const offered = { language: 'en', link: '/media/captions-2?sig=1', bytes: 10 };
  const taken = () =>
    takenSource({ papers: parcelOf(testManifest({ captions: offered }), reel, old).papers, links: new Map() });
  const server = (change: Partial<CapsuleSource>): CapsuleSource => ({
    ...taken(),
    manifest: async () => testManifest({ captions: offered }),
    bytes: async () => new TextEncoder().encode(JSON.stringify(corrected)),
    ...change,
  });
  const refuse = () => Promise.reject(new AppError('unavailable', 'No network'));
  const never = () => new Promise<never>(() => undefined);
  it.each([
    ['corrected since', {}, corrected],
    ['taken away since', { manifest: async () => testManifest() }, undefined],
    ['of another revision', { manifest: async () => testManifest({ revision: 2 }) }, old],
    ['no network', { manifest: refuse }, old],
    ['the network goes in between', { bytes: refuse }, old],
    ['a server that does not answer', { manifest: never }, old],
  ])('%s', async (_, change, expected) => {
    vi.useFakeTimers();
    const source = withCaptionsOf(server(change), taken());
    const manifest = source.manifest();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await readCaptions(source, await manifest)).toEqual(expected);
    expect(await readReel(source, await manifest)).toEqual(reel);
    vi.useRealTimers();
  });
});

test('what can’t be read is not there', () => {
  expect(() => takenSource({ papers: { manifest: {} }, links: new Map() })).toThrow('any more');
});
