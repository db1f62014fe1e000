import { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { trackFile } from '@pluriclasse/shared/capsule/storedTrack';
import { TrackId } from '@pluriclasse/shared/ids';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { openFile, readFileRange } from './openFile.ts';
import type { ByteRange, OpenTrack, Recordings, StoredTrack, TrackName } from './Recordings.ts';

/** An id and nothing else: nothing in it leads out of the folder. */
const RECORDING = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Recordings in a folder of this computer, which the node writes to. */
export class DiskRecordings implements Recordings {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async tracksOf(recording: string): Promise<StoredTrack[]> {
    const folder = this.#folderOf(recording);
    const names = await readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const headers = names.filter((name) => name.endsWith('.json')).sort();
    const tracks = await Promise.all(headers.map((name) => this.#find(folder, name)));
    return tracks.filter((track) => track !== undefined);
  }

  read(recording: string, track: TrackName, range?: ByteRange): Readable {
    return readFileRange(this.#fileOf(recording, track), range);
  }

  async open(recording: string, track: TrackName): Promise<OpenTrack> {
    return openFile(this.#fileOf(recording, track));
  }

  /** Whether the bytes of a track are here. */
  async has(recording: string, track: TrackName): Promise<boolean> {
    return stat(this.#fileOf(recording, track)).then(
      () => true,
      () => false,
    );
  }

  /** What is written lies here at once. */
  announce(): void {}

  async remove(recording: string): Promise<void> {
    await rm(this.#folderOf(recording), { recursive: true, force: true });
  }

  /** A crash may leave half a header, or one without bytes. */
  async #find(folder: string, name: string): Promise<StoredTrack | undefined> {
    try {
      const header = TrackHeader.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')));
      if (`${header.trackId}.json` !== name) return undefined;
      const { size, mtimeMs } = await stat(path.join(folder, trackFile(header)));
      return { header, bytes: size, writtenAt: Math.round(mtimeMs) };
    } catch {
      return undefined;
    }
  }

  #fileOf(recording: string, track: TrackName): string {
    return path.join(this.#folderOf(recording), trackFile({ ...track, trackId: TrackId.parse(track.trackId) }));
  }

  #folderOf(recording: string): string {
    if (!RECORDING.test(recording)) throw new Error('Not the id of a recording');
    return path.join(this.#folder, recording);
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
