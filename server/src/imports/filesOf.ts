import { UPLOAD_LIMIT } from '@pluriclasse/shared/api/imports';
import { AppError } from '@pluriclasse/shared/errors';
import { cleanName } from './formats/Problems.ts';
import type { SourceFile } from './formats/reading.ts';

/**
 * The bytes of uploaded files.
 * @throws AppError `bad_request` for what is no base64, and with a reason for too much
 */
export function filesOf(uploads: readonly { name: string; content: string }[]): SourceFile[] {
  const files = uploads.map(({ name, content }) => {
    const bytes = Buffer.from(content, 'base64');
    // Node skips what is no base64: the length tells.
    if (Math.ceil((bytes.length * 4) / 3) !== content.replace(/=+$/, '').length) {
      throw new AppError('bad_request', 'A file is not base64');
    }
    // Browsers send bare names; a path would say how somebody's disk is ordered.
    return { name: cleanName(name.split(/[/\\]/).at(-1) ?? '', 120) || 'file', bytes };
  });
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > UPLOAD_LIMIT) {
    throw new AppError('bad_request', 'Too large', { reason: 'file_too_large' });
  }
  return files;
}
