import type { Frame } from './Frame.ts';

/** RTP payload format for VP8, RFC 7741; the frame's own header, RFC 6386, 9.1. */
export function assembleVp8(payloads: readonly Buffer[]): Frame | undefined {
  const parts: Buffer[] = [];
  for (const [n, payload] of payloads.entries()) {
    const first = payload[0] ?? 0;
    // S: begins a partition; the frame begins with partition 0.
    if (n === 0 && (first & 0x17) !== 0x10) return undefined;
    const from = contentAt(payload);
    if (from >= payload.length) return undefined;
    parts.push(payload.subarray(from));
  }
  const [head] = parts;
  if (head === undefined) return undefined;
  if (((head[0] ?? 0) & 1) !== 0) return { key: false, parts };
  if (head.length < 10 || head.readUIntBE(3, 3) !== 0x9d012a) return undefined;
  const width = head.readUInt16LE(6) & 0x3fff;
  const height = head.readUInt16LE(8) & 0x3fff;
  return { key: true, parts, format: { codec: 'vp8', width, height } };
}

/** Where the frame's bytes begin in a payload. */
function contentAt(payload: Buffer): number {
  if (((payload[0] ?? 0) & 0x80) === 0) return 1;
  const extension = payload[1] ?? 0;
  let at = 2;
  if ((extension & 0x80) !== 0) at += ((payload[at] ?? 0) & 0x80) === 0 ? 1 : 2; // picture id
  if ((extension & 0x40) !== 0) at += 1; // TL0PICIDX
  if ((extension & 0x30) !== 0) at += 1; // TID, KEYIDX
  return at;
}
