/** One picture, or one packet of sound, as its encoder made it. */
export interface EncodedFrame {
  /** Whole milliseconds since the recording's epoch; never less than of the frame before. */
  readonly at: number;
  readonly key: boolean;
  /** Its bytes, in parts as they came. */
  readonly parts: readonly Uint8Array[];
}

/** What a decoder must know before the first frame. */
export type TrackFormat =
  | { readonly codec: 'opus'; readonly channels: number }
  | {
      readonly codec: 'vp8' | 'vp9' | 'av1' | 'h264';
      readonly width: number;
      readonly height: number;
      /** `av1C` or `avcC`: the codec's own configuration record. */
      readonly config?: Uint8Array;
    };
