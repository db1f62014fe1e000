import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import { createHash } from 'node:crypto';
import type { StoredTrack } from '../../storage/Recordings.ts';
import type { CapsuleRecord } from '../capsules.repository.ts';

interface Versioned extends Pick<CapsuleRecord, 'revision' | 'edit' | 'epoch'> {
  readonly stretches: readonly Stretch[];
}

/** Another number when what is made changes, so that nobody gets what an older server made. */
const FORMAT = 3;

/** So long after its end a recording has come to the disk. Milliseconds. */
const SETTLED = 10_000;

/**
 * Names what viewers get: another one after each edit, when a recording goes on, and while its last bytes come. What a
 * node writes that was not heard when it was told to stop changes nothing: nobody gets it. Two servers give the same name
 * to the same thing.
 */
export function versionOf({ revision, edit, epoch, stretches }: Versioned, tracks: readonly StoredTrack[]): string {
  const end = epoch + Math.max(0, ...stretches.map(({ to }) => to));
  const made = [
    FORMAT,
    edit.trim,
    edit.hidden,
    stretches.map(({ from, to }) => [from, to]),
    tracks.map(({ header, bytes, writtenAt, partial }) => {
      return [header.trackId, writtenAt > end + SETTLED && !partial ? 'all' : bytes];
    }),
  ];
  const hash = createHash('sha256').update(JSON.stringify(made)).digest('base64url');
  return `r${revision}-${hash.slice(0, 16)}`;
}

/** The capsule's revision that a version is of. */
export const revisionOf = (version: string): number => Number(/^r(\d+)-/.exec(version)?.[1] ?? 0);
