import { BitReader } from './BitReader.ts';

/** Profiles whose sequence parameter sets tell the chroma's format (H.264, 7.3.2.1.1). */
const HIGH = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

export interface SequenceParameters {
  readonly width: number;
  readonly height: number;
  readonly profile: number;
  readonly chroma: number;
  readonly lumaDepth: number;
  readonly chromaDepth: number;
}

/** Reads a sequence parameter set, a NAL unit with its header. Undefined when it is malformed. */
export function readSequenceParameters(unit: Uint8Array): SequenceParameters | undefined {
  const bits = new BitReader(withoutEmulation(unit.subarray(1)));
  const profile = bits.read(8);
  bits.skip(16); // constraints, level
  bits.exponential();
  let [chroma, lumaDepth, chromaDepth] = [1, 8, 8];
  if (HIGH.has(profile)) {
    chroma = bits.exponential();
    if (chroma === 3) bits.skip(1);
    lumaDepth = 8 + bits.exponential();
    chromaDepth = 8 + bits.exponential();
    bits.skip(1);
    if (bits.flag()) skipScaling(bits, chroma === 3 ? 12 : 8);
  }
  bits.exponential(); // log2_max_frame_num
  const order = bits.exponential();
  if (order === 0) bits.exponential();
  if (order === 1) {
    bits.skip(1);
    bits.signed();
    bits.signed();
    for (let n = Math.min(bits.exponential(), 255); n > 0; n -= 1) bits.signed();
  }
  bits.exponential(); // reference frames
  bits.skip(1);
  const across = bits.exponential() + 1;
  const units = bits.exponential() + 1;
  const frames = bits.flag();
  if (!frames) bits.skip(1);
  bits.skip(1);
  const crop = bits.flag() ? Array.from({ length: 4 }, () => bits.exponential()) : [0, 0, 0, 0];
  if (bits.over) return undefined;
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  const stepX = chroma === 1 || chroma === 2 ? 2 : 1;
  const stepY = (chroma === 1 ? 2 : 1) * (frames ? 1 : 2);
  const width = across * 16 - (left + right) * stepX;
  const height = units * 16 * (frames ? 1 : 2) - (top + bottom) * stepY;
  return width > 0 && height > 0 ? { width, height, profile, chroma, lumaDepth, chromaDepth } : undefined;
}

/** The configuration record of ISO/IEC 14496-15, 5.3.3.1. */
export function avcConfig(sps: Uint8Array, pps: Uint8Array, parameters: SequenceParameters): Uint8Array {
  const { profile, chroma, lumaDepth, chromaDepth } = parameters;
  const high = [100, 110, 122, 144].includes(profile)
    ? [0xfc | chroma, 0xf8 | (lumaDepth - 8), 0xf8 | (chromaDepth - 8), 0]
    : [];
  return Buffer.concat([
    Buffer.of(1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff),
    Buffer.of(0xe1, sps.length >> 8, sps.length & 255),
    sps,
    Buffer.of(1, pps.length >> 8, pps.length & 255),
    pps,
    Buffer.from(high),
  ]);
}

function skipScaling(bits: BitReader, lists: number): void {
  for (let list = 0; list < lists; list += 1) {
    if (!bits.flag()) continue;
    let [last, next] = [8, 8];
    for (let n = 0; n < (list < 6 ? 16 : 64); n += 1) {
      if (next !== 0) next = (last + bits.signed() + 256) % 256;
      last = next === 0 ? last : next;
    }
  }
}

/** Takes out the bytes that keep a start code from appearing (7.4.1.1). */
function withoutEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, n) => !(byte === 3 && bytes[n - 1] === 0 && bytes[n - 2] === 0));
}
