import { piecesFile, storeKeys, trackFile, unpackPieces } from '@pluriclasse/shared/capsule/storedTrack';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { StoreError, toStoreError } from '@pluriclasse/shared/storage/storeTrouble';
import type { Now } from '@pluriclasse/shared/time';
import { TrackId } from '@pluriclasse/shared/ids';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Log } from '../log.ts';
import type { DiskRecordings } from './DiskRecordings.ts';
import { openFile, readFileRange } from './openFile.ts';
import type { ByteRange, OpenTrack, Recordings, StoredTrack, TrackName } from './Recordings.ts';
import type { Bucket, StoredObject } from './s3/Bucket.ts';
import { ARRIVES_WITHIN, Catalog } from './s3/Catalog.ts';
import { inStorage, storageAway } from './storageAway.ts';
import type { TrackCache } from './s3/TrackCache.ts';

interface Deps {
  readonly bucket: Bucket;
  /** What nodes of this computer write; they bring it to the store by themselves. */
  readonly local: DiskRecordings;
  readonly cache: TrackCache;
  readonly log: Log;
  readonly now: Now;
}

/** Who waits for a lesson that has just ended must not wait for a store that is away, if it is here. */
const PATIENCE = 1_000;
const ALONE = 10_000;
/** A store that gave no answer is left alone for so long, where what is asked for is here. */
const REST = 15_000;

/**
 * Recordings that lie in a store, and for a while on the computers that recorded them: what is here is read here, the
 * rest is fetched. A track that is in neither place as a whole is `arriving`.
 */
