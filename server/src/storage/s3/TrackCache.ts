import { StoreError, toStoreError } from '@pluriclasse/shared/storage/storeTrouble';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Bucket, StoredObject } from './Bucket.ts';

/** A store that is cut off in the middle is asked again for what is missing, so often in a row without a byte more. */
const TRIES = 3;

/**
 * Tracks fetched from the store, in a folder that may be removed at any time. A file has its name when it is whole; until
 * then it is `<name>.part`, and the next one who asks goes on with it.
 */
export class TrackCache {
  readonly #folder: string;
  readonly #bucket: Pick<Bucket, 'stream'>;
  readonly #most: number;
  readonly #fetching = new Map<string, Promise<string>>();
  /** Recordings that were taken away: what is on its way of them must not come back. */
  readonly #removed = new Set<string>();

  /** @param most bytes that may lie here; what was not asked for longest goes first */
  constructor(folder: string, bucket: Pick<Bucket, 'stream'>, most: number) {
    this.#folder = folder;
    this.#bucket = bucket;
    this.#most = most;
  }

  /** Where a whole file lies; undefined when it does not. */
  async find(
    recording: string,
    file: string,
    object: Pick<StoredObject, 'bytes' | 'etag'>,
  ): Promise<string | undefined> {
    const whole = this.#pathOf(recording, file, object);
    const { size } = await stat(whole).catch(() => ({ size: -1 }));
    if (size !== object.bytes) return undefined;
    const now = new Date();
    await utimes(whole, now, now).catch(() => undefined);
    return whole;
  }

  /** The same, after it was fetched if need be. Rejects with `StoreError`, or with what the disk says. */
  async fetch(recording: string, file: string, object: StoredObject): Promise<string> {
    const known = await this.find(recording, file, object);
    if (known !== undefined) return known;
    const whole = this.#pathOf(recording, file, object);
    let fetching = this.#fetching.get(whole);
    if (fetching === undefined) {
      fetching = this.#fetch(recording, whole, object).finally(() => this.#fetching.delete(whole));
      this.#fetching.set(whole, fetching);
    }
    return fetching;
  }

  /** Nothing happens when there is nothing. */
  async remove(recording: string): Promise<void> {
    this.#removed.add(recording);
    await rm(path.join(this.#folder, recording), { recursive: true, force: true });
  }

  async #fetch(recording: string, whole: string, object: StoredObject): Promise<string> {
    await this.#makeRoom(object.bytes);
    await mkdir(path.dirname(whole), { recursive: true, mode: 0o700 });
    const part = `${whole}.part`;
    // Not to append: two servers that share the folder write the same bytes to the same places.
    const file = await open(part, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      let { size } = await file.stat();
      if (size > object.bytes) await file.truncate((size = 0));
      for (let tries = 0; size < object.bytes;) {
        const before = size;
        try {
          for await (const chunk of await this.#bucket.stream(object, size, object.bytes)) {
            const bytes = chunk as Buffer; // a stream of the network without an encoding
            await writeAll(file, bytes, size);
            size += bytes.length;
            if (this.#removed.has(recording)) throw new StoreError('missing', 'Removed');
          }
          if (size < object.bytes) throw new StoreError('away', 'Cut');
        } catch (error) {
          if (error instanceof Error && 'syscall' in error && error.syscall === 'write') throw error;
          const failure = toStoreError(error);
          tries = size > before ? 0 : tries + 1;
          if (failure.trouble !== 'away' || tries >= TRIES) throw failure;
        }
      }
    } catch (error) {
      if (this.#removed.has(recording)) await this.remove(recording);
      throw error;
    } finally {
      await file.close();
    }
    await rename(part, whole).catch(async (error: unknown) => {
      const { size } = await stat(whole).catch(() => ({ size: -1 }));
      if (size !== object.bytes) throw error;
    });
    return whole;
  }

  async #makeRoom(bytes: number): Promise<void> {
    const files = await this.#files();
    let total = files.reduce((sum, { size }) => sum + size, bytes);
    for (const { file, size } of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (total <= this.#most) return;
      if (this.#fetching.has(file.replace(/\.part$/, ''))) continue;
      await rm(file, { force: true });
      total -= size;
    }
  }

  async #files(): Promise<{ file: string; size: number; usedAt: number }[]> {
    const found = await readdir(this.#folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
    const known = await Promise.all(
      files.map((file) =>
        stat(file).then(
          ({ size, mtimeMs }) => [{ file, size, usedAt: mtimeMs }],
          () => [],
        ),
      ),
    );
    return known.flat();
  }

  /** Another object under the same key is another file. */
  #pathOf(recording: string, file: string, { etag }: Pick<StoredObject, 'etag'>): string {
    return path.join(this.#folder, recording, `${etag.replaceAll(/\W/g, '').slice(0, 40)}-${file}`);
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, to: number): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at, to + at)).bytesWritten;
}
