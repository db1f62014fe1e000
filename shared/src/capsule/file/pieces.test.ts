import { describe, expect, it } from 'vitest';
import { concat } from './bytes.ts';
import type { EncodedFrame, TrackFormat } from './EncodedFrame.ts';
import { scanPieces, type ByteSource } from './scanPieces.ts';
import { mp4Fragment, mp4Head } from './writeMp4.ts';
import { webmCluster, webmHead } from './writeWebm.ts';

const frame = (at: number, key: boolean, size: number): EncodedFrame => ({
  at,
  key,
  parts: [new Uint8Array(size).fill(7), Uint8Array.of(at & 255)],
});
const second = (from: number, key: boolean): EncodedFrame[] =>
  Array.from({ length: 10 }, (_, n) => frame(from + n * 100, key && n === 0, 300 + n));
const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
});

const video: TrackFormat = { codec: 'vp8', width: 1280, height: 720 };
const h264: TrackFormat = { codec: 'h264', width: 640, height: 360, config: Uint8Array.of(1, 66, 0, 31, 255, 225, 0) };
const starts = [
  [0, true],
  [1000, false],
  [90_000, true],
  // Beyond 32 bits of a second clock of 90 kHz, and of 16 bits of milliseconds.
  [50_000_000, false],
] as const;

describe.each([
  ['WebM', webmHead(video), (frames: EncodedFrame[], to: number) => webmCluster(frames, to, true)],
  [
    'WebM of sound',
    webmHead({ codec: 'opus', channels: 2 }),
    (frames: EncodedFrame[], to: number) => webmCluster(frames, to),
  ],
  ['MP4', mp4Head(h264), (frames: EncodedFrame[], to: number) => mp4Fragment(frames, to, 1)],
])('the pieces of %s', (_, head, write) => {
  const written = starts.map(([from, key]) => write(second(from, key), from + 990));
  const file = concat([head, ...written]);
  const expected = starts.map(([from, key], n) => ({
    offset: head.length + written.slice(0, n).reduce((sum, { length }) => sum + length, 0),
    size: written[n]?.length,
    from,
    to: from + 990,
    key,
  }));

  it('are found as they were written', async () => {
    expect(await scanPieces(sourceOf(file))).toEqual({ head: head.length, pieces: expected, whole: file.length });
  });

  it('are found wherever the file is torn', async () => {
    for (let size = 0; size <= file.length; size += 1) {
      const { pieces, whole, head: found } = await scanPieces(sourceOf(file.subarray(0, size)));
      const fit = expected.filter((piece) => piece.offset + (piece.size ?? 0) <= size);
      expect(pieces).toEqual(fit);
      const last = fit.at(-1);
      expect(whole).toBe(size < head.length ? 0 : last === undefined ? head.length : last.offset + (last.size ?? 0));
      expect(found).toBe(size < head.length ? 0 : head.length);
    }
  });

  it('end before what is none', async () => {
    for (const rest of [new Uint8Array(500), new Uint8Array(500).fill(255), new Uint8Array(24).fill(0x1f)]) {
      const { pieces, whole } = await scanPieces(sourceOf(concat([file, rest])));
      expect(pieces).toHaveLength(starts.length);
      expect(whole).toBe(file.length);
    }
  });

  it('are found from where an earlier scan ended', async () => {
    const before = await scanPieces(sourceOf(file.subarray(0, file.length - 1)));
    const read: number[] = [];
    const source = sourceOf(file);
    const found = await scanPieces(
      { ...source, read: (offset, length) => (read.push(offset), source.read(offset, length)) },
      before,
    );
    expect(found).toEqual({ head: head.length, pieces: expected, whole: file.length });
    expect(read.filter((offset) => offset > 0 && offset < before.whole)).toEqual([]);
  });
});

describe('what is no track', () => {
  it('has no pieces', async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(7), new Uint8Array(5000), new Uint8Array(5000).fill(255)])
      expect(await scanPieces(sourceOf(bytes))).toEqual({ head: 0, pieces: [], whole: 0 });
  });
  it('is refused', () => {
    expect(() => webmHead(h264)).toThrow('H.264');
    expect(() => mp4Head(video)).toThrow('avcC');
    expect(() => webmCluster([], 0)).toThrow('without frames');
    expect(() => mp4Fragment([], 0, 1)).toThrow('without frames');
  });
});
