import type { ids } from './webm.ts';

/** Writes EBML (RFC 8794). */
type Id = (typeof ids)[keyof typeof ids];

/** An element whose size is known, with what is in it. */
export function element(id: Id, ...content: readonly Uint8Array[]): Buffer {
  const size = content.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([idBytes(id), sizeBytes(size), ...content]);
}

/** A whole number in as many bytes as said: what is filled in later must not move what follows. */
export function uint(value: number, length = Math.max(1, Math.ceil(Math.log2(value + 1) / 8))): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = length - 1, rest = value; at >= 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  return bytes;
}

export function float(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

export const idBytes = (id: Id): Buffer => uint(id);

/** @param length bytes to take for it; as few as can be unless it is said */
export function sizeBytes(
  size: number,
  length = [1, 2, 3, 4, 5, 6, 7, 8].find((n) => size < 2 ** (7 * n) - 1) ?? 8,
): Buffer {
  const bytes = uint(size, length);
  bytes[0] = (bytes[0] ?? 0) | (0x80 >> (length - 1));
  return bytes;
}
