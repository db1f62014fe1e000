import { AppError } from '@pluriclasse/shared/errors';
import type { Now } from '@pluriclasse/shared/time';
import type { OfflineStore, StoredFile, StoredParcel } from './OfflineStore.ts';

/** One range request: on a weak link some seconds, and all that a cut costs. */
const PIECE = 512 * 1024;
/** What the browser needs beside the bytes themselves. */
const MARGIN = 1024 * 1024;

/** What to take along, as the server offers it now. */
export interface Offer {
  readonly id: string;
  readonly revision: number;
  readonly expiresAt: number;
  readonly papers: unknown;
  /** `link` answers byte ranges to whoever is signed in. */
  readonly files: readonly (StoredFile & { readonly link: string })[];
}

export interface Progress {
  readonly bytes: number;
  readonly of: number;
}

export interface TakenParcel {
  readonly id: string;
  readonly bytes: number;
  readonly of: number;
  readonly whole: boolean;
  readonly expiresAt: number;
  readonly revision: number;
}

/** A parcel to play, without any network. */
export interface OpenParcel {
  readonly papers: unknown;
  /** An address of this page's own for each file. */
  readonly links: ReadonlyMap<string, string>;
  /** Gives the addresses back. Safe twice. */
  close(): void;
}

export interface OfflineDeps {
  readonly store: OfflineStore;
  readonly now: Now;
  readonly fetch: (link: string, init: RequestInit) => Promise<Response>;
  /** Bytes that the browser still gives us; undefined where it does not say. */
  readonly free: () => Promise<number | undefined>;
}

/** Capsules that somebody has taken along on this device. */
export class OfflineCapsules {
  readonly #owner: string;
  readonly #deps: OfflineDeps;

  /** @param owner whose they are; others on this device find theirs only */
  constructor(owner: string, deps: OfflineDeps) {
    this.#owner = owner;
    this.#deps = deps;
  }

