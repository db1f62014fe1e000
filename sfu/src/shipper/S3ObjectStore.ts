import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { clientOptions, type S3Settings } from '@pluriclasse/shared/storage/s3Settings';
import { StoreError, toStoreError } from '@pluriclasse/shared/storage/storeTrouble';
import type { ObjectStore, OpenUpload, StoredPart } from './ObjectStore.ts';

/** A bucket behind the S3 interface, below the installation's prefix. */
export class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client;
  readonly #settings: S3Settings;

  constructor(settings: S3Settings) {
    this.#settings = settings;
    this.#client = new S3Client(clientOptions(settings));
  }

  size(key: string): Promise<number | undefined> {
    return asked(async () => {
      const { ContentLength } = await this.#client.send(new HeadObjectCommand(this.#at(key)));
      return needed(ContentLength);
    }).catch(ifThere);
  }

  read(key: string): Promise<string> {
    return asked(async () => {
      const { Body } = await this.#client.send(new GetObjectCommand(this.#at(key)));
      return needed(Body).transformToString();
    });
  }

  async put(key: string, bytes: Uint8Array | string): Promise<void> {
    await asked(() => this.#client.send(new PutObjectCommand({ ...this.#at(key), Body: bytes })));
  }

  async remove(key: string): Promise<void> {
    await asked(() => this.#client.send(new DeleteObjectCommand(this.#at(key)))).catch(ifThere);
  }

  async uploads(key: string): Promise<OpenUpload[]> {
    const { Key, Bucket } = this.#at(key);
    const found: OpenUpload[] = [];
    let after: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (let more = true; more;) {
      const order = new ListMultipartUploadsCommand({ Bucket, Prefix: Key, ...after });
      const answer = await asked(() => this.#client.send(order));
      for (const { Key: of, UploadId, Initiated } of answer.Uploads ?? [])
        if (of === Key && UploadId !== undefined) found.push({ id: UploadId, since: Initiated?.getTime() ?? 0 });
      after = { KeyMarker: answer.NextKeyMarker, UploadIdMarker: answer.NextUploadIdMarker };
      more = answer.IsTruncated === true;
    }
    return found.toSorted((a, b) => b.since - a.since);
  }

  begin(key: string): Promise<string> {
    return asked(async () => {
      const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand(this.#at(key)));
      return needed(UploadId);
    });
  }

  async parts(key: string, upload: string): Promise<StoredPart[]> {
    const found: StoredPart[] = [];
    let after: string | undefined;
    for (let more = true; more;) {
      const order = new ListPartsCommand({ ...this.#at(key), UploadId: upload, PartNumberMarker: after });
      const answer = await asked(() => this.#client.send(order));
      for (const { PartNumber, Size, ETag } of answer.Parts ?? [])
        found.push({ number: needed(PartNumber), bytes: needed(Size), etag: needed(ETag) });
      after = answer.NextPartNumberMarker;
      more = answer.IsTruncated === true;
    }
    return found;
  }

  putPart(key: string, upload: string, number: number, bytes: Uint8Array): Promise<StoredPart> {
    return asked(async () => {
      const part = { ...this.#at(key), UploadId: upload, PartNumber: number, Body: bytes };
      const { ETag } = await this.#client.send(new UploadPartCommand(part));
      return { number, bytes: bytes.length, etag: needed(ETag) };
    });
  }

  async complete(key: string, upload: string, parts: readonly StoredPart[]): Promise<void> {
    const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
    await asked(() =>
      this.#client.send(
        new CompleteMultipartUploadCommand({ ...this.#at(key), UploadId: upload, MultipartUpload: { Parts } }),
      ),
    );
  }

  async abort(key: string, upload: string): Promise<void> {
    const order = new AbortMultipartUploadCommand({ ...this.#at(key), UploadId: upload });
    await asked(() => this.#client.send(order)).catch(ifThere);
  }

  close(): void {
    this.#client.destroy();
  }

  #at(key: string): { Bucket: string; Key: string } {
    const { bucket, prefix } = this.#settings;
    return { Bucket: bucket, Key: prefix + key };
  }
}

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

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new StoreError('refused', 'IncompleteAnswer');
  return value;
}
