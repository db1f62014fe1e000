import { ascii, bigEndian, concat } from './bytes.ts';
import type { EncodedFrame, TrackFormat } from './EncodedFrame.ts';

// Boxes of ISO/IEC 14496-12 (fragmented) and 14496-15 (avc1, avcC). Times are milliseconds.

const MATRIX = concat([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map((each) => bigEndian(each, 4)));
/** A sample that depends on no other; one that depends on others and can't be begun with. */
const SYNC = 0x02000000;
const NOT_SYNC = 0x01010000;

/** A file's beginning, for one track of H.264. Throws without its `avcC`. */
export function mp4Head(format: TrackFormat): Uint8Array<ArrayBuffer> {
  if (format.codec !== 'h264' || format.config === undefined) throw new Error('MP4 is for H.264 with its avcC');
  const { width, height, config } = format;
  const sampleEntry = box('avc1', [
    new Uint8Array(6),
    bigEndian(1, 2), // data reference
    new Uint8Array(16),
    bigEndian(width, 2),
    bigEndian(height, 2),
    bigEndian(0x480000, 4), // 72 dpi
    bigEndian(0x480000, 4),
    new Uint8Array(4),
    bigEndian(1, 2), // frames a sample
    new Uint8Array(32), // compressor's name
    bigEndian(0x18, 2),
    bigEndian(0xffff, 2),
    box('avcC', [config]),
  ]);
  const none = (name: string, more: Uint8Array[] = []) => fullBox(name, 0, 0, [...more, bigEndian(0, 4)]);
  const table = box('stbl', [
    fullBox('stsd', 0, 0, [bigEndian(1, 4), sampleEntry]),
    none('stts'),
    none('stsc'),
    none('stsz', [bigEndian(0, 4)]),
    none('stco'),
  ]);
  const media = box('mdia', [
    fullBox('mdhd', 0, 0, [
      new Uint8Array(8),
      bigEndian(1000, 4),
      bigEndian(0, 4),
      bigEndian(0x55c4, 2),
      bigEndian(0, 2),
    ]),
    fullBox('hdlr', 0, 0, [bigEndian(0, 4), ascii('vide'), new Uint8Array(12), ascii('video\0')]),
    box('minf', [
      fullBox('vmhd', 0, 1, [new Uint8Array(8)]),
      box('dinf', [fullBox('dref', 0, 0, [bigEndian(1, 4), fullBox('url ', 0, 1, [])])]),
      table,
    ]),
  ]);
  return concat([
    box('ftyp', [ascii('iso5'), bigEndian(512, 4), ascii('iso5iso6avc1mp41')]),
    box('moov', [
      fullBox('mvhd', 0, 0, [
        new Uint8Array(8),
        bigEndian(1000, 4),
        bigEndian(0, 4),
        bigEndian(0x10000, 4), // rate
        bigEndian(0x0100, 2), // volume
        new Uint8Array(10),
        MATRIX,
        new Uint8Array(24),
        bigEndian(2, 4), // next track
      ]),
      box('trak', [
        fullBox('tkhd', 0, 3, [
          new Uint8Array(8),
          bigEndian(1, 4),
          new Uint8Array(24),
          MATRIX,
          bigEndian(width * 0x10000, 4),
          bigEndian(height * 0x10000, 4),
        ]),
        media,
      ]),
      box('mvex', [
        fullBox('trex', 0, 0, [bigEndian(1, 4), bigEndian(1, 4), bigEndian(0, 4), bigEndian(0, 4), bigEndian(0, 4)]),
      ]),
    ]),
  ]);
}

/** Bytes of a fragment until its samples' table; all that must be read of one to make an index. */
export const FRAGMENT_HEAD = 88;

/**
 * A whole fragment, `moof` and `mdat`. Its shape is fixed, so that an index reads it from a few bytes: the time at 60,
 * the count at 80, then 12 bytes a sample from 88.
 * @param frames at least one; their parts are NAL units with four bytes of length before each
 * @param to milliseconds since the epoch at which the last frame ends
 */
export function mp4Fragment(frames: readonly EncodedFrame[], to: number, sequence: number): Uint8Array<ArrayBuffer> {
  const [first] = frames;
  if (first === undefined) throw new Error('A fragment without frames');
  const sizes = frames.map(({ parts }) => parts.reduce((sum, { length }) => sum + length, 0));
  const moofSize = FRAGMENT_HEAD + 12 * frames.length;
  const samples = frames.map(({ at, key }, n) =>
    concat([
      bigEndian((frames[n + 1]?.at ?? to) - at, 4),
      bigEndian(sizes[n] ?? 0, 4),
      bigEndian(key ? SYNC : NOT_SYNC, 4),
    ]),
  );
  return concat([
    box('moof', [
      fullBox('mfhd', 0, 0, [bigEndian(sequence, 4)]),
      box('traf', [
        fullBox('tfhd', 0, 0x020000, [bigEndian(1, 4)]), // offsets count from the moof
        fullBox('tfdt', 1, 0, [bigEndian(first.at, 8)]),
        fullBox('trun', 0, 0x000701, [bigEndian(frames.length, 4), bigEndian(moofSize + 8, 4), ...samples]),
      ]),
    ]),
    bigEndian(
      sizes.reduce((sum, size) => sum + size, 8),
      4,
    ),
    ascii('mdat'),
    ...frames.flatMap(({ parts }) => parts),
  ]);
}

function box(name: string, content: readonly Uint8Array[]): Uint8Array {
  const body = concat(content);
  return concat([bigEndian(body.length + 8, 4), ascii(name), body]);
}

const fullBox = (name: string, version: number, flags: number, content: readonly Uint8Array[]): Uint8Array =>
  box(name, [bigEndian(version * 0x1000000 + flags, 4), ...content]);
