import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { S3Settings } from '@pluriclasse/shared/storage/s3Settings';
import { checkSignature } from './checkSignature.ts';
import { Objects, Refusal } from './Objects.ts';

/** A request as the store took it. */
export interface Asked {
  readonly method: string;
  /** Without the bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly bytes: number;
  readonly range: string | undefined;
  /** What came instead of the answer. */
  fault?: Fault | undefined;
}
/**
 * What comes instead of an answer: an error of the store, no connection, an answer cut off after so many bytes, or one
 * that waits for something.
 */
export type Fault = 'error' | 'gone' | { cutAfter: number } | { until: Promise<void> };

/** Few, so that lists come in pages. */
const PAGE = 2;

/**
 * A strict S3 for tests, with addresses by path: it checks signatures, hashes of bodies, the order and the size of parts,
 * and it can be away, wrong or slow.
 */
export class FakeS3 {
  readonly settings: S3Settings;
  readonly asked: Asked[] = [];
  readonly objects: Objects;
  /** What comes instead of the answer to a request. */
  fault: (asked: Readonly<Asked>) => Fault | undefined = () => undefined;
  readonly #server: Server;

  private constructor(server: Server, settings: S3Settings, now: () => number) {
    this.#server = server;
    this.settings = settings;
    this.objects = new Objects(now);
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  static async create(more: Partial<S3Settings> = {}, now: () => number = Date.now): Promise<FakeS3> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // it listens on TCP
    const settings: S3Settings = {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-test-1',
      bucket: 'capsules',
      accessKeyId: 'AKIATESTKEY',
      secretAccessKey: 'a secret of the store that no log may have',
      prefix: 'house/',
      forcePathStyle: true,
      ...more,
    };
    return new FakeS3(server, settings, now);
  }

  /** As the sfu and the server are told of it. */
  get env(): Record<string, string> {
    const { endpoint, region, bucket, accessKeyId, secretAccessKey, prefix } = this.settings;
    return {
      S3_ENDPOINT: endpoint,
      S3_REGION: region,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      S3_PREFIX: prefix,
    };
  }

  /** Keys without the prefix, in order. */
  get keys(): string[] {
    return [...this.objects.all.keys()].map((key) => key.slice(this.settings.prefix.length)).toSorted();
  }

