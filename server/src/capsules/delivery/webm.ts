/**
 * WebM as our recorder writes it and as players read it. Names and numbers are those of RFC 8794 (EBML) and RFC 9559
 * (Matroska).
 */
export const ids = {
  ebml: 0x1a45dfa3,
  ebmlVersion: 0x4286,
  ebmlReadVersion: 0x42f7,
  ebmlMaxIdLength: 0x42f2,
  ebmlMaxSizeLength: 0x42f3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  codecDelay: 0x56aa,
  seekPreRoll: 0x56bb,
  audio: 0xe1,
  samplingFrequency: 0xb5,
  channels: 0x9f,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  referenceBlock: 0xfb,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
} as const;

export interface EbmlElement {
  readonly id: number;
  /** Where its content begins, and where it ends; it may end beyond the bytes at hand. */
  readonly from: number;
  readonly to: number;
}

/** The element that begins at `at`; undefined if the bytes end within its head, or it is none. */
export function elementAt(bytes: Uint8Array, at: number): EbmlElement | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const idLength = Math.clz32(first) - 23;
  if (idLength > 4) return undefined;
  const id = numberAt(bytes, at, idLength);
  const start = bytes[at + idLength];
  if (id === undefined || start === undefined) return undefined;
  const sizeLength = Math.clz32(start) - 23;
  if (sizeLength > 8) return undefined;
  const marked = numberAt(bytes, at + idLength + 1, sizeLength - 1);
  if (marked === undefined) return undefined;
  const top = start & (0xff >> sizeLength);
  const from = at + idLength + sizeLength;
  return { id, from, to: from + top * 2 ** (8 * (sizeLength - 1)) + marked };
}

/** A whole number of `length` bytes; undefined beyond the end. */
export function numberAt(bytes: Uint8Array, at: number, length: number): number | undefined {
  if (at + length > bytes.length) return undefined;
  let value = 0;
  for (let n = 0; n < length; n++) value = value * 256 + (bytes[at + n] ?? 0);
  return value;
}

/** One packet of sound, or one picture. */
export interface WebmBlock {
  /** Milliseconds since the recording's epoch. */
  readonly at: number;
  readonly key: boolean;
  /** A view on the cluster's memory. */
  readonly bytes: Uint8Array;
}

/** All blocks of a cluster. What is torn is left out. */
export function blocksOf(bytes: Uint8Array): WebmBlock[] {
  const cluster = elementAt(bytes, 0);
  const blocks: WebmBlock[] = [];
  if (cluster?.id !== ids.cluster) return blocks;
  let from = 0;
  for (let next = cluster.from; next < cluster.to;) {
    const element = elementAt(bytes, next);
    if (element === undefined || element.to > bytes.length) break;
    if (element.id === ids.timestamp) from = numberAt(bytes, element.from, element.to - element.from) ?? 0;
    if (element.id === ids.simpleBlock) blocks.push(blockAt(bytes, element, from));
    if (element.id === ids.blockGroup) {
      const inner = elementsIn(bytes, element);
      const block = inner.find(({ id }) => id === ids.block);
      const key = !inner.some(({ id }) => id === ids.referenceBlock);
      if (block) blocks.push({ ...blockAt(bytes, block, from), key });
    }
    next = element.to;
  }
  return blocks;
}

function elementsIn(bytes: Uint8Array, { from, to }: EbmlElement): EbmlElement[] {
  const found: EbmlElement[] = [];
  for (let next = from; next < to;) {
    const element = elementAt(bytes, next);
    if (element === undefined || element.to > to) break;
    found.push(element);
    next = element.to;
  }
  return found;
}

/** @param cluster its cluster's time, ms */
function blockAt(bytes: Uint8Array, { from, to }: EbmlElement, cluster: number): WebmBlock {
  const shift = numberAt(bytes, from + 1, 2) ?? 0;
  const flags = bytes[from + 3] ?? 0;
  return {
    at: cluster + (shift >= 0x8000 ? shift - 0x10000 : shift),
    key: (flags & 0x80) !== 0,
    bytes: bytes.subarray(from + 4, to),
  };
}
