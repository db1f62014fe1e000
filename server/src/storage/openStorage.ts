import type { Now } from '@pluriclasse/shared/time';
import type { S3Settings } from '@pluriclasse/shared/storage/s3Settings';
import { storeSentence, toStoreError } from '@pluriclasse/shared/storage/storeTrouble';
import type { Log } from '../log.ts';
import { DiskFiles } from './DiskFiles.ts';
import { DiskRecordings } from './DiskRecordings.ts';
import type { Files } from './Files.ts';
import type { Recordings } from './Recordings.ts';

interface Where {
  readonly recordingsDir: string;
  /** For what people put in, where there is no store. */
  readonly filesDir: string;
  readonly s3: S3Settings | undefined;
  /** For what is fetched; all of it can be fetched again. */
  readonly fetchedDir: string;
  /** Bytes that may lie there. */
  readonly fetchedMost: number;
}

/** What outlasts a process, but for the database. */
export interface Storage {
  readonly files: Files;
  readonly recordings: Recordings;
  /** One sentence for whoever runs this when the store can't be used; undefined when it can, or there is none. */
  check(): Promise<string | undefined>;
  close(): void;
}

const CHECK_WITHIN = 5_000;

/** Opens folders, or a store. What speaks to a store is loaded only where there is one. */
export async function openStorage(where: Where, { log, now }: { log: Log; now: Now }): Promise<Storage> {
  const local = new DiskRecordings(where.recordingsDir);
  const { s3, filesDir } = where;
  const folder = new DiskFiles(filesDir);
  if (s3 === undefined)
    return { files: folder, recordings: local, check: async () => undefined, close: () => undefined };
  const [{ S3Bucket }, { S3Files }, { S3Recordings }, { TrackCache }] = await Promise.all([
    import('./s3/S3Bucket.ts'),
    import('./S3Files.ts'),
    import('./S3Recordings.ts'),
    import('./s3/TrackCache.ts'),
  ]);
  const bucket = new S3Bucket(s3);
  const cache = new TrackCache(where.fetchedDir, bucket, where.fetchedMost);
  const recordings = new S3Recordings({ bucket, local, cache, log, now });
  return {
    files: new S3Files(bucket, folder),
    recordings,
    check: async () => {
      try {
        await recordings.check(AbortSignal.timeout(CHECK_WITHIN));
        return undefined;
      } catch (error) {
        const failure = toStoreError(error);
        const sentence = storeSentence(failure, s3.bucket);
        log.error({ trouble: failure.trouble, code: failure.code }, sentence);
        return sentence;
      }
    },
    close: () => bucket.close(),
  };
}
