import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange, OpenTrack } from './Recordings.ts';

/** Opens a file to be read here and there; whoever opens it closes it. */
export async function openFile(file: string): Promise<OpenTrack> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    return {
      size,
      read: async (offset, length) => {
        const wanted = Math.max(0, Math.min(length, size - offset));
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, offset);
        return buffer.subarray(0, bytesRead);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The stream errs when there is no such file. */
export function readFileRange(file: string, { start = 0, end }: ByteRange = {}): Readable {
  if (end !== undefined && end <= start) return Readable.from([]);
  // Node counts the last byte in.
  return createReadStream(file, { start, ...(end === undefined ? {} : { end: end - 1 }) });
}
