/** Where recordings, and what people put in, are kept when not on a disk. Both the server and the nodes are given it. */
export interface S3Settings {
  /** Without a path. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Empty, or with a slash at its end. */
  readonly prefix: string;
  /** Whether the bucket's name stands in the path, not in the host's name. */
  readonly forcePathStyle: boolean;
}

const others = ['S3_ENDPOINT', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'S3_PREFIX'] as const;

/**
 * Everything about the store comes from these settings: nothing asks a machine's metadata service, a profile in
 * somebody's home or another region.
 *
 * @param read a setting by its name; undefined or empty when it is not given
 * @returns undefined when recordings stay on this computer
 * @throws Error whose message is one sentence for a person, without a secret in it
 */
export function readS3Settings(read: (name: string) => string | undefined): S3Settings | undefined {
  const bucket = read('S3_BUCKET') || undefined;
  if (bucket === undefined) {
    const lonely = others.find((name) => read(name));
    if (lonely !== undefined) throw new Error(`${lonely} is set, but S3_BUCKET, the bucket's name, is not.`);
    return undefined;
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new Error(`S3_BUCKET is ${bucket.slice(0, 80)}, but that can't be the name of a bucket.`);
  const given = read('S3_ENDPOINT') || undefined;
  const region = read('S3_REGION') || (given === undefined ? undefined : 'us-east-1');
  if (region === undefined || !/^[a-z0-9-]{1,40}$/.test(region))
    throw new Error('Set S3_REGION to the region of the bucket, as eu-south-1, or S3_ENDPOINT to another store.');
  const accessKeyId = read('S3_ACCESS_KEY_ID') || '';
  const secretAccessKey = read('S3_SECRET_ACCESS_KEY') || '';
  if (accessKeyId === '' || secretAccessKey === '')
    throw new Error('Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: they are looked for nowhere else.');
  return {
    endpoint: readEndpoint(given ?? `https://s3.${region}.amazonaws.com`),
    region,
    bucket,
    accessKeyId,
    secretAccessKey,
    prefix: readPrefix(read('S3_PREFIX') || ''),
    forcePathStyle: readSwitch(read('S3_FORCE_PATH_STYLE') || undefined) ?? given !== undefined,
  };
}

function readEndpoint(text: string): string {
  // The address may hold a password: it is not repeated.
  if (!/^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?\/?$/i.test(text))
    throw new Error('S3_ENDPOINT must be an address such as https://s3.example.org, without a path or a password.');
  return text.replace(/\/$/, '');
}

function readPrefix(text: string): string {
  const parts = text.split('/').filter((part) => part !== '');
  if (parts.some((part) => !/^[\w.-]{1,60}$/.test(part) || /^\.+$/.test(part)))
    throw new Error(
      `S3_PREFIX is ${text.slice(0, 80)}, but it must be made of letters, digits, ".", "-", "_" and "/".`,
    );
  return parts.map((part) => `${part}/`).join('');
}

function readSwitch(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw new Error(`S3_FORCE_PATH_STYLE is ${text.slice(0, 20)}, but it can only be 1 or 0.`);
}

/**
 * How the client of the store is made, with nothing left for it to look up: what is not said here it would seek in the
 * environment and in files of a home folder.
 */
export const clientOptions = ({ endpoint, region, accessKeyId, secretAccessKey, forcePathStyle }: S3Settings) =>
  ({
    endpoint,
    region,
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey },
    defaultsMode: 'standard',
    retryMode: 'standard',
    // Whoever calls has the patience, and knows what may wait.
    maxAttempts: 1,
    // What is sent is signed with its hash; stores that are not Amazon's refuse newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    followRegionRedirects: false,
    useArnRegion: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    disableMultiregionAccessPoints: true,
    disableS3ExpressSessionAuth: true,
    // Until connected, and without a byte either way, ms.
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
  }) as const;
