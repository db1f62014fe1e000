import { readSequenceHeader } from './av1.ts';
import type { Frame } from './Frame.ts';

const SEQUENCE_HEADER = 1;
const TEMPORAL_DELIMITER = 2;
const TILE_LIST = 8;
const PADDING = 15;
const HAS_SIZE = 0x02;
const HAS_EXTENSION = 0x04;

/**
 * RTP payload format for AV1 (AOMedia, 1.0): OBUs come without their sizes, in elements that packets cut. They are kept
 * with sizes, as files have them, without delimiters (AV1 in Matroska). A temporal unit that brings a sequence header is
 * one to begin with.
 */
export function assembleAv1(payloads: readonly Buffer[]): Frame | undefined {
  const elements = readElements(payloads);
  if (elements === undefined) return undefined;
  const parts: Uint8Array[] = [];
  let sequence: Uint8Array | undefined;
  let content: Uint8Array | undefined;
  for (const element of elements) {
    const obu = readObu(element);
    if (obu === undefined) return undefined;
    if ([TEMPORAL_DELIMITER, TILE_LIST, PADDING].includes(obu.type)) continue;
    const whole = Buffer.concat([obu.head, leb128(obu.content.length), obu.content]);
    if (obu.type === SEQUENCE_HEADER) [sequence, content] = [whole, obu.content];
    parts.push(whole);
  }
  if (parts.length === 0) return undefined;
  if (sequence === undefined || content === undefined) return { key: false, parts };
  const header = readSequenceHeader(content);
  if (header === undefined) return undefined;
  const { width, height } = header;
  const config = Uint8Array.from([...header.config, ...sequence]);
  return { key: true, parts, format: { codec: 'av1', width, height, config } };
}

/** Undefined when the first continues what is not there, or the last goes on. */
function readElements(payloads: readonly Buffer[]): Buffer[] | undefined {
  const elements: Buffer[] = [];
  let open = false;
  for (const payload of payloads) {
    const head = payload[0] ?? 0;
    const continues = (head & 0x80) !== 0;
    const count = (head >> 4) & 3;
    if (continues !== open) return undefined;
    let n = 0;
    for (let at = 1; at < payload.length; n += 1) {
      // With a count the last one has no length: it is the rest.
      const size = count > 0 && n === count - 1 ? { value: payload.length - at, width: 0 } : readLeb128(payload, at);
      if (size === undefined || at + size.width + size.value > payload.length) return undefined;
      const element = payload.subarray(at + size.width, at + size.width + size.value);
      const last = elements.at(-1);
      if (n === 0 && continues && last !== undefined) elements[elements.length - 1] = Buffer.concat([last, element]);
      else elements.push(element);
      at += size.width + size.value;
    }
    if (n === 0) return undefined;
    open = (head & 0x40) !== 0;
  }
  return open ? undefined : elements;
}

function readObu(bytes: Buffer): { type: number; head: Buffer; content: Buffer } | undefined {
  const first = bytes[0];
  if (first === undefined) return undefined;
  const length = (first & HAS_EXTENSION) === 0 ? 1 : 2;
  if (bytes.length < length) return undefined;
  const head = Buffer.from(bytes.subarray(0, length));
  head[0] = first | HAS_SIZE;
  const type = (first >> 3) & 15;
  if ((first & HAS_SIZE) === 0) return { type, head, content: bytes.subarray(length) };
  const size = readLeb128(bytes, length);
  if (size === undefined || length + size.width + size.value > bytes.length) return undefined;
  return { type, head, content: bytes.subarray(length + size.width, length + size.width + size.value) };
}

function readLeb128(bytes: Buffer, at: number): { value: number; width: number } | undefined {
  let value = 0;
  for (let n = 0; n < 5; n += 1) {
    const byte = bytes[at + n];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * n);
    if ((byte & 0x80) === 0) return { value, width: n + 1 };
  }
  return undefined;
}

function leb128(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest >= 128 ? (rest % 128) | 0x80 : rest);
    if (rest < 128) return Buffer.from(bytes);
  }
}
