import type { Rendition, TrackCodec } from '@pluriclasse/shared/capsule/track';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';

/** One consumer whose packets the recorder is to write. */
export interface TrackOrder {
  /** The consumer's id. */
  readonly key: string;
  /** The inbox that its packets come to. */
  readonly inbox: string;
  readonly ssrc: number;
  readonly codec: TrackCodec;
  /** Units of RTP time a second. */
  readonly clockRate: number;
  /** Process id of the worker that sends them: each has a clock of its own. */
  readonly worker: number;
  /** Who ordered it, and hears of it: a room may record under a key that another has recorded under before. */
  readonly session: string;
  /** The folder beneath all recordings. */
  readonly recordingKey: string;
  readonly peerKey: string;
  readonly source: MediaSource;
  readonly rendition: Rendition;
  /** The recording's zero by the server's clock, and the same instant by the machine's steady clock, ms. */
  readonly epoch: number;
  readonly zero: number;
}
