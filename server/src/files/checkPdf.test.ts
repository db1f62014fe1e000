import { AppError } from '@pluriclasse/shared/errors';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkPdf } from './checkPdf.ts';

const whole = (body: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(body), Buffer.from('\nstartxref\n9\n%%EOF\n')]);
const packed = (text: string): Buffer =>
  Buffer.concat([
    Buffer.from('9 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n'),
    deflateSync(text),
    Buffer.from('\nendstream endobj'),
  ]);
const outcome = async (bytes: Buffer): Promise<string> => {
  try {
    await checkPdf(bytes);
    return 'good';
  } catch (error) {
    if (error instanceof AppError) return error.reason ?? 'no reason';
    throw error;
  }
};
const SIZE = 400_000;
const times = (text: string, size = SIZE) => text.repeat(Math.floor(size / text.length));
const chain = (count: number, last: string) =>
  `${Array.from({ length: count }, (_, at) => `${at + 1} 0 obj<</Kids[${at + 2} 0 R]>>endobj`).join('\n')}\n${last}`;

describe('a PDF that is made to keep its reader busy', () => {
  it.each([
    ['objects that do not end', whole(times('1 0 obj '))],
    ['boxes that do not end', whole(times('/MediaBox['))],
    ['boxes that do not end, packed', whole(packed(times('/MediaBox[')))],
    ['lists of pages that do not end', whole(`1 0 obj ${times('/Kids[')} endobj`)],
    ['digits', whole(times('1'))],
    ['digits in a list of pages', whole(`1 0 obj /Kids [${times('1')}] endobj`)],
    ['numbers', whole(times('1 '))],
    ['blanks', whole(times(' '))],
    ['pages beneath pages', whole(chain(SIZE / 35, ''))],
    ['very many counts', whole(times('/Count 1 ', 5_000_000))],
  ])('with %s is read in no time', async (_, bytes) => {
    const started = performance.now();
    expect(await outcome(bytes)).toBe('good');
    // Some hundredths of a second; where each part is looked through to the end, ten seconds and more.
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  it.each([
    ['the last leads back', chain(5000, '5001 0 obj<</Kids[17 0 R]>>endobj'), 'file_broken'],
    ['an object is not ended', '1 0 obj<</Kids[2 0 R]>> 2 0 obj<</Kids[1 0 R]>> endobj', 'file_broken'],
    ['a number has noughts before it', '01 0 obj<</Kids[2 0 R]>>endobj 2 0 obj<</Kids[1 0 R]>>endobj', 'file_broken'],
    ['two share a page', '1 0 obj<</Kids[2 0 R 3 0 R]>>endobj 2 0 obj<</Kids[3 0 R]>>endobj', 'good'],
    ['it counts too many', '/Count   1001', 'file_huge'],
    ['it has too many', times('<</Type /Page>>', 16_000), 'file_huge'],
    ['a box is too large', '/CropBox [0\n0 14401 9]', 'file_huge'],
  ])('and one where %s is %s', async (_, body, expected) => {
    expect(await outcome(whole(body))).toBe(expected);
  });
});
