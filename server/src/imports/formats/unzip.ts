import { AppError } from '@pluriclasse/shared/errors';
import { unzipSync } from 'fflate';
import type { SourceFile } from './reading.ts';

/** What a school's export takes unpacked, with much room. */
const LARGEST = 20_000_000;
const MOST_FILES = 60;

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * The CSV files of a zip, by their names without folders. Sizes are looked at before anything is unpacked, and nothing
 * is unpacked beyond the size that it declares.
 * @throws AppError `bad_request` for a broken zip, and for one that would grow too large
 */
export function unzipCsv(bytes: Uint8Array): SourceFile[] {
  let [size, count] = [0, 0];
  const tooLarge = () => new AppError('bad_request', 'Too large unpacked', { reason: 'file_too_large' });
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (++count > MOST_FILES) throw tooLarge();
        if (/^(xl\/workbook\.xml|content\.xml)$/.test(name)) {
          throw new AppError('bad_request', 'A spreadsheet', { reason: 'file_spreadsheet' });
        }
        if (!/\.csv$/i.test(name)) return false;
        if ((size += originalSize) > LARGEST) throw tooLarge();
        return true;
      },
    });
    return Object.entries(files).map(([name, content]) => ({
      name: name.split(/[/\\]/).at(-1) ?? name,
      bytes: content,
    }));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('bad_request', 'A broken zip', { reason: 'file_broken_zip', cause });
  }
}
