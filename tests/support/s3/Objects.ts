import { createHash, randomUUID } from 'node:crypto';

/** The smallest part but for the last, as Amazon has it. */
const LEAST_PART = 5 * 1024 * 1024;

/** An error of the store: its code and HTTP status. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

export interface StoredBytes {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly changedAt: number;
}
interface Upload {
  readonly key: string;
  readonly since: number;
  readonly parts: Map<number, StoredBytes>;
}

const md5 = (bytes: Buffer): Buffer => createHash('md5').update(bytes).digest();

/** What a bucket holds, by the rules of S3. */
export class Objects {
  readonly all = new Map<string, StoredBytes>();
  readonly uploads = new Map<string, Upload>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get(key: string): StoredBytes {
    const found = this.all.get(key);
    if (found === undefined) throw new Refusal(404, 'NoSuchKey');
    return found;
  }

  put(key: string, bytes: Buffer): StoredBytes {
    const stored = { bytes, etag: `"${md5(bytes).toString('hex')}"`, changedAt: this.#now() };
    this.all.set(key, stored);
    return stored;
  }

  begin(key: string): string {
    const id = randomUUID();
    this.uploads.set(id, { key, since: this.#now(), parts: new Map() });
    return id;
  }

  upload(key: string, id: string): Upload {
    const upload = this.uploads.get(id);
    if (upload?.key !== key) throw new Refusal(404, 'NoSuchUpload');
    return upload;
  }

  putPart(key: string, id: string, number: number, bytes: Buffer): string {
    if (!Number.isInteger(number) || number < 1 || number > 10_000) throw new Refusal(400, 'InvalidArgument');
    const etag = `"${md5(bytes).toString('hex')}"`;
    this.upload(key, id).parts.set(number, { bytes, etag, changedAt: this.#now() });
    return etag;
  }

  complete(key: string, id: string, wanted: readonly { number: number; etag: string }[]): StoredBytes {
    const upload = this.upload(key, id);
    if (wanted.length === 0) throw new Refusal(400, 'MalformedXML');
    const parts = wanted.map(({ number, etag }, n) => {
      if (n > 0 && number <= (wanted[n - 1]?.number ?? 0)) throw new Refusal(400, 'InvalidPartOrder');
      const part = upload.parts.get(number);
      if (part === undefined || part.etag !== etag) throw new Refusal(400, 'InvalidPart');
      if (n < wanted.length - 1 && part.bytes.length < LEAST_PART) throw new Refusal(400, 'EntityTooSmall');
      return part;
    });
    const digests = Buffer.concat(parts.map((part) => md5(part.bytes)));
    const bytes = Buffer.concat(parts.map((part) => part.bytes));
    const stored = { bytes, etag: `"${md5(digests).toString('hex')}-${parts.length}"`, changedAt: this.#now() };
    this.all.set(key, stored);
    this.uploads.delete(id);
    return stored;
  }
}
