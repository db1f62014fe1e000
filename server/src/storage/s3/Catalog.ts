import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { HEADER_EVERY, StoredHeader, storeKeys, trackFile } from '@pluriclasse/shared/capsule/storedTrack';
import { StoreError } from '@pluriclasse/shared/storage/storeTrouble';
import type { Now } from '@pluriclasse/shared/time';
import type { StoredTrack } from '../Recordings.ts';
import type { Bucket, StoredObject } from './Bucket.ts';

/** A track whose node has not said for so long that it is on its way won't come soon: what is there is delivered. */
export const ARRIVES_WITHIN = 2 * HEADER_EVERY;
/** Headers and objects that are remembered: both stay as they are once a track is whole. */
const AT_HAND = 1_000;

/** What the store has of recordings. Rejects with `StoreError`. */
export class Catalog {
  readonly #bucket: Pick<Bucket, 'list' | 'find' | 'completeUpload'>;
  readonly #now: Now;
  readonly #headers = new Map<string, StoredHeader>();
  readonly #objects = new Map<string, StoredObject>();

  constructor(bucket: Pick<Bucket, 'list' | 'find' | 'completeUpload'>, now: Now) {
    this.#bucket = bucket;
    this.#now = now;
  }

  /** Those that are whole, and those that are on their way. */
  async tracksOf(recording: string, signal: AbortSignal): Promise<StoredTrack[]> {
    const objects = await this.#bucket.list(storeKeys.recording(recording), signal);
    const byKey = new Map(objects.map((object) => [object.key, object]));
    for (const [key, object] of byKey) if (this.#objects.has(key)) keep(this.#objects, key, object);
    const headers = objects.filter(({ key }) => key.endsWith('.json'));
    const tracks = await Promise.all(headers.map((object) => this.#track(recording, object, byKey, signal)));
    return tracks.filter((track) => track !== undefined);
  }

  /** The bytes of a whole track. */
  async find(key: string, signal: AbortSignal): Promise<StoredObject | undefined> {
    const known = this.#objects.get(key);
    if (known !== undefined) return known;
    const found = (await this.#bucket.list(key, signal)).find((one) => one.key === key);
    if (found !== undefined) keep(this.#objects, key, found);
    return found;
  }

  /** What was taken away, or is not what it was. */
  forget(prefix: string): void {
    for (const key of this.#objects.keys()) if (key.startsWith(prefix)) this.#objects.delete(key);
  }

  async #track(
    recording: string,
    object: StoredObject,
    all: ReadonlyMap<string, StoredObject>,
    signal: AbortSignal,
  ): Promise<StoredTrack | undefined> {
    const stored = await this.#header(object, signal);
    if (stored === undefined || !object.key.endsWith(`/${stored.trackId}.json`)) return undefined;
    const { whole, writtenAt, ...header } = stored;
    const bytes = all.get(storeKeys.track(recording, trackFile(header)));
    if (bytes !== undefined) {
      const isPart = whole !== bytes.bytes;
      return { header, bytes: bytes.bytes, writtenAt, ...(isPart && { partial: true }) };
    }
    if (this.#now() - object.changedAt <= ARRIVES_WITHIN) return { header, bytes: 0, writtenAt, arriving: true };
    return this.#salvage(recording, header, writtenAt, signal);
  }

  /**
   * Of a node that may be lost with its disk, what it has sent is kept: a track is valid wherever it ends. Should the node
   * come back, it sends the whole track anew.
   */
  async #salvage(
    recording: string,
    header: TrackHeader,
    writtenAt: number,
    signal: AbortSignal,
  ): Promise<StoredTrack | undefined> {
    const key = storeKeys.track(recording, trackFile(header));
    await this.#bucket.completeUpload(key, signal);
    const object = (await this.#bucket.list(key, signal)).find((one) => one.key === key);
    return object && { header, bytes: object.bytes, writtenAt, partial: true };
  }

  async #header({ key, etag }: StoredObject, signal: AbortSignal): Promise<StoredHeader | undefined> {
    const name = `${key} ${etag}`;
    const known = this.#headers.get(name);
    if (known !== undefined) return known;
    try {
      const header = StoredHeader.parse(JSON.parse(String(await this.#bucket.find(key, signal))));
      keep(this.#headers, name, header);
      return header;
    } catch (error) {
      if (error instanceof StoreError) throw error;
      return undefined;
    }
  }
}

function keep<T>(all: Map<string, T>, key: string, value: T): void {
  all.set(key, value);
  const [oldest] = all.keys();
  if (all.size > AT_HAND && oldest !== undefined) all.delete(oldest);
}
