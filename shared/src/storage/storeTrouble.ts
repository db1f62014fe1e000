/** What stands between us and the store. */
export type StoreTrouble =
  /** It can't be reached, or has no time for us. */
  | 'away'
  /** It doesn't know the keys, or they may not do this. */
  | 'denied'
  | 'no-bucket'
  /** What was asked for is not there. */
  | 'missing'
  /** It was no answer that helps. */
  | 'refused';

const byName: Readonly<Record<string, StoreTrouble>> = {
  NoSuchBucket: 'no-bucket',
  NoSuchKey: 'missing',
  NoSuchUpload: 'missing',
  NotFound: 'missing',
  RequestTimeTooSkewed: 'denied',
  RequestTimeout: 'away',
  SlowDown: 'away',
};

/** A failure of the store. It carries the kind and the store's own code, never its words: those repeat what was signed. */
export class StoreError extends Error {
  readonly trouble: StoreTrouble;
  /** The store's name for it, or Node's code. */
  readonly code: string;
  readonly status: number | undefined;

  constructor(trouble: StoreTrouble, code: string, status?: number) {
    super(`The store answered ${code}${status === undefined ? '' : ` (${status})`}`);
    this.name = 'StoreError';
    this.trouble = trouble;
    this.code = code;
    this.status = status;
  }
}

/** What the client of the store has thrown, as one of ours. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  if (!(error instanceof Error)) return new StoreError('away', 'unknown');
  const status = statusOf(error);
  // A HEAD has no body: its 404 says no more than that.
  const name = plain(error.name);
  const code = name === 'Error' || name === 'TypeError' ? plain(codeOf(error) ?? name) : name;
  const known = byName[code];
  if (known !== undefined) return new StoreError(known, code, status);
  if (status === undefined || status >= 500 || status === 429) return new StoreError('away', code, status);
  if (status === 401 || status === 403) return new StoreError('denied', code, status);
  return new StoreError(status === 404 ? 'missing' : 'refused', code, status);
}

/** One sentence for whoever runs this. */
export function storeSentence({ trouble, code }: StoreError, bucket: string): string {
  switch (trouble) {
    case 'denied':
      return `The store refuses S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or what they may do in the bucket ${bucket} (${code}).`;
    case 'no-bucket':
    case 'missing':
      return `The store has no bucket ${bucket}: make it, or mend S3_BUCKET, S3_ENDPOINT and S3_REGION.`;
    case 'away':
      return `The store that S3_ENDPOINT names can't be reached (${code}).`;
    case 'refused':
      return `The store does not do what is asked of it (${code}): look at S3_ENDPOINT, S3_REGION and S3_FORCE_PATH_STYLE.`;
  }
}

function statusOf(error: Error): number | undefined {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const status = typeof metadata === 'object' && metadata && 'httpStatusCode' in metadata && metadata.httpStatusCode;
  return typeof status === 'number' ? status : undefined;
}

const codeOf = (error: Error): string | undefined =>
  'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** A name of the store's, of which nothing is believed but that it is one. */
const plain = (name: string): string => (/^\w{1,60}$/.test(name) ? name : 'unknown');
