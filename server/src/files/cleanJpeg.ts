import { MOST_PIXELS, refuse } from './refuse.ts';

/** Markers (ITU T.81, table B.1). */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/**
 * A JPEG with only its picture and which way up it is: remarks, place, author, and what comes behind its end go. Pixels
 * stay as they are. @throws AppError for one that is broken or too large
 */
export function cleanJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  let orientation = 1;
  let framed = false;
  let scanned = false;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw refuse('file_broken', 'The JPEG is damaged');
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1] ?? 0;
    if (marker === EOI) break;
    if (standsAlone(marker)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length || marker === SOI || marker === 0) throw refuse('file_broken', 'The JPEG is damaged');
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length || end < at + 4) throw refuse('file_broken', 'The JPEG is cut off');
    const segment = bytes.subarray(at, end);
    const body = segment.subarray(4);
    if (isFrame(marker)) {
      checkSize(body);
      framed = true;
    }
    if (marker === APP1) orientation = readOrientation(body) ?? orientation;
    if (staysIn(marker, body)) kept.push(segment);
    at = end;
    if (marker !== SOS) continue;
    const rest = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, rest));
    scanned = true;
    at = rest;
  }
  if (!framed || !scanned) throw refuse('file_broken', 'The JPEG has no picture');
  const head = [Buffer.from([0xff, SOI]), ...(orientation === 1 ? [] : [orientationOnly(orientation)])];
  return Buffer.concat([...head, ...kept, Buffer.from([0xff, EOI])]);
}

/** JFIF's head, colour profiles and Adobe's colour transform say how pixels look; other APPn and remarks don't. */
function staysIn(marker: number, body: Buffer): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  if (marker === APP2) return body.subarray(0, 12).toString('latin1') === 'ICC_PROFILE\0';
  return (marker === APP0 && body.subarray(0, 5).toString('latin1') === 'JFIF\0') || marker === APP14;
}

function checkSize(frame: Buffer): void {
  if (frame.length < 6) throw refuse('file_broken', 'The JPEG is damaged');
  const [height, width] = [frame.readUInt16BE(1), frame.readUInt16BE(3)];
  if (width === 0 || height === 0) throw refuse('file_broken', 'The JPEG has no size');
  if (width * height > MOST_PIXELS) throw refuse('file_huge', 'The JPEG has too many pixels');
}

/** Where a scan's data end: at the next marker that is neither a stuffed 00 nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !standsAlone(next)) return at;
  }
  throw refuse('file_broken', 'The JPEG is cut off');
}

/** Tag 0x0112 of the first directory (Exif 2.32, §4.6.4). */
function readOrientation(body: Buffer): number | undefined {
  if (body.subarray(0, 6).toString('latin1') !== 'Exif\0\0') return undefined;
  const tiff = body.subarray(6);
  if (tiff.length < 14) return undefined;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return undefined;
  for (let n = 0; n < u16(directory); n++) {
    const entry = directory + 2 + n * 12;
    if (entry + 12 > tiff.length) return undefined;
    if (u16(entry) !== 0x0112) continue;
    const value = u16(entry + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An Exif segment with nothing but which way up. */
function orientationOnly(value: number): Buffer {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0];
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff];
  return Buffer.from([0xff, APP1, 0, body.length + 2, ...body]);
}
