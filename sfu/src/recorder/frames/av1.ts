import { BitReader } from './BitReader.ts';

export interface SequenceHeader {
  readonly width: number;
  readonly height: number;
  /** The first four bytes of `av1C` (AV1 in ISO-BMFF, 2.3.3). */
  readonly config: readonly [number, number, number, number];
}

/** Reads a sequence header (AV1 bitstream, 5.5), the OBU's content without its header. Undefined when it is malformed. */
export function readSequenceHeader(bytes: Uint8Array): SequenceHeader | undefined {
  const bits = new BitReader(bytes);
  const profile = bits.read(3);
  bits.skip(1); // still picture
  const reduced = bits.flag();
  let [level, tier] = [0, 0];
  if (reduced) level = bits.read(5);
  else [level, tier] = readOperatingPoints(bits);
  const widthBits = bits.read(4) + 1;
  const heightBits = bits.read(4) + 1;
  const width = bits.read(widthBits) + 1;
  const height = bits.read(heightBits) + 1;
  if (!reduced && bits.flag()) bits.skip(7); // frame ids
  bits.skip(3); // 128 superblock, filter intra, intra edge
  if (!reduced) skipTools(bits);
  bits.skip(3); // superres, cdef, restoration
  const colour = readColour(bits, profile);
  if (bits.over) return undefined;
  return { width, height, config: [0x81, (profile << 5) | level, (tier << 7) | colour, 0] };
}

/** Level and tier of the first operating point, which is all layers. */
function readOperatingPoints(bits: BitReader): [number, number] {
  let decoderModel = 0;
  if (bits.flag()) {
    bits.skip(64);
    if (bits.flag()) bits.exponential();
    if (bits.flag()) {
      decoderModel = bits.read(5) + 1;
      bits.skip(42);
    }
  }
  const initialDelay = bits.flag();
  let first: [number, number] | undefined;
  for (let points = bits.read(5) + 1; points > 0; points -= 1) {
    bits.skip(12);
    const level = bits.read(5);
    const tier = level > 7 ? bits.read(1) : 0;
    if (decoderModel > 0 && bits.flag()) bits.skip(2 * decoderModel + 1);
    if (initialDelay && bits.flag()) bits.skip(4);
    first ??= [level, tier];
  }
  return first ?? [0, 0];
}

function skipTools(bits: BitReader): void {
  bits.skip(4); // interintra, masked, warped, dual filter
  const orderHint = bits.flag();
  if (orderHint) bits.skip(2);
  const choosesScreen = bits.flag();
  const screen = choosesScreen || bits.flag();
  if (screen && !bits.flag()) bits.skip(1); // integer motion vectors
  if (orderHint) bits.skip(3);
}

/** The bits of `av1C`'s third byte after the tier: depth, monochrome, subsampling, chroma's place. */
function readColour(bits: BitReader, profile: number): number {
  const high = bits.flag();
  const twelve = profile === 2 && high && bits.flag();
  const mono = profile !== 1 && bits.flag();
  let matrix = [2, 2, 2];
  if (bits.flag()) matrix = [bits.read(8), bits.read(8), bits.read(8)];
  let [x, y, place] = [1, 1, 0];
  if (mono) bits.skip(1);
  else if (matrix[0] === 1 && matrix[1] === 13 && matrix[2] === 0) [x, y] = [0, 0];
  else {
    bits.skip(1);
    if (profile === 1) [x, y] = [0, 0];
    if (profile === 2) {
      x = twelve ? bits.read(1) : 1;
      y = twelve && x === 1 ? bits.read(1) : 0;
    }
    if (x === 1 && y === 1) place = bits.read(2);
  }
  return (Number(high) << 6) | (Number(twelve) << 5) | (Number(mono) << 4) | (x << 3) | (y << 2) | place;
}
