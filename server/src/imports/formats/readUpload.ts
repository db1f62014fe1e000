import type { ImportFormat, TextEncoding } from '@pluriclasse/shared/api/imports';
import { AppError } from '@pluriclasse/shared/errors';
import { parseAsc } from './asc/parseAsc.ts';
import { parseTable } from './csv/readTable.ts';
import { decode } from './decode.ts';
import { parseIcal, type CalendarOptions } from './ical/parseIcal.ts';
import { parseOneRoster } from './oneroster.ts';
import { parseOpenHolidays } from './openholidays/parseOpenHolidays.ts';
import { Problems } from './Problems.ts';
import { guessSeparator, readCsv } from './readCsv.ts';
import type { Reading, SourceFile } from './reading.ts';
import { looksLikeGpu001, parseUntis } from './untis.ts';
import { isZip } from './unzip.ts';

/** What is looked at to know a file. */
const HEAD = 4000;

/** Closures of one upload: five countries' of many years. A school's timetable has a thousand at most. */
const MOST_CLOSURES = 5000;

/**
 * Reads what was uploaded. Pure: the same files give the same reading.
 * @throws AppError `bad_request` with a reason for what is nothing of the kind, or for more closures than anybody has
 */
export function readUpload(...given: Parameters<typeof read>): Reading {
  const reading = read(...given);
  if (reading.closures.length <= MOST_CLOSURES) return reading;
  throw new AppError('bad_request', 'Too many closures', { reason: 'file_too_large' });
}

function read(
  asked: ImportFormat | 'auto',
  files: readonly SourceFile[],
  options: CalendarOptions & { readonly encoding?: TextEncoding | undefined },
): Reading {
  const { encoding } = options;
  if (files.every(({ bytes }) => bytes.length === 0)) {
    throw new AppError('bad_request', 'An empty file', { reason: 'file_empty' });
  }
  if (files.some(({ bytes }) => isBinary(bytes))) {
    throw new AppError('bad_request', 'Not text', { reason: 'file_not_text' });
  }
  switch (asked === 'auto' ? detectFormat(files) : asked) {
    case 'openholidays':
      return parseOpenHolidays(files);
    case 'ical':
      return parseIcal(files, options);
    case 'untis':
      return parseUntis(files, encoding);
    case 'asc':
      return parseAsc(files);
    case 'oneroster':
      return parseOneRoster(files, encoding);
    case 'csv':
      return parseTable(files, encoding);
  }
}

/** What files probably are, by what is in them; a table that nobody knows is one whose columns a person explains. */
export function detectFormat(files: readonly SourceFile[]): ImportFormat {
  if (files.some(({ bytes }) => isZip(bytes))) return 'oneroster';
  // Untis' other files have no header either: nobody could explain their columns.
  if (files.some(({ name }) => /^gpu0(?!01)\d\d/i.test(name))) {
    throw new AppError('bad_request', 'Another file of Untis', { reason: 'file_no_gpu001' });
  }
  const heads = files.map(({ bytes }) => decode(bytes.subarray(0, HEAD)).text.trimStart());
  if (heads.some((head) => /^BEGIN:\s*V/i.test(head))) return 'ical';
  if (heads.some((head) => /^<(!doctype\s+html|html|head|body)/i.test(head))) {
    throw new AppError('bad_request', 'A web page', { reason: 'file_web_page' });
  }
  if (heads.some((head) => head.startsWith('<'))) return 'asc';
  const firsts = heads.map((head) => (head.split(/\r\n|\n|\r/, 1)[0] ?? '').toLowerCase());
  if (firsts.some((first) => /(^|[;,])"?startdate/.test(first) && /(^|[;,])"?country/.test(first)))
    return 'openholidays';
  if (firsts.some((first) => /^"?(user)?sourcedid/.test(first) || first.startsWith('propertyname,')))
    return 'oneroster';
  const gpu = heads.some((head, at) => {
    const rows = readCsv(head, guessSeparator(head), new Problems(), '');
    // The last row of a long file was cut.
    return looksLikeGpu001((files[at]?.bytes.length ?? 0) > HEAD ? rows.slice(0, -1) : rows);
  });
  return gpu ? 'untis' : 'csv';
}

/** How pictures, documents and programs begin. */
const magic = ['%PDF-', '\x89PNG', 'GIF8', '\xff\xd8\xff', '\x7fELF', 'MZ\x90', '\xd0\xcf\x11\xe0', '{\\rtf'];

/** No text: by how it begins, or by bytes that no text has. */
function isBinary(bytes: Uint8Array): boolean {
  if (isZip(bytes)) return false;
  const head = Buffer.from(bytes.subarray(0, 4000)).toString('latin1');
  if (magic.some((start) => head.startsWith(start))) return true;
  const { text } = decode(bytes.subarray(0, 4000));
  const odd = Array.from(text).filter((character) => character < ' ' && !'\0\t\n\v\f\r\x1b'.includes(character));
  return odd.length * 20 > text.length;
}
