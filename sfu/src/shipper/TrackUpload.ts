import {
  HEADER_EVERY,
  packPieces,
  PART,
  partCount,
  piecesFile,
  storeKeys,
  trackFile,
  type StoredHeader,
} from '@pluriclasse/shared/capsule/storedTrack';
import { StoreError } from '@pluriclasse/shared/storage/storeTrouble';
import type { Folder, LocalTrack } from './Folder.ts';
import type { ObjectStore, StoredPart } from './ObjectStore.ts';

interface Deps {
  readonly store: ObjectStore;
  readonly folder: Folder;
  readonly now: () => number;
}

const MOST_OVERS = 3;

/** What the store has in parts. */
interface Known {
  upload: string | undefined;
  readonly parts: Map<number, StoredPart>;
}

/**
 * Brings one track to the store: what is written of it in parts while it grows, the rest once it has ended. A part is
 * always of the same bytes, since a track only grows; so whatever was sent before this began counts if its size is right,
 * and nothing of it needs to be remembered here.
 */
export class TrackUpload {
  readonly #deps: Deps;
  readonly #key: string;
  readonly #piecesKey: string;
  readonly #headerKey: string;
  #headerAt = -Infinity;
  /** Undefined until the store was asked what it has. */
  #known: Known | undefined;
  /** Uploads that were over before their time, without a part between. */
  #overs = 0;
  /** Bytes that the store had when last asked. */
  #there = 0;
  /** Bytes that were read to be sent. */
  sent = 0;

  constructor(deps: Deps, { recording, header }: LocalTrack) {
    this.#deps = deps;
    this.#key = storeKeys.track(recording, trackFile(header));
    this.#piecesKey = storeKeys.track(recording, piecesFile(header));
    this.#headerKey = storeKeys.track(recording, `${header.trackId}.json`);
  }

  /**
   * Sends the next part, or whatever else is next.
   * @returns whether there may be more to do at once; `whole` when the store has all of it
   */
  async step(track: LocalTrack): Promise<'more' | 'later' | 'whole'> {
    try {
      return await this.#step(track);
    } catch (error) {
      const { upload } = this.#known ?? {};
      // An answer that was lost may have been a yes: the store is asked what it has.
      this.#known = undefined;
      // The upload is over: somebody took it away, or ended it and was killed before that was written down.
      const isOver = error instanceof StoreError && error.trouble === 'missing' && upload !== undefined;
      if (!isOver || (this.#overs += 1) > MOST_OVERS) throw error;
      return 'more';
    }
  }

  /** What was not known to be in the store when it was last asked. */
  missing({ bytes }: LocalTrack): number {
    return Math.max(0, bytes - this.#there);
  }

  /** Takes away what it sent of a track that was taken away meanwhile. */
  async undo(): Promise<void> {
    const { store } = this.#deps;
    for (const { id } of await store.uploads(this.#key)) await store.abort(this.#key, id);
    for (const key of [this.#key, this.#piecesKey, this.#headerKey]) await store.remove(key);
    this.#known = undefined;
  }

  async #step(track: LocalTrack): Promise<'more' | 'later' | 'whole'> {
    const { store, now } = this.#deps;
    const { bytes, open } = track;
    const known = (this.#known ??= await this.#ask());
    const small = !open && bytes <= PART;
    if (small || (!open && known.parts.size === 0)) {
      if ((await store.size(this.#key)) === bytes) return this.#end(track);
    }
    if (now() - this.#headerAt >= HEADER_EVERY) await this.#putHeader(track, {});
    const next = this.#next(known.parts, track);
    if (small) await store.put(this.#key, await this.#read(track, 0, bytes));
    else if (next !== undefined) {
      await this.#putPart(track, known, next);
      return 'more';
    } else if (open) return 'later';
    else await this.#complete(known, bytes);
    return this.#end(track);
  }

  /** What an earlier process has sent. Of several uploads the latest goes on. */
  async #ask(): Promise<Known> {
    const { store } = this.#deps;
    const [upload, ...others] = await store.uploads(this.#key);
    for (const { id } of others) await store.abort(this.#key, id);
    const parts = upload === undefined ? [] : await store.parts(this.#key, upload.id);
    this.#there = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    return { upload: upload?.id, parts: new Map(parts.map((part) => [part.number, part])) };
  }

  /** Number of the first part that the store lacks and that is whole here. */
  #next(parts: ReadonlyMap<number, StoredPart>, { bytes, open }: LocalTrack): number | undefined {
    const last = open ? Math.floor(bytes / PART) : partCount(bytes);
    for (let number = 1; number <= last; number += 1)
      if (parts.get(number)?.bytes !== sizeOf(number, bytes)) return number;
    return undefined;
  }

  async #putPart(track: LocalTrack, known: Known, number: number): Promise<void> {
    const { store } = this.#deps;
    known.upload ??= await store.begin(this.#key);
    const from = (number - 1) * PART;
    const bytes = await this.#read(track, from, from + sizeOf(number, track.bytes));
    known.parts.set(number, await store.putPart(this.#key, known.upload, number, bytes));
    this.#there += bytes.length;
    this.#overs = 0;
  }

  async #complete({ upload, parts }: Known, bytes: number): Promise<void> {
    if (upload === undefined) throw new StoreError('refused', 'NoUpload');
    // A part that lies behind the end is of bytes that were torn, and were cut since.
    const all = [...parts.values()].filter(({ number }) => number <= partCount(bytes));
    await this.#deps.store.complete(
      this.#key,
      upload,
      all.toSorted((a, b) => a.number - b.number),
    );
  }

  async #end(track: LocalTrack): Promise<'whole'> {
    const { store } = this.#deps;
    const { bytes } = track;
    if ((await store.size(this.#key)) !== bytes) throw new StoreError('refused', 'WrongSize');
    // A small track needed no upload in parts; one that was begun for it would stay for ever.
    if (bytes <= PART) for (const { id } of await store.uploads(this.#key)) await store.abort(this.#key, id);
    if (track.header.codec !== 'opus') await this.#putPieces(track);
    await this.#putHeader(track, { whole: bytes });
    return 'whole';
  }

  /** A voice is always read whole; a picture may be hundreds of megabytes. */
  async #putPieces(track: LocalTrack): Promise<void> {
    const { store, folder } = this.#deps;
    const scanned = await folder.scan(track);
    if (scanned.head > 0) await store.put(this.#piecesKey, packPieces(scanned));
  }

  async #putHeader({ header, writtenAt }: LocalTrack, more: Pick<StoredHeader, 'whole'>): Promise<void> {
    const { store, now } = this.#deps;
    const stored: StoredHeader = { ...header, writtenAt, ...more };
    await store.put(this.#headerKey, JSON.stringify(stored));
    this.#headerAt = now();
  }

  async #read(track: LocalTrack, from: number, to: number): Promise<Buffer> {
    const bytes = await this.#deps.folder.read(track, from, to);
    this.sent += bytes.length;
    return bytes;
  }
}

const sizeOf = (number: number, bytes: number): number => Math.min(PART, bytes - (number - 1) * PART);
