import * as z from 'zod/mini';
import { MediaSource } from '../domain/roles.ts';
import { TrackId } from '../ids.ts';
import { Duration, Instant } from '../time.ts';

/** How a recorded picture compares with the others of its source; sound is `only`. */
export const Rendition = z.enum(['only', 'small', 'large']);
export type Rendition = z.infer<typeof Rendition>;

export const TrackCodec = z.enum(['opus', 'vp8', 'vp9', 'av1', 'h264']);
export type TrackCodec = z.infer<typeof TrackCodec>;

/**
 * What lies beside a track's bytes, as `<trackId>.json`, before the first of them: it is enough to find the track again
 * when whoever ordered it is gone. Bytes are in `<trackId>.webm`, or `.mp4` for H.264.
 */
export const TrackHeader = z.object({
  trackId: TrackId,
  /** The seat that sent it; the register of attendance knows whose that was. */
  peerKey: z.string(),
  source: MediaSource,
  rendition: Rendition,
  codec: TrackCodec,
  /** The recording's zero, by the server's clock. Times within the track are milliseconds since then. */
  epoch: Instant,
});
export type TrackHeader = z.infer<typeof TrackHeader>;

/** A track as the node tells of it. */
export const RecordedTrack = z.object({
  header: TrackHeader,
  state: z.enum(['writing', 'ended', 'failed']),
  /** Why it failed. */
  failure: z.optional(z.enum(['disk-full', 'not-writable', 'lost'])),
  /** Milliseconds since the epoch; equal until something is written. */
  from: Duration,
  to: Duration,
  bytes: z.int(),
});
export type RecordedTrack = z.infer<typeof RecordedTrack>;

/**
 * One piece of a track that can be delivered by itself: a WebM cluster, or a fragment of MP4. A piece that begins with
 * a key frame can be the first that a player gets; sound always can.
 */
export interface TrackPiece {
  /** Bytes from the file's beginning. */
  readonly offset: number;
  readonly size: number;
  /** Milliseconds since the epoch of its first frame, and until its last one ends. */
  readonly from: number;
  readonly to: number;
  readonly key: boolean;
}
