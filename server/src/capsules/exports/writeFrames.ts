import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A picture that is seen from `at` until the next one. Drawn when it is asked for, in order. */
export interface Frame {
  readonly at: number;
  readonly draw: () => string;
}

/** More than the room that there is for pictures. */
export class TooManyBytes extends Error {}

/**
 * Writes frames as files, and the list of them for ffmpeg's concat demuxer.
 * @param name of the list, and the beginning of the files' names
 * @throws TooManyBytes
 */
export async function writeFrames(
  folder: string,
  name: string,
  frames: readonly Frame[],
  { duration, most, signal }: { duration: number; most: number; signal: AbortSignal },
): Promise<void> {
  let list = 'ffconcat version 1.0\n';
  let bytes = 0;
  let last = '';
  for (const [n, { at, draw }] of frames.entries()) {
    signal.throwIfAborted();
    const svg = draw();
    bytes += Buffer.byteLength(svg);
    if (bytes > most) throw new TooManyBytes();
    last = `${name}-${n}.svg`;
    await writeFile(path.join(folder, last), svg);
    const until = frames[n + 1]?.at ?? duration;
    list += `file ${last}\nduration ${((until - at) / 1000).toFixed(3)}\n`;
  }
  // The demuxer forgets how long the last one lasts unless it comes twice.
  list += `file ${last}\n`;
  await writeFile(path.join(folder, name), list);
}
