import type { Readable } from 'node:stream';

/** An object that lies in the store. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
  readonly changedAt: number;
}

/** What the server needs of the store. Every method rejects with a `StoreError`, as do the streams. */
export interface Bucket {
  /** By key, all that begin so. */
  list(prefix: string, signal?: AbortSignal): Promise<StoredObject[]>;
  /** Undefined when there is none. */
  find(key: string, signal?: AbortSignal): Promise<Buffer | undefined>;
  /** Bytes from `from`, before `to`, of the very object that has this etag; rejects with `missing` when there is none. */
  stream(object: Pick<StoredObject, 'key' | 'etag'>, from: number, to: number, signal?: AbortSignal): Promise<Readable>;
  put(key: string, bytes: Buffer, signal?: AbortSignal): Promise<void>;
  /** Nothing happens when there is none. */
  remove(key: string): Promise<void>;
  /** Takes away what was sent in parts, and not ended, of keys that begin so. */
  abortUploads(prefix: string): Promise<void>;
  /** Makes an object of the parts of an upload that nobody goes on with. Nothing happens when there is none. */
  completeUpload(key: string, signal?: AbortSignal): Promise<void>;
  close(): void;
}
