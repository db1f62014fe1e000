import { open, readdir, readFile, rename, rm, rmdir, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { scanPieces, type ScannedTrack } from '@pluriclasse/shared/capsule/file/scanPieces';
import { trackFile } from '@pluriclasse/shared/capsule/storedTrack';
import { TrackHeader } from '@pluriclasse/shared/capsule/track';
import * as z from 'zod/mini';

/** A track that lies here. */
export interface LocalTrack {
  readonly recording: string;
  readonly header: TrackHeader;
  /** Whether more of it is to be expected. */
  readonly open: boolean;
  /** Whether its file must stay, since the recorder may still have it open. */
  readonly held: boolean;
  readonly bytes: number;
  readonly writtenAt: number;
  /** Since when the store has all of it, ms; undefined while it is not known to. */
  readonly storedAt: number | undefined;
}

/** `<track>.stored` beside it: so many bytes are in the store. */
const Stored = z.object({ bytes: z.int(), at: z.int() });

const RECORDING = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A microphone may be muted for long; but a writer that was killed says nothing either, and then all wait for it. */
const SILENT = 30 * 60_000;
const DAY = 24 * 3_600_000;

/** The folder that the recorder writes, as the shipper sees it. It changes nothing there but what it has stored. */
export class Folder {
  readonly #folder: string;
  readonly #now: () => number;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  async recordings(): Promise<string[]> {
    return (await readdir(this.#folder).catch(noneIfMissing)).filter((name) => RECORDING.test(name));
  }

  /** Those of which there is something. What can't be read as a track is left out. */
  async tracks(recording: string): Promise<LocalTrack[]> {
    const names = await readdir(path.join(this.#folder, recording)).catch(noneIfMissing);
    const headers = names.filter((name) => name.endsWith('.json'));
    const found = await Promise.all(headers.map((name) => this.#find(recording, name)));
    return found.filter((track) => track !== undefined && track.bytes > 0) as LocalTrack[]; // none is undefined
  }

  /** Bytes that can still be written. */
  async space(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#folder);
    return bavail * bsize;
  }

  /** Bytes from `from`, before `to`; rejects when they are not there. */
  async read({ recording, header }: LocalTrack, from: number, to: number): Promise<Buffer> {
    const file = await open(path.join(this.#folder, recording, trackFile(header)), 'r');
    try {
      const bytes = Buffer.allocUnsafe(to - from);
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await file.read(bytes, at, bytes.length - at, from + at);
        if (bytesRead === 0) throw new Error('The track became shorter');
        at += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  }

  /** Where the pieces of a track lie; rejects when it is not there. */
  async scan({ recording, header, bytes }: LocalTrack): Promise<ScannedTrack> {
    const file = await open(path.join(this.#folder, recording, trackFile(header)), 'r');
    try {
      const read = async (offset: number, length: number) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      };
      return await scanPieces({ size: bytes, read });
    } finally {
      await file.close();
    }
  }

  async noteStored({ recording, header, bytes }: LocalTrack, at: number): Promise<void> {
    const note = this.#beside(recording, header, '.stored');
    await writeFile(`${note}.new`, JSON.stringify({ bytes, at }), { mode: 0o600, flush: true });
    await rename(`${note}.new`, note);
  }

  async forgetStored({ recording, header }: LocalTrack): Promise<void> {
    await rm(this.#beside(recording, header, '.stored'), { force: true });
  }

  /** Takes a track away; its header goes first, so that nobody finds a track without bytes. */
  async remove({ recording, header }: LocalTrack): Promise<void> {
    const { trackId } = header;
    for (const file of [`${trackId}.json`, trackFile(header), `${trackId}.stored`, `${trackId}.open`])
      await rm(path.join(this.#folder, recording, file), { force: true });
    // Only when nothing else is in it.
    await rmdir(path.join(this.#folder, recording)).catch(() => undefined);
  }

  /** Takes a whole recording away. */
  async removeRecording(recording: string): Promise<void> {
    await rm(path.join(this.#folder, recording), { recursive: true, force: true });
  }

  async #find(recording: string, name: string): Promise<LocalTrack | undefined> {
    try {
      const folder = path.join(this.#folder, recording);
      const header = TrackHeader.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')));
      if (`${header.trackId}.json` !== name) return undefined;
      // Asked first: what is ended now does not grow after.
      const unended = await exists(this.#beside(recording, header, '.open'));
      const { size, mtimeMs } = await stat(path.join(folder, trackFile(header)));
      const silent = this.#now() - mtimeMs;
      const isOpen = unended && silent <= SILENT;
      const stored = await this.#stored(recording, header);
      return {
        recording,
        header,
        open: isOpen,
        held: unended && silent <= DAY,
        bytes: size,
        writtenAt: Math.round(mtimeMs),
        storedAt: !isOpen && stored?.bytes === size ? stored.at : undefined,
      };
    } catch {
      return undefined;
    }
  }

  async #stored(recording: string, header: TrackHeader): Promise<z.infer<typeof Stored> | undefined> {
    try {
      return Stored.parse(JSON.parse(await readFile(this.#beside(recording, header, '.stored'), 'utf8')));
    } catch {
      return undefined;
    }
  }

  #beside(recording: string, { trackId }: TrackHeader, ending: string): string {
    return path.join(this.#folder, recording, trackId + ending);
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

function noneIfMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
