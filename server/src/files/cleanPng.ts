import { crc32 } from 'node:zlib';
import { MOST_PIXELS, refuse } from './refuse.ts';

/** Chunks that say how pixels look (PNG, third edition, §11). Others hold texts, times and places. */
const KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'cICP',
  'sBIT',
  'bKGD',
  'pHYs',
]);

/** A PNG with only its picture; what comes behind its end goes. @throws AppError for one that is broken or too large */
export function cleanPng(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 8)];
  const seen = new Set<string>();
  let at = 8;
  while (!seen.has('IEND')) {
    if (at + 12 > bytes.length) throw refuse('file_broken', 'The PNG is cut off');
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw refuse('file_broken', 'The PNG is cut off');
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) {
      throw refuse('file_broken', 'A chunk of the PNG is damaged');
    }
    if (seen.size === 0) checkHead(type, bytes.subarray(at + 8, end - 4));
    seen.add(type);
    if (KEPT.has(type)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (!seen.has('IDAT')) throw refuse('file_broken', 'The PNG has no picture');
  return Buffer.concat(kept);
}

function checkHead(type: string, head: Buffer): void {
  if (type !== 'IHDR' || head.length !== 13) throw refuse('file_broken', 'The PNG has no head');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  if (width === 0 || height === 0) throw refuse('file_broken', 'The PNG has no size');
  if (width * height > MOST_PIXELS) throw refuse('file_huge', 'The PNG has too many pixels');
}
