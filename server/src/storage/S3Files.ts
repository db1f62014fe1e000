import { checkKey, type Files } from './Files.ts';
import type { Bucket } from './s3/Bucket.ts';
import { inStorage } from './storageAway.ts';

const WITHIN = 30_000;

/**
 * Files in a store. What was put in while there was none is still found in the folder. All fail with AppError
 * `unavailable`, reason `storage_away`, while the store gives no answer.
 */
export class S3Files implements Files {
  readonly #bucket: Pick<Bucket, 'put' | 'find' | 'remove'>;
  readonly #folder: Files;

  /** @param folder where files were kept before there was a store */
  constructor(bucket: Pick<Bucket, 'put' | 'find' | 'remove'>, folder: Files) {
    this.#bucket = bucket;
    this.#folder = folder;
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    const at = keyOf(key);
    await inStorage(() => this.#bucket.put(at, bytes, AbortSignal.timeout(WITHIN)));
  }

  async find(key: string): Promise<Buffer | undefined> {
    const at = keyOf(key);
    return (await inStorage(() => this.#bucket.find(at, AbortSignal.timeout(WITHIN)))) ?? this.#folder.find(key);
  }

  async remove(key: string): Promise<void> {
    const at = keyOf(key);
    await this.#folder.remove(key);
    await inStorage(() => this.#bucket.remove(at));
  }
}

const keyOf = (key: string): string => `files/${checkKey(key)}`;
