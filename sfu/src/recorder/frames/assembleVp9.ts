import { BitReader } from './BitReader.ts';
import type { Frame } from './Frame.ts';

const SYNC_CODE = 0x498342;
const SRGB = 7;

/** RTP payload format for VP9, RFC 9628; the uncompressed header of the VP9 bitstream, 6.2. */
export function assembleVp9(payloads: readonly Buffer[]): Frame | undefined {
  const parts: Buffer[] = [];
  for (const [n, payload] of payloads.entries()) {
    const first = payload[0] ?? 0;
    if (n === 0 && (first & BEGIN) === 0) return undefined;
    const from = contentAt(payload);
    if (from >= payload.length) return undefined;
    parts.push(payload.subarray(from));
  }
  const [head] = parts;
  if (head === undefined) return undefined;
  const size = readKeyFrame(head);
  return size === undefined ? { key: false, parts } : { key: true, parts, format: { codec: 'vp9', ...size } };
}

const PICTURE_ID = 0x80;
const PREDICTED = 0x40;
const LAYERS = 0x20;
const FLEXIBLE = 0x10;
const BEGIN = 0x08;
const STRUCTURE = 0x02;

/** Where the frame's bytes begin in a payload; beyond its end when the descriptor is longer. */
function contentAt(payload: Buffer): number {
  const first = payload[0] ?? 0;
  let at = 1;
  if ((first & PICTURE_ID) !== 0) at += ((payload[at] ?? 0) & 0x80) === 0 ? 1 : 2;
  if ((first & LAYERS) !== 0) at += (first & FLEXIBLE) === 0 ? 2 : 1; // with TL0PICIDX where not flexible
  if ((first & FLEXIBLE) !== 0 && (first & PREDICTED) !== 0) {
    // P_DIFF, up to three, each says whether one more follows.
    for (let more = true, n = 0; more && n < 3; n += 1, at += 1) more = ((payload[at] ?? 0) & 1) === 1;
  }
  return (first & STRUCTURE) === 0 ? at : afterStructure(payload, at);
}

/** The scalability structure: sizes of layers, then a group of pictures with what each refers to. */
function afterStructure(payload: Buffer, from: number): number {
  const head = payload[from] ?? 0;
  let at = from + 1;
  if ((head & 0x10) !== 0) at += 4 * ((head >> 5) + 1);
  if ((head & 0x08) === 0) return at;
  const pictures = payload[at] ?? 0;
  at += 1;
  for (let n = 0; n < pictures; n += 1) at += 1 + (((payload[at] ?? 0) >> 2) & 3);
  return at;
}

/** The size of a key frame; undefined for any other. */
function readKeyFrame(bytes: Buffer): { width: number; height: number } | undefined {
  const bits = new BitReader(bytes);
  if (bits.read(2) !== 2) return undefined; // frame marker
  const profile = bits.read(1) + 2 * bits.read(1);
  if (profile === 3) bits.skip(1);
  const showsExisting = bits.flag();
  const isKey = bits.read(1) === 0;
  if (showsExisting || !isKey) return undefined;
  bits.skip(2); // show_frame, error_resilient_mode
  if (bits.read(24) !== SYNC_CODE) return undefined;
  if (profile >= 2) bits.skip(1); // bit depth
  if (bits.read(3) !== SRGB) {
    bits.skip(1); // range
    if (profile % 2 === 1) bits.skip(3); // subsampling
  } else if (profile % 2 === 1) bits.skip(1);
  const size = { width: bits.read(16) + 1, height: bits.read(16) + 1 };
  return bits.over ? undefined : size;
}