export class S3Recordings implements Recordings {
  readonly #deps: Deps;
  readonly #catalog: Catalog;
  /** Pictures that are being fetched, or will be, by key. */
  readonly #soon = new Set<string>();
  /** By recording: tracks of which nothing is to be seen yet, and when they were last heard of. */
  readonly #announced = new Map<string, Map<TrackId, { header: TrackHeader; at: number }>>();
  #fetching: Promise<void> = Promise.resolve();
  #restUntil = -Infinity;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#catalog = new Catalog(deps.bucket, deps.now);
  }

  async tracksOf(recording: string): Promise<StoredTrack[]> {
    const { local } = this.#deps;
    const here = await local.tracksOf(recording);
    const there = await this.#there(recording, here.length > 0);
    const known = new Map(there.map((track) => [track.header.trackId, track]));
    // What a node still writes, or has repaired, is not older than what it has sent.
    for (const track of here) {
      const other = known.get(track.header.trackId);
      if (other === undefined || other.arriving || other.bytes <= track.bytes) known.set(track.header.trackId, track);
    }
    for (const { header, at } of this.#expected(recording, known))
      known.set(header.trackId, { header, bytes: 0, writtenAt: at, arriving: true });
    return [...known.values()].toSorted((a, b) => (a.header.trackId < b.header.trackId ? -1 : 1));
  }

  announce(recording: string, header: TrackHeader): void {
    const tracks = this.#announced.get(recording) ?? new Map<TrackId, { header: TrackHeader; at: number }>();
    tracks.set(header.trackId, { header, at: this.#deps.now() });
    this.#announced.set(recording, tracks);
  }

  read(recording: string, track: TrackName, range: ByteRange = {}): Readable {
    storeKeys.recording(recording);
    return Readable.from(this.#bytes(recording, track, range), { objectMode: false });
  }

  async open(recording: string, track: TrackName): Promise<OpenTrack> {
    const { local, cache } = this.#deps;
    return local.open(recording, track).catch(async (error: unknown) => {
      if (!isMissing(error)) throw error;
      return this.#withObject(recording, track, async (object) => {
        const far = track.codec === 'opus' ? undefined : await this.#openFar(recording, track, object);
        return far ?? openFile(await cache.fetch(recording, nameOf(track), object));
      });
    });
  }

  async remove(recording: string): Promise<void> {
    const { bucket, local, cache, now } = this.#deps;
    await local.remove(recording);
    await cache.remove(recording);
    this.#catalog.forget(storeKeys.recording(recording));
    this.#announced.delete(recording);
    await inStorage(async () => {
      // First: a node that sends something from now on finds this, and takes back what it sent.
      const note = Buffer.from(new Date(now()).toISOString());
      await bucket.put(storeKeys.removed(recording), note, AbortSignal.timeout(ALONE));
      const objects = await bucket.list(storeKeys.recording(recording));
      // Some stores tell of uploads only to those who name them whole.
      for (const { key } of objects) {
        const base = /^(.*)\.json$/.exec(key)?.[1];
        for (const ending of base ? ['.webm', '.mp4'] : []) await bucket.abortUploads(`${base}${ending}`);
      }
      await bucket.abortUploads(storeKeys.recording(recording));
      // Bytes first: while there is a header there may be bytes.
      const last = ({ key }: StoredObject) => Number(key.endsWith('.json'));
      for (const { key } of objects.toSorted((a, b) => last(a) - last(b))) await bucket.remove(key);
    });
  }

  /**
   * Whether the store can be used as it is configured.
   * @throws StoreError
   */
  async check(signal?: AbortSignal): Promise<void> {
    await this.#deps.bucket.list(storeKeys.removed('00000000-0000-0000-0000-000000000000'), signal);
  }

  /** What was announced and is not there; what is, and what won't come any more, is forgotten. */
  #expected(recording: string, known: ReadonlyMap<TrackId, StoredTrack>): { header: TrackHeader; at: number }[] {
    const announced = this.#announced.get(recording);
    if (announced === undefined) return [];
    for (const [trackId, { at }] of announced)
      if (known.has(trackId) || this.#deps.now() - at > ARRIVES_WITHIN) announced.delete(trackId);
    if (announced.size === 0) this.#announced.delete(recording);
    return [...announced.values()];
  }

  /** What the store has; with something here, no answer is as good as none. */
  async #there(recording: string, isHere: boolean): Promise<StoredTrack[]> {
    const { log, now } = this.#deps;
    if (isHere && now() < this.#restUntil) return [];
    try {
      return await this.#catalog.tracksOf(recording, AbortSignal.timeout(isHere ? PATIENCE : ALONE));
    } catch (error) {
      const failure = toStoreError(error);
      this.#restUntil = now() + REST;
      log.warn({ recording, trouble: failure.trouble, code: failure.code }, 'the store does not tell what it has');
      if (isHere) return [];
      throw storageAway(failure);
    }
  }

  async *#bytes(recording: string, track: TrackName, { start = 0, end }: ByteRange): AsyncGenerator<Buffer, void> {
    const { local, cache, bucket } = this.#deps;
    if (end !== undefined && end <= start) return;
    const range = { start, ...(end !== undefined && { end }) };
    if (await local.has(recording, track)) {
      yield* buffers(local.read(recording, track, range));
      return;
    }
    const stream = await this.#withObject(recording, track, async (object) => {
      const file = await cache.find(recording, nameOf(track), object);
      if (file !== undefined) return readFileRange(file, range);
      const to = Math.min(end ?? object.bytes, object.bytes);
      if (to <= start) return Readable.from([]);
      const streamed = await bucket.stream(object, start, to);
      this.#fetchSoon(recording, track, object);
      return streamed;
    });
    yield* buffers(stream);
  }

  /** A picture that is not here, and of which is known where its pieces lie: who watches the board needs none of it. */
  async #openFar(recording: string, track: TrackName, object: StoredObject): Promise<OpenTrack | undefined> {
    const { bucket, cache } = this.#deps;
    if ((await cache.find(recording, nameOf(track), object)) !== undefined) return undefined;
    const key = storeKeys.track(recording, piecesFile(track));
    const text = await bucket.find(key, AbortSignal.timeout(ALONE));
    const scanned = text && unpackPieces(String(text), object.bytes);
    if (scanned === undefined) return undefined;
    const { bytes: size } = object;
    const read = async (offset: number, length: number): Promise<Buffer> => {
      const to = Math.min(offset + length, size);
      if (to <= offset) return Buffer.of();
      return this.#withObject(recording, track, async (current) => buffer(await bucket.stream(current, offset, to)));
    };
    return { size, scanned, read, close: async () => undefined };
  }

  /** Whoever watches a picture will want more of it, and so will others. One at a time; nobody waits for it. */
  #fetchSoon(recording: string, track: TrackName, object: StoredObject): void {
    if (this.#soon.has(object.key)) return;
    this.#soon.add(object.key);
    const { cache, log } = this.#deps;
    this.#fetching = this.#fetching
      .then(() => cache.fetch(recording, nameOf(track), object))
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error, recording, track: track.trackId }, 'picture not fetched'),
      )
      .finally(() => this.#soon.delete(object.key));
  }

  /**
   * Does something with a track's bytes in the store. What is remembered of them may be old: bytes that a node sent again
   * have another etag.
   * @throws AppError `unavailable`, reason `storage_away`; Error with ENOENT as the disk's when there is no such track
   */
  async #withObject<T>(recording: string, track: TrackName, work: (object: StoredObject) => Promise<T>): Promise<T> {
    const key = storeKeys.track(recording, nameOf(track));
    for (let remembered = true; ; remembered = false) {
      const object = await inStorage(() => this.#catalog.find(key, AbortSignal.timeout(ALONE)));
      if (object === undefined) throw Object.assign(new Error('There is no such track'), { code: 'ENOENT' });
      try {
        return await work(object);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        this.#catalog.forget(key);
        if (!remembered || error.trouble === 'away') throw storageAway(error);
      }
    }
  }
}

async function* buffers(stream: Readable): AsyncGenerator<Buffer, void> {
  for await (const chunk of stream) yield chunk as Buffer; // streams of files and of the network, without an encoding
}

const nameOf = ({ trackId, codec }: TrackName): string => trackFile({ trackId: TrackId.parse(trackId), codec });

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
