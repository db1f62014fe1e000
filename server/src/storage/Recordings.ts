import type { ByteSource, ScannedTrack } from '@pluriclasse/shared/capsule/file/scanPieces';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import type { Readable } from 'node:stream';

/** A track that lies in the store. */
export interface StoredTrack {
  readonly header: TrackHeader;
  /** What is there of it now; a track that is being written grows. */
  readonly bytes: number;
  /** When its last bytes were written, by the store's clock. */
  readonly writtenAt: number;
  /** Its bytes are still on their way from the node that recorded it: nothing can be read of them yet. */
  readonly arriving?: true;
  /** The node that recorded it has not brought all of it, and may yet. */
  readonly partial?: true;
}

/** What a track's bytes are found by. */
export type TrackName = Pick<TrackHeader, 'trackId' | 'codec'>;

/**
 * What nodes record, by recording (a capsule's id) and track. The nodes write it, the server reads it and takes it away.
 * What lies on another computer may be out of reach: then all of these fail with AppError `unavailable`, reason
 * `storage_away`.
 */
export interface Recordings {
  /** Tracks of a recording, by id; none when there is no such recording. What can't be read as a track is left out. */
  tracksOf(recording: string): Promise<StoredTrack[]>;
  /** A node has written some of a track: until it is found, it is on its way. */
  announce(recording: string, header: TrackHeader): void;
  /** Bytes of a track from `start` (0), before `end` (all there is). The stream errs when there is no such track. */
  read(recording: string, track: TrackName, range?: ByteRange): Readable;
  /** A track to be read here and there; whoever opens it closes it. Rejects when there is no such track. */
  open(recording: string, track: TrackName): Promise<OpenTrack>;
  /** Takes away all of it. Nothing happens when there is nothing. */
  remove(recording: string): Promise<void>;
}

export interface OpenTrack extends ByteSource {
  /** Where its pieces lie, if that is known without reading it. */
  readonly scanned?: ScannedTrack;
  close(): Promise<void>;
}

export interface ByteRange {
  readonly start?: number;
  /** Not part of it. */
  readonly end?: number;
}
