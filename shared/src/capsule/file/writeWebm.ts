import { ascii, bigEndian, concat } from './bytes.ts';
import type { EncodedFrame, TrackFormat } from './EncodedFrame.ts';

// Names and numbers of RFC 8794 (EBML) and RFC 9559 (Matroska).

const codecIds = { opus: 'A_OPUS', vp8: 'V_VP8', vp9: 'V_VP9', av1: 'V_AV1' } as const;
const SAMPLE_RATE = 48_000;
/** Nanoseconds that a decoder of Opus needs before it sounds right after a seek (RFC 7845). */
const OPUS_PRE_ROLL = 80_000_000;
const UNKNOWN_SIZE = Uint8Array.of(0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

/**
 * A file's beginning: one track whose times are milliseconds, in a segment without an end, so that clusters can be
 * appended for ever. Throws for H.264, which is kept in MP4.
 */
export function webmHead(format: TrackFormat): Uint8Array<ArrayBuffer> {
  if (format.codec === 'h264') throw new Error('WebM holds no H.264');
  return concat([
    element(0x1a45dfa3, [
      element(0x4286, [Uint8Array.of(1)]),
      element(0x42f7, [Uint8Array.of(1)]),
      element(0x42f2, [Uint8Array.of(4)]),
      element(0x42f3, [Uint8Array.of(8)]),
      element(0x4282, [ascii('webm')]),
      element(0x4287, [Uint8Array.of(4)]),
      element(0x4285, [Uint8Array.of(2)]),
    ]),
    bigEndian(0x18538067, 4),
    UNKNOWN_SIZE,
    element(0x1549a966, [
      element(0x2ad7b1, [bigEndian(1_000_000, 4)]), // TimestampScale: nanoseconds of one unit
      element(0x4d80, [ascii('pluriclasse')]),
      element(0x5741, [ascii('pluriclasse')]),
    ]),
    element(0x1654ae6b, [element(0xae, trackEntry(format))]),
  ]);
}

function trackEntry(format: Exclude<TrackFormat, { codec: 'h264' }>): Uint8Array[] {
  const common = [
    element(0xd7, [Uint8Array.of(1)]), // TrackNumber
    element(0x73c5, [Uint8Array.of(1)]), // TrackUID
    element(0x83, [Uint8Array.of(format.codec === 'opus' ? 2 : 1)]), // TrackType
    element(0x9c, [Uint8Array.of(0)]), // FlagLacing
    element(0x86, [ascii(codecIds[format.codec as keyof typeof codecIds])]), // H.264 was refused above
  ];
  if (format.codec === 'opus') {
    const rate = new Uint8Array(4);
    new DataView(rate.buffer).setFloat32(0, SAMPLE_RATE);
    return [
      ...common,
      element(0x63a2, [opusHead(format.channels)]),
      element(0x56bb, [bigEndian(OPUS_PRE_ROLL, 4)]), // SeekPreRoll
      element(0xe1, [element(0xb5, [rate]), element(0x9f, [Uint8Array.of(format.channels)])]),
    ];
  }
  return [
    ...common,
    ...(format.config === undefined ? [] : [element(0x63a2, [format.config])]),
    element(0xe0, [element(0xb0, [bigEndian(format.width, 2)]), element(0xba, [bigEndian(format.height, 2)])]),
  ];
}

/** The identification header of RFC 7845. No pre-skip: what comes is a call that runs already. */
function opusHead(channels: number): Uint8Array {
  const head = new Uint8Array(19);
  head.set(ascii('OpusHead'));
  head[8] = 1;
  head[9] = channels;
  new DataView(head.buffer).setUint32(12, SAMPLE_RATE, true);
  return head;
}

/** Bytes of a cluster before its first block; all that must be read of one to make an index. */
export const CLUSTER_HEAD = 25;
/** Of a block before its content: id, size in four bytes, track, time, flags. */
const BLOCK_HEAD = 9;
/** What a block has more that tells how long it is shown: a group around it, its duration, the time of what it is drawn on. */
const GROUP = { head: 5, duration: 6, reference: 4 };
/**
 * A whole cluster. After its timestamp lies a `Void`, which players skip: it tells the milliseconds that the cluster
 * lasts, and 1 when a picture can begin with it, so that an index needs no look at the blocks. The last of its pictures
 * tells how long it is shown, since none follows that would.
 * @param frames at least one, all within 32,767 ms of the first: a block's time has 16 bits, one of them its sign
 * @param to milliseconds since the epoch at which the last frame ends
 * @param isPicture whether frames are shown until the next one, rather than last as long as they are
 */
export function webmCluster(frames: readonly EncodedFrame[], to: number, isPicture = false): Uint8Array<ArrayBuffer> {
  const [first] = frames;
  if (first === undefined) throw new Error('A cluster without frames');
  let size = CLUSTER_HEAD;
  for (const { parts } of frames) {
    size += BLOCK_HEAD;
    for (const part of parts) size += part.length;
  }
  const last = isPicture ? frames.at(-1) : undefined;
  if (last) size += GROUP.head + GROUP.duration + (last.key ? 0 : GROUP.reference);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x1f43b675);
  view.setUint32(4, 0x01000000); // a size of eight bytes, the upper 24 bits zero
  view.setUint32(8, size - 12);
  view.setUint16(12, 0xe784); // Timestamp, four bytes
  view.setUint32(14, first.at);
  view.setUint16(18, 0xec85); // Void, five bytes
  view.setUint32(20, to - first.at);
  bytes[24] = first.key ? 1 : 0;
  let at = CLUSTER_HEAD;
  for (const frame of frames) {
    const { at: time, key, parts } = frame;
    const [grouped, from] = [frame === last, at];
    if (grouped) at += GROUP.head;
    let length = BLOCK_HEAD - 5;
    for (const part of parts) length += part.length;
    bytes[at] = grouped ? 0xa1 : 0xa3; // Block, SimpleBlock
    view.setUint32(at + 1, 0x10000000 + length);
    bytes[at + 5] = 0x81;
    view.setInt16(at + 6, time - first.at);
    bytes[at + 8] = key && !grouped ? 0x80 : 0;
    at += BLOCK_HEAD;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    if (!grouped) continue;
    view.setUint16(at, 0x9b84); // BlockDuration, four bytes
    view.setUint32(at + 2, Math.max(1, to - time));
    at += GROUP.duration;
    if (!key) {
      view.setUint16(at, 0xfb82); // ReferenceBlock, two bytes; without one it would be a key frame
      view.setInt16(at + 2, (frames.at(-2) ?? first).at - time || -1);
      at += GROUP.reference;
    }
    bytes[from] = 0xa0; // BlockGroup
    view.setUint32(from + 1, 0x10000000 + at - from - GROUP.head);
  }
  return bytes;
}

function element(id: number, content: readonly Uint8Array[]): Uint8Array {
  const body = concat(content);
  const idLength = id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1;
  const size = body.length < 0x7f ? Uint8Array.of(0x80 | body.length) : bigEndian(0x4000 | body.length, 2);
  return concat([bigEndian(id, idLength), size, body]);
}