  /** Objects and parts that were taken. */
  get sent(): Asked[] {
    return this.asked.filter(({ method, bytes, fault }) => {
      return method === 'PUT' && bytes > 0 && fault !== 'gone' && fault !== 'error';
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await buffer(request);
      const url = new URL(request.url ?? '', this.settings.endpoint);
      const [, bucket = '', ...rest] = url.pathname.split('/').map((part) => decodeURIComponent(part));
      const asked: Asked = {
        method: request.method ?? '',
        key: rest.join('/'),
        query: url.searchParams,
        bytes: body.length,
        range: request.headers.range,
      };
      this.asked.push(asked);
      const fault = (asked.fault = this.fault(asked));
      if (fault === 'gone') return void request.socket.destroy();
      if (fault === 'error') throw new Refusal(503, 'SlowDown');
      if (fault !== undefined && 'until' in fault) await fault.until;
      const wrong = checkSignature(request, body, this.settings, Date.now());
      // The real one repeats what was signed, and the key.
      if (wrong !== undefined) throw new Refusal(wrong === 'XAmzContentSHA256Mismatch' ? 400 : 403, wrong);
      if (bucket !== this.settings.bucket) throw new Refusal(404, 'NoSuchBucket');
      const { status = 200, headers = {}, content = '' } = this.#do(asked, body, request);
      response.writeHead(status, { 'content-length': Buffer.byteLength(content), ...headers });
      if (request.method === 'HEAD') return void response.end();
      if (fault === undefined || !('cutAfter' in fault)) return void response.end(content);
      response.write(Buffer.from(content).subarray(0, fault.cutAfter), () => request.socket.destroy());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { accessKeyId } = this.settings;
      const repeats = error.status === 403 ? `<AWSAccessKeyId>${accessKeyId}</AWSAccessKeyId>` : '';
      response.writeHead(error.status, { 'content-type': 'application/xml' });
      response.end(`<?xml version="1.0"?><Error><Code>${error.code}</Code><Message>No</Message>${repeats}</Error>`);
    }
  }

  #do({ method, key, query }: Asked, body: Buffer, { headers }: IncomingMessage): Answer {
    const upload = query.get('uploadId');
    const { objects } = this;
    if (key === '') {
      if (method === 'GET' && query.get('list-type') === '2') return this.#list(query);
      if (method === 'GET' && query.has('uploads')) return this.#uploads(query);
      throw new Refusal(405, 'MethodNotAllowed');
    }
    if (upload !== null) {
      if (method === 'PUT') {
        return { headers: { etag: objects.putPart(key, upload, Number(query.get('partNumber')), body) } };
      }
      if (method === 'GET') return this.#parts(key, upload, query);
      if (method === 'DELETE') {
        objects.upload(key, upload);
        objects.uploads.delete(upload);
        return { status: 204 };
      }
      if (method === 'POST') {
        const wanted = [...body.toString().matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
          number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
          etag: (/<ETag>(.*?)</.exec(part)?.[1] ?? '').replaceAll('&quot;', '"'),
        }));
        const { etag } = objects.complete(key, upload, wanted);
        return xml('CompleteMultipartUploadResult', `<ETag>${quoted(etag)}</ETag>`);
      }
    }
    if (method === 'POST' && query.has('uploads'))
      return xml('InitiateMultipartUploadResult', `<UploadId>${objects.begin(key)}</UploadId>`);
    if (method === 'PUT') return { headers: { etag: objects.put(key, body).etag } };
    if (method === 'DELETE') {
      objects.all.delete(key);
      return { status: 204 };
    }
    if (method === 'GET' || method === 'HEAD') {
      const { bytes, etag } = objects.get(key);
      if (headers['if-match'] !== undefined && headers['if-match'] !== etag)
        throw new Refusal(412, 'PreconditionFailed');
      const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
      if (range === null) return { headers: { etag }, content: bytes };
      const [from, to] = [Number(range[1]), Math.min(Number(range[2]) + 1, bytes.length)];
      if (from >= bytes.length) throw new Refusal(416, 'InvalidRange');
      const part = { etag, 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` };
      return { status: 206, headers: part, content: bytes.subarray(from, to) };
    }
    throw new Refusal(405, 'MethodNotAllowed');
  }

  #list(query: URLSearchParams): Answer {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('continuation-token') ?? '';
    const keys = [...this.objects.all.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
    const page = keys.slice(0, PAGE);
    const entries = page.map((key) => {
      const { bytes, etag, changedAt } = this.objects.get(key);
      const when = new Date(changedAt).toISOString();
      return `<Contents><Key>${key}</Key><Size>${bytes.length}</Size><ETag>${quoted(etag)}</ETag><LastModified>${when}</LastModified></Contents>`;
    });
    const more = keys.length > page.length;
    const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    return xml('ListBucketResult', `<IsTruncated>${more}</IsTruncated>${next}${entries.join('')}`);
  }

  #uploads(query: URLSearchParams): Answer {
    const prefix = query.get('prefix') ?? '';
    const marker = query.get('upload-id-marker') ?? '';
    const found = [...this.objects.uploads].filter(([id, { key }]) => key.startsWith(prefix) && id > marker);
    const sorted = found.toSorted(([a], [b]) => (a < b ? -1 : 1));
    const page = sorted.slice(0, PAGE);
    const entries = page.map(([id, { key, since }]) => {
      const when = new Date(since).toISOString();
      return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${when}</Initiated></Upload>`;
    });
    const more = sorted.length > page.length;
    const [last] = page.slice(-1);
    const next =
      more && last
        ? `<NextKeyMarker>${last[1].key}</NextKeyMarker><NextUploadIdMarker>${last[0]}</NextUploadIdMarker>`
        : '';
    return xml('ListMultipartUploadsResult', `<IsTruncated>${more}</IsTruncated>${next}${entries.join('')}`);
  }

  #parts(key: string, upload: string, query: URLSearchParams): Answer {
    const after = Number(query.get('part-number-marker') ?? 0);
    const parts = [...this.objects.upload(key, upload).parts].filter(([number]) => number > after);
    const sorted = parts.toSorted(([a], [b]) => a - b);
    const page = sorted.slice(0, PAGE);
    const entries = page.map(([number, { bytes, etag }]) => {
      return `<Part><PartNumber>${number}</PartNumber><Size>${bytes.length}</Size><ETag>${quoted(etag)}</ETag></Part>`;
    });
    const more = sorted.length > page.length;
    const next = more ? `<NextPartNumberMarker>${page.at(-1)?.[0]}</NextPartNumberMarker>` : '';
    return xml('ListPartsResult', `<IsTruncated>${more}</IsTruncated>${next}${entries.join('')}`);
  }
}

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly content?: string | Buffer;
}

const quoted = (etag: string): string => etag.replaceAll('"', '&quot;');

const xml = (name: string, content: string): Answer => ({
  headers: { 'content-type': 'application/xml' },
  content: `<?xml version="1.0" encoding="UTF-8"?><${name}>${content}</${name}>`,
});
