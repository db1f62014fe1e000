import { cleanJpeg } from './cleanJpeg.ts';
import { cleanPng } from './cleanPng.ts';
import { ApartRuns, scriptBeside } from '../apart/ApartRuns.ts';
import { refuse } from './refuse.ts';

export interface CheckedDocument {
  readonly type: 'application/pdf' | 'image/png' | 'image/jpeg';
  /** What to keep: of pictures without place, author and remarks, and without what was hung on behind. */
  readonly bytes: Buffer;
}

/** Some tenths of a second a file; one that packs as much as it may takes a few. */
const limits = { milliseconds: 20_000, megabytes: 512 };
const pdfs = new ApartRuns<Uint8Array, void>(scriptBeside(import.meta.url, 'pdfWorker'), {
  tooMuch: 'file_huge',
  ...limits,
});

/**
 * Finds out by its bytes what a file is, whatever it is called. Only what schools scan and sign: PDF, PNG, JPEG.
 * @throws AppError `bad_request` with a reason
 */
export async function checkDocument(bytes: Buffer): Promise<CheckedDocument> {
  if (bytes.length === 0) throw refuse('file_empty', 'There is nothing in it');
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    await pdfs.run(bytes);
    return { type: 'application/pdf', bytes };
  }
  if (bytes.subarray(0, 8).equals(PNG)) return { type: 'image/png', bytes: cleanPng(bytes) };
  if (bytes.subarray(0, 3).equals(JPEG)) return { type: 'image/jpeg', bytes: cleanJpeg(bytes) };
  throw refuse('file_type', 'Neither PDF nor PNG nor JPEG');
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
