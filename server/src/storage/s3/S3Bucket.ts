import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { clientOptions, type S3Settings } from '@pluriclasse/shared/storage/s3Settings';
import { StoreError, toStoreError } from '@pluriclasse/shared/storage/storeTrouble';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Bucket, StoredObject } from './Bucket.ts';

/** A bucket behind the S3 interface, below the installation's prefix. */
export class S3Bucket implements Bucket {
  readonly #client: S3Client;
  readonly #settings: S3Settings;

  constructor(settings: S3Settings) {
    this.#settings = settings;
    this.#client = new S3Client(clientOptions(settings));
  }

  async list(prefix: string, signal?: AbortSignal): Promise<StoredObject[]> {
    const { bucket: Bucket, prefix: ours } = this.#settings;
    const found: StoredObject[] = [];
    let after: string | undefined;
    for (let more = true; more;) {
      const order = new ListObjectsV2Command({ Bucket, Prefix: ours + prefix, ContinuationToken: after });
      const answer = await asked(() => this.#client.send(order, until(signal)));
      for (const { Key, Size, ETag, LastModified } of answer.Contents ?? []) {
        if (Key === undefined || !Key.startsWith(ours)) continue;
        const changedAt = LastModified?.getTime() ?? 0;
        found.push({ key: Key.slice(ours.length), bytes: Size ?? 0, etag: ETag ?? '', changedAt });
      }
      after = answer.NextContinuationToken;
      more = answer.IsTruncated === true;
    }
    return found;
  }

  find(key: string, signal?: AbortSignal): Promise<Buffer | undefined> {
    return asked(async () => {
      const { Body } = await this.#client.send(new GetObjectCommand(this.#at(key)), until(signal));
      return Body instanceof Readable ? buffer(Body) : undefined;
    }).catch(ifThere);
  }

  async stream(
    { key, etag }: Pick<StoredObject, 'key' | 'etag'>,
    from: number,
    to: number,
    signal?: AbortSignal,
  ): Promise<Readable> {
    // Both counted in.
    const order = new GetObjectCommand({ ...this.#at(key), Range: `bytes=${from}-${to - 1}`, IfMatch: etag });
    const { Body, ContentRange } = await asked(() => this.#client.send(order, until(signal)));
    if (!(Body instanceof Readable)) throw new StoreError('refused', 'NoBody');
    if (ContentRange?.startsWith(`bytes ${from}-${to - 1}/`)) return Body;
    Body.destroy();
    throw new StoreError('refused', 'WrongRange');
  }

  async put(key: string, bytes: Buffer, signal?: AbortSignal): Promise<void> {
    await asked(() => this.#client.send(new PutObjectCommand({ ...this.#at(key), Body: bytes }), until(signal)));
  }

  async remove(key: string): Promise<void> {
    await asked(() => this.#client.send(new DeleteObjectCommand(this.#at(key)))).catch(ifThere);
  }

  async abortUploads(prefix: string): Promise<void> {
    const { bucket: Bucket } = this.#settings;
    for (const { Key, UploadId } of await this.#uploads(prefix))
      await asked(() => this.#client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))).catch(ifThere);
  }

  async completeUpload(key: string, signal?: AbortSignal): Promise<void> {
    const at = this.#at(key);
    for (const { Key, UploadId } of await this.#uploads(key, signal)) {
      if (Key !== at.Key) continue;
      const parts: CompletedPart[] = [];
      let after: string | undefined;
      for (let more = true; more;) {
        const order = new ListPartsCommand({ ...at, UploadId, PartNumberMarker: after });
        const answer = await asked(() => this.#client.send(order, until(signal)));
        // Only as far as nothing is missing.
        for (const { PartNumber, ETag } of answer.Parts ?? [])
          if (PartNumber === parts.length + 1) parts.push({ PartNumber, ETag });
        after = answer.NextPartNumberMarker;
        more = answer.IsTruncated === true;
      }
      if (parts.length === 0) continue;
      const order = new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts: parts } });
      await asked(() => this.#client.send(order, until(signal))).catch(ifThere);
    }
  }

  async #uploads(prefix: string, signal?: AbortSignal): Promise<{ Key: string; UploadId: string }[]> {
    const { Bucket, Key: Prefix } = this.#at(prefix);
    const found: { Key: string; UploadId: string }[] = [];
    let after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (let more = true; more;) {
      const order = new ListMultipartUploadsCommand({ Bucket, Prefix, ...after });
      const answer = await asked(() => this.#client.send(order, until(signal)));
      for (const { Key, UploadId } of answer.Uploads ?? [])
        if (Key?.startsWith(Prefix) && UploadId !== undefined) found.push({ Key, UploadId });
      after = { KeyMarker: answer.NextKeyMarker, UploadIdMarker: answer.NextUploadIdMarker };
      more = answer.IsTruncated === true;
    }
    return found;
  }

  close(): void {
    this.#client.destroy();
  }

  #at(key: string): { Bucket: string; Key: string } {
    const { bucket, prefix } = this.#settings;
    return { Bucket: bucket, Key: prefix + key };
  }
}

/** The client takes no signal that is undefined. */
const until = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { abortSignal: signal });

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error);
  }
}

function ifThere(error: unknown): undefined {
  if (error instanceof StoreError && error.trouble === 'missing') return undefined;
  throw error;
}
