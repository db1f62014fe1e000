import * as z from 'zod/mini';
import type { ScannedTrack } from './file/scanPieces.ts';
import { TrackHeader } from './track.ts';

/**
 * The header beside a track's bytes in the store. It comes before them, anew every while until they are whole (see
 * `HEADER_EVERY`), and a last time with `whole` after them.
 */
export const StoredHeader = z.object({
  ...TrackHeader.shape,
  /** When the last of what the node had then was recorded, by its clock. */
  writtenAt: z.int(),
  /** Bytes of the track, once the store has all of them. */
  whole: z.optional(z.int()),
});
export type StoredHeader = z.infer<typeof StoredHeader>;

/** Where the pieces of a picture lie: nobody needs to read all of it to know. */
const StoredPieces = z.object({
  head: z.int(),
  whole: z.int(),
  /** As in `TrackPiece`: offset, size, from, to, key. */
  pieces: z.array(z.tuple([z.int(), z.int(), z.int(), z.int(), z.boolean()])),
});

export function packPieces({ head, whole, pieces }: ScannedTrack): string {
  const packed: z.infer<typeof StoredPieces> = {
    head,
    whole,
    pieces: pieces.map(({ offset, size, from, to, key }) => [offset, size, from, to, key]),
  };
  return JSON.stringify(packed);
}

/** Undefined for what can't be that of a file of so many bytes. */
export function unpackPieces(text: string, bytes: number): ScannedTrack | undefined {
  try {
    const { head, whole, pieces } = StoredPieces.parse(JSON.parse(text));
    if (head > whole || whole > bytes) return undefined;
    return { head, whole, pieces: pieces.map(([offset, size, from, to, key]) => ({ offset, size, from, to, key })) };
  } catch {
    return undefined;
  }
}

/** A node says so often, ms, that what it has is on its way. */
export const HEADER_EVERY = 10 * 60_000;

/** The least that a store takes as a part of several, but for the last one (Amazon's limit). All of ours are as large. */
export const PART = 5 * 1024 * 1024;

/** An id and nothing else. */
const RECORDING = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const checked = (recording: string): string => {
  if (!RECORDING.test(recording)) throw new Error('Not the id of a recording');
  return recording;
};

/** Where things lie in the store, after the installation's prefix. */
export const storeKeys = {
  /** All of a recording begins with this. */
  recording: (recording: string): string => `recordings/${checked(recording)}/`,
  track: (recording: string, file: string): string => `recordings/${checked(recording)}/${file}`,
  /** Says that a recording was taken away for good: nodes then send nothing of it, and remove what they have. */
  removed: (recording: string): string => `removed/${checked(recording)}`,
} as const;

/** Name of the bytes beside the track's header. */
export const trackFile = ({ trackId, codec }: Pick<TrackHeader, 'trackId' | 'codec'>): string =>
  `${trackId}.${codec === 'h264' ? 'mp4' : 'webm'}`;

/** Name of where a picture's pieces lie. */
export const piecesFile = ({ trackId }: Pick<TrackHeader, 'trackId'>): string => `${trackId}.pieces`;

/** The parts of so many bytes: all of `PART`, and the last one of what is left. */
export const partCount = (bytes: number): number => Math.max(1, Math.ceil(bytes / PART));
