import { concat } from '@pluriclasse/shared/capsule/file/bytes';
import type { EncodedFrame } from '@pluriclasse/shared/capsule/file/EncodedFrame';
import { webmCluster, webmHead } from '@pluriclasse/shared/capsule/file/writeWebm';
import { TrackFile } from '../TrackFile.ts';
import type { WriteAt } from '../VoiceWriter.ts';

export interface TestBlock {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly key?: boolean;
}

/** A file as the recorder writes it. */
export function buildTrack(clusters: readonly (readonly TestBlock[])[], codec: 'opus' | 'vp8' = 'opus'): Uint8Array {
  const head = codec === 'opus' ? webmHead({ codec, channels: 2 }) : webmHead({ codec, width: 640, height: 360 });
  const last = codec === 'opus' ? 20 : 40;
  return concat([
    head,
    ...clusters.map((blocks) => {
      const frames = blocks.map(({ at, bytes, key = true }): EncodedFrame => ({ at, key, parts: [bytes] }));
      return webmCluster(frames, (blocks.at(-1)?.at ?? 0) + last);
    }),
  ]);
}

/** Packets of 20 ms, a second of them in a cluster; `fill` is their first byte after the one that says what they are. */
export function speech(from: number, to: number, fill = 0x80): TestBlock[][] {
  const seconds: TestBlock[][] = [];
  for (let at = from; at + 20 <= to; at += 20) {
    const second = Math.floor((at - from) / 1_000);
    // SILK, wide band, 20 ms: configuration 9.
    (seconds[second] ??= []).push({ at, bytes: Uint8Array.of(9 << 3, fill, 1, 2, 3, 4, 5, 6, 7, 8) });
  }
  return seconds;
}

/** A recorded file that lies in memory. */
export const inMemory = (bytes: Uint8Array): TrackFile =>
  new TrackFile({ size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) });

/** Takes what is written. */
export function sink(): { write: WriteAt; bytes: () => Buffer } {
  let all = Buffer.alloc(0);
  return {
    write: async (bytes, offset) => {
      const missing = offset + bytes.length - all.length;
      if (missing > 0) all = Buffer.concat([all, Buffer.alloc(missing)]);
      all.set(bytes, offset);
    },
    bytes: () => all,
  };
}
