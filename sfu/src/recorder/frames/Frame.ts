import type { TrackFormat } from '@pluriclasse/shared/capsule/file/EncodedFrame';

/** One picture, or packet of sound, put together from RTP payloads. */
export interface Frame {
  readonly key: boolean;
  readonly parts: readonly Uint8Array[];
  /** How a decoder begins; with key frames and sound. */
  readonly format?: TrackFormat;
}

/**
 * Puts one frame together from all payloads of one RTP time, in order and without a gap among them. Undefined when its
 * beginning is missing, or it is malformed.
 */
export type Assemble = (payloads: readonly Buffer[]) => Frame | undefined;
