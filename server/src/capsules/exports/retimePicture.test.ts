import { mp4Fragment, mp4Head } from '@pluriclasse/shared/capsule/file/writeMp4';
import { scanPieces } from '@pluriclasse/shared/capsule/file/scanPieces';
import { webmCluster, webmHead } from '@pluriclasse/shared/capsule/file/writeWebm';
import { concat } from '@pluriclasse/shared/capsule/file/bytes';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { retimePicture, sizeOf } from './retimePicture.ts';

const frame = (at: number, key: boolean) => ({ at, key, parts: [Uint8Array.of(0, 0, 0, 2, at & 255, 7)] });
const config = Uint8Array.of(1, 66, 224, 31, 255, 225, 0, 0, 1, 0, 0);
const size = { width: 640, height: 360 };
const files = {
  vp8: concat([
    webmHead({ codec: 'vp8', ...size }),
    ...[0, 1, 2, 3].map((n) =>
      webmCluster([frame(n * 1_000, n % 2 === 0), frame(n * 1_000 + 500, false)], n * 1_000 + 1_000),
    ),
  ]),
  h264: concat([
    mp4Head({ codec: 'h264', ...size, config }),
    ...[0, 1, 2, 3].map((n) =>
      mp4Fragment([frame(n * 1_000, n % 2 === 0), frame(n * 1_000 + 500, false)], n * 1_000 + 1_000, n + 1),
    ),
  ]),
} as const;

test.each(['vp8', 'h264'] as const)(
  'of %s only the delivered pieces are in it, on the time of viewers',
  async (codec) => {
    const bytes = files[codec];
    const track = {
      size: bytes.length,
      read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
    };
    const { head, pieces } = await scanPieces(track);
    const [first, , third, fourth] = pieces;
    if (!first || !third || !fourth) throw new Error('Not what was written');
    const folder = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-retime-'));
    try {
      const to = path.join(folder, 'out');
      // Two clusters that are fetched as one, after a second that is hidden; half a second is cut before.
      const joined = { from: 1_500, to: 3_500, offset: third.offset, size: third.size + fourth.size, shift: -500 };
      const delivered = [{ from: 200, to: 1_200, offset: first.offset, size: first.size, shift: 200 }, joined];
      await retimePicture(track, { codec, head, pieces: delivered }, to, new AbortController().signal);
      const made = new Uint8Array(await readFile(to));
      const scanned = await scanPieces({
        size: made.length,
        read: async (at, length) => made.subarray(at, at + length),
      });
      expect(scanned.pieces.map((piece) => [piece.from, piece.to, piece.key])).toEqual([
        [200, 1_200, true],
        [1_500, 2_500, true],
        [2_500, 3_500, false],
      ]);
      expect(sizeOf(made.subarray(0, head), codec)).toEqual(size);
      // What was recorded is as it was.
      expect((await scanPieces(track)).pieces[0]?.from).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
