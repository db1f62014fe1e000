import { ids } from './webm.ts';
import { element, float, idBytes, sizeBytes, uint } from './ebml.ts';

const RATE = 48_000;
/** What Opus must be given before it sounds right, in nanoseconds. */
const SEEK_PRE_ROLL = 80_000_000;
const APP = Buffer.from('Pluriclasse');
/** Four bytes for what is known only at the end: its length must not change then. */
const LATER = 4;

/** RFC 7845 §5.1. No samples are skipped: what was sent live has no beginning of its own. */
function opusHead(channels: number): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head[8] = 1;
  head[9] = channels;
  head.writeUInt32LE(RATE, 12);
  return head;
}

export interface VoiceShape {
  /** Milliseconds. */
  readonly duration: number;
  readonly channels: 1 | 2;
  /** Where each cluster begins: its time, and its first byte in the file. */
  readonly clusters: readonly { readonly at: number; readonly offset: number }[];
  /** Of the whole file. */
  readonly bytes: number;
}

/**
 * What comes before the first cluster: how long it lasts, and an index, so that a player that has read this knows where
 * to go on. Its length depends on the number of clusters alone.
 */
export function voiceHead({ duration, channels, clusters, bytes }: VoiceShape): Buffer {
  const start = element(
    ids.ebml,
    element(ids.ebmlVersion, uint(1)),
    element(ids.ebmlReadVersion, uint(1)),
    element(ids.ebmlMaxIdLength, uint(4)),
    element(ids.ebmlMaxSizeLength, uint(8)),
    element(ids.docType, Buffer.from('webm')),
    element(ids.docTypeVersion, uint(4)),
    element(ids.docTypeReadVersion, uint(2)),
  );
  const segmentStart = start.length + idBytes(ids.segment).length + 8;
  const info = element(
    ids.info,
    element(ids.timestampScale, uint(1_000_000)),
    element(ids.duration, float(duration)),
    element(ids.muxingApp, APP),
    element(ids.writingApp, APP),
  );
  const tracks = element(
    ids.tracks,
    element(
      ids.trackEntry,
      element(ids.trackNumber, uint(1)),
      element(ids.trackUid, uint(1)),
      element(ids.trackType, uint(2)),
      element(ids.codecId, Buffer.from('A_OPUS')),
      element(ids.codecPrivate, opusHead(channels)),
      element(ids.codecDelay, uint(0)),
      element(ids.seekPreRoll, uint(SEEK_PRE_ROLL)),
      element(ids.audio, element(ids.samplingFrequency, float(RATE)), element(ids.channels, uint(channels))),
    ),
  );
  const cues = element(
    ids.cues,
    ...clusters.map(({ at, offset }) =>
      element(
        ids.cuePoint,
        element(ids.cueTime, uint(at, LATER)),
        element(
          ids.cueTrackPositions,
          element(ids.cueTrack, uint(1)),
          element(ids.cueClusterPosition, uint(Math.max(0, offset - segmentStart), LATER)),
        ),
      ),
    ),
  );
  const seekTo = (id: typeof ids.info | typeof ids.tracks | typeof ids.cues, position: number) =>
    element(ids.seek, element(ids.seekId, idBytes(id)), element(ids.seekPosition, uint(position, LATER)));
  const seekHead = (infoAt: number) =>
    element(
      ids.seekHead,
      seekTo(ids.info, infoAt),
      seekTo(ids.tracks, infoAt + info.length),
      seekTo(ids.cues, infoAt + info.length + tracks.length),
    );
  const segment = Buffer.concat([idBytes(ids.segment), sizeBytes(Math.max(0, bytes - segmentStart), 8)]);
  return Buffer.concat([start, segment, seekHead(seekHead(0).length), info, tracks, cues]);
}
