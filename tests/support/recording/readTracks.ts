import { readdir, readFile, stat, open } from 'node:fs/promises';
import path from 'node:path';
import { scanPieces, type ScannedTrack } from '@pluriclasse/shared/capsule/file/scanPieces';
import { TrackHeader } from '@pluriclasse/shared/capsule/track';

export interface FoundTrack extends ScannedTrack {
  readonly header: TrackHeader;
  readonly file: string;
  readonly bytes: Buffer;
  readonly frames: readonly FoundFrame[];
}

export interface FoundFrame {
  /** Milliseconds since the recording's epoch. */
  readonly at: number;
  readonly key: boolean;
  readonly bytes: Buffer;
}

/** All tracks that lie in a recording's folder, as a server finds them, with their frames (of WebM). */
export async function readTracks(folder: string): Promise<FoundTrack[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => {
        const header = TrackHeader.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')));
        const extension = header.codec === 'h264' ? '.mp4' : '.webm';
        const file = path.join(folder, header.trackId + extension);
        const scanned = await scanFile(file);
        const bytes = await readFile(file);
        const frames = header.codec === 'h264' ? [] : scanned.pieces.flatMap((piece) => readFrames(bytes, piece));
        return { ...scanned, header, file, bytes, frames };
      }),
  );
}

async function scanFile(file: string): Promise<ScannedTrack> {
  const { size } = await stat(file);
  const handle = await open(file);
  try {
    return await scanPieces({
      size,
      read: async (offset, length) => {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await handle.close();
  }
}

/** Blocks of a cluster, in groups or not, read by the format's own rules and not by ours. */
function readFrames(file: Buffer, { offset, size }: { offset: number; size: number }): FoundFrame[] {
  const frames: FoundFrame[] = [];
  let cluster = 0;
  for (let at = offset + 12; at < offset + size;) {
    const id = file[at] ?? 0;
    const { value: length, width } = readSize(file, at + 1);
    const from = at + 1 + width;
    if (id === 0xe7) cluster = file.readUIntBE(from, length);
    if (id === 0xa3 || id === 0xa1) {
      const shift = file.readInt16BE(from + 1);
      const key = ((file[from + 3] ?? 0) & 0x80) !== 0 || id === 0xa1;
      frames.push({ at: cluster + shift, key, bytes: file.subarray(from + 4, from + length) });
    }
    // What a group refers to comes after its block.
    const last = frames.at(-1);
    if (id === 0xfb && last) frames.splice(-1, 1, { ...last, key: false });
    at = id === 0xa0 ? from : from + length;
  }
  return frames;
}

function readSize(file: Buffer, at: number): { value: number; width: number } {
  const first = file[at] ?? 0;
  const width = Math.clz32(first) - 23;
  let value = first & (0xff >> width);
  for (let n = 1; n < width; n += 1) value = value * 256 + (file[at + n] ?? 0);
  return { value, width };
}