  /** Those that are here, in part or whole; what has expired is taken away first. */
  async list(): Promise<TakenParcel[]> {
    const taken: TakenParcel[] = [];
    for (const parcel of await this.#mine()) {
      const { id, whole, expiresAt, revision } = parcel;
      const of = sizeOf(parcel.files);
      taken.push({ id, whole, expiresAt, revision, of, bytes: whole ? of : await this.#here(parcel) });
    }
    return taken;
  }

  /**
   * Brings all bytes here. What a cut has left is kept, and the next try goes on from there, as long as the capsule is
   * the same revision.
   * @throws AppError `unavailable` with reason `offline` when the link is cut, `link_expired` when it took longer than the
   *   files' links hold, `no_room` with what is missing; `not_found` and `forbidden` as the server says: then nothing of it
   *   stays
   */
  async take(offer: Offer, onProgress: (progress: Progress) => void, signal?: AbortSignal): Promise<void> {
    const of = sizeOf(offer.files);
    let bytes = 0;
    try {
      const parcel = await this.#begin(offer);
      bytes = await this.#here(parcel);
      await this.#checkRoom(of - bytes);
      onProgress({ bytes, of });
      for (const file of offer.files) {
        let have = (await this.#pieces(offer.id, file.name)).length;
        for (; have * PIECE < file.bytes; have++) {
          signal?.throwIfAborted();
          const piece = await this.#fetch(file, have * PIECE, signal);
          await this.#deps.store.putPiece(this.#owner, offer.id, file.name, have, piece);
          bytes += piece.size;
          onProgress({ bytes, of });
        }
      }
      await this.#deps.store.put({ ...parcel, whole: true });
    } catch (error) {
      if (isFull(error)) throw noRoom(of - bytes, await this.#deps.free().catch(() => undefined));
      if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden')) {
        await this.remove(offer.id);
      }
      throw error;
    }
  }

  /** @returns undefined for what is not here whole, or has expired */
  async open(id: string): Promise<OpenParcel | undefined> {
    const parcel = (await this.#mine()).find((one) => one.id === id);
    if (parcel === undefined || !parcel.whole) return undefined;
    const links = new Map<string, string>();
    for (const { name, type } of parcel.files) {
      links.set(name, URL.createObjectURL(new Blob(await this.#pieces(id, name), { type })));
    }
    return {
      papers: parcel.papers,
      links,
      close: () => {
        for (const link of links.values()) URL.revokeObjectURL(link);
        links.clear();
      },
    };
  }

  remove(id: string): Promise<void> {
    return this.#deps.store.remove(this.#owner, id);
  }

  /** Takes away what the server no longer has for its owner: withdrawn, or no longer theirs. */
  async keepOnly(ids: readonly string[]): Promise<void> {
    for (const { id } of await this.#mine()) if (!ids.includes(id)) await this.remove(id);
  }

  /** Everything of this owner, such as when they sign out. */
  clear(): Promise<void> {
    return this.keepOnly([]);
  }

  /** What this owner has here. What has expired goes, whoever's it is: some never come back to this device. */
  async #mine(): Promise<StoredParcel[]> {
    const { store, now } = this.#deps;
    const mine: StoredParcel[] = [];
    for (const parcel of await store.list()) {
      if (parcel.expiresAt <= now()) await store.remove(parcel.owner, parcel.id);
      else if (parcel.owner === this.#owner) mine.push(parcel);
    }
    return mine;
  }

  async #begin({ id, revision, expiresAt, papers, files }: Offer): Promise<StoredParcel> {
    const before = (await this.#mine()).find((one) => one.id === id);
    if (before !== undefined && (before.revision !== revision || !sameFiles(before.files, files)))
      await this.remove(id);
    const parcel: StoredParcel = {
      id,
      owner: this.#owner,
      revision,
      expiresAt,
      papers,
      files: files.map(({ name, type, bytes }) => ({ name, type, bytes })),
      whole: false,
    };
    await this.#deps.store.put(parcel);
    return parcel;
  }

  async #here({ id, files }: StoredParcel): Promise<number> {
    let bytes = 0;
    for (const { name } of files) {
      for (const piece of await this.#pieces(id, name)) bytes += piece.size;
    }
    return bytes;
  }

  #pieces(id: string, file: string): Promise<Blob[]> {
    return this.#deps.store.pieces(this.#owner, id, file);
  }

  async #checkRoom(needed: number): Promise<void> {
    const free = await this.#deps.free().catch(() => undefined);
    if (free !== undefined && free < needed + MARGIN) throw noRoom(needed, free);
  }

  async #fetch({ link, bytes, type }: Offer['files'][number], from: number, signal?: AbortSignal): Promise<Blob> {
    const to = Math.min(from + PIECE, bytes) - 1;
    let response: Response;
    let body: ArrayBuffer;
    try {
      response = await this.#deps.fetch(link, {
        credentials: 'same-origin',
        cache: 'no-store',
        headers: { range: `bytes=${from}-${to}` },
        ...(signal && { signal }),
      });
      if (!response.ok) throw refusal(response.status);
      body = await response.arrayBuffer();
    } catch (cause) {
      if (signal?.aborted || cause instanceof AppError) throw cause;
      throw new AppError('unavailable', 'The link was cut', { reason: 'offline', cause });
    }
    const wanted = to - from + 1;
    // A proxy that knows no ranges answers with all of it.
    const piece = response.status === 200 && body.byteLength === bytes ? body.slice(from, to + 1) : body;
    if (piece.byteLength !== wanted) throw new AppError('unavailable', 'The link was cut', { reason: 'offline' });
    return new Blob([piece], { type });
  }
}

/** Of one revision there are others when the recording went on. */
const sameFiles = (a: readonly StoredFile[], b: readonly StoredFile[]): boolean =>
  a.length === b.length && a.every(({ name, bytes }, n) => b[n]?.name === name && b[n].bytes === bytes);

const sizeOf = (files: readonly StoredFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

function refusal(status: number): AppError {
  if (status === 404 || status === 410) return new AppError('not_found', `HTTP ${status}`);
  if (status === 401) return new AppError('forbidden', `HTTP ${status}`);
  // What may no longer be watched is not found; this is a link that was good once. The next try comes with new ones.
  if (status === 403) return new AppError('unavailable', `HTTP ${status}`, { reason: 'link_expired' });
  return new AppError('unavailable', `HTTP ${status}`);
}

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

function noRoom(needed: number, free: number | undefined): AppError {
  return new AppError('unavailable', `${needed} bytes do not fit into ${free ?? 'what is left'}`, {
    reason: 'no_room',
  });
}
