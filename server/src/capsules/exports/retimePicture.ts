import { viewOf } from '@pluriclasse/shared/capsule/file/bytes';
import { open } from 'node:fs/promises';
import type { OpenTrack } from '../../storage/Recordings.ts';
import type { PictureFile } from '../delivery/Contents.ts';

/** Where our recorder puts a cluster's time and length, and a fragment's (`writeWebm.ts`, `writeMp4.ts`). */
const CLUSTER = { time: 14, size: 8, before: 12 } as const;
const FRAGMENT_TIME = 60;

/** Writes the delivered pieces of a recorded picture, and nothing else of it, on the time of viewers. */
export async function retimePicture(
  track: Pick<OpenTrack, 'read'>,
  { codec, head, pieces }: Pick<PictureFile, 'codec' | 'head' | 'pieces'>,
  to: string,
  signal: AbortSignal,
): Promise<void> {
  const file = await open(to, 'wx', 0o600);
  try {
    await file.write(await track.read(0, head));
    for (const { offset, size, shift } of pieces) {
      signal.throwIfAborted();
      const bytes = new Uint8Array(await track.read(offset, size));
      if (codec === 'h264') shiftFragments(bytes, shift);
      else shiftClusters(bytes, shift);
      await file.write(bytes);
    }
  } finally {
    await file.close();
  }
}

function shiftClusters(bytes: Uint8Array, shift: number): void {
  const view = viewOf(bytes);
  for (let at = 0; at + CLUSTER.time + 4 <= bytes.length;) {
    view.setUint32(at + CLUSTER.time, view.getUint32(at + CLUSTER.time) + shift);
    at += CLUSTER.before + view.getUint32(at + CLUSTER.size);
  }
}

function shiftFragments(bytes: Uint8Array, shift: number): void {
  const view = viewOf(bytes);
  for (let at = 0; at + FRAGMENT_TIME + 8 <= bytes.length;) {
    view.setBigUint64(at + FRAGMENT_TIME, view.getBigUint64(at + FRAGMENT_TIME) + BigInt(shift));
    const mdat = at + view.getUint32(at);
    at = mdat + view.getUint32(mdat);
  }
}

/** Pixels of a picture as its head says; 16:9 where that can't be read. */
export function sizeOf(head: Uint8Array, codec: PictureFile['codec']): { width: number; height: number } {
  const view = viewOf(head);
  // PixelWidth and PixelHeight of two bytes each; or the sample entry avc1.
  const mp4 = codec === 'h264';
  for (let at = 0; at + (mp4 ? 32 : 8) <= head.length; at++) {
    const found = mp4
      ? view.getUint32(at) === 0x61766331
      : view.getUint16(at) === 0xb082 && view.getUint16(at + 4) === 0xba82;
    if (!found) continue;
    const [width, height] = [view.getUint16(at + (mp4 ? 28 : 2)), view.getUint16(at + (mp4 ? 30 : 6))];
    if (width > 0 && height > 0) return { width, height };
  }
  return { width: 16, height: 9 };
}
