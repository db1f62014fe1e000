/** An upload in parts that was begun and not ended. */
export interface OpenUpload {
  readonly id: string;
  readonly since: number;
}

/** A part that the store has. */
export interface StoredPart {
  readonly number: number;
  readonly bytes: number;
  readonly etag: string;
}

/** What a node needs of the store. Every method rejects with a `StoreError`. */
export interface ObjectStore {
  /** Bytes of an object; undefined when there is none. */
  size(key: string): Promise<number | undefined>;
  /** Rejects with `missing` when there is none. */
  read(key: string): Promise<string>;
  put(key: string, bytes: Uint8Array | string): Promise<void>;
  /** Nothing happens when there is none. */
  remove(key: string): Promise<void>;
  /** Those of this very key, the latest first. */
  uploads(key: string): Promise<OpenUpload[]>;
  begin(key: string): Promise<string>;
  /** In order. Rejects with `missing` when the upload is over. */
  parts(key: string, upload: string): Promise<StoredPart[]>;
  /** Takes the place of a part of the same number. */
  putPart(key: string, upload: string, number: number, bytes: Uint8Array): Promise<StoredPart>;
  /** Makes one object of the parts. */
  complete(key: string, upload: string, parts: readonly StoredPart[]): Promise<void>;
  /** Takes away what it has of an upload. Nothing happens when it is over. */
  abort(key: string, upload: string): Promise<void>;
  close(): void;
}
