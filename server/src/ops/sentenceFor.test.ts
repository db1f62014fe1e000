import { AppError } from '@pluriclasse/shared/errors';
import { expect, it } from 'vitest';
import { sentenceFor } from './sentenceFor.ts';

const node = (code: string, more: object = {}) =>
  Object.assign(new Error(`${code}: words for developers`), { code, ...more });

it.each([
  [node('EADDRINUSE', { port: 3000 }), 'Port 3000 is taken by another program: set PORT to another one.'],
  [node('EACCES', { port: 80 }), 'Port 80 is reserved: set PORT to 1024 or more.'],
  [
    node('EACCES', { path: '/data/secret' }),
    "/data/secret can't be written: set DATA_DIR to a folder that this user may write to.",
  ],
  [node('EROFS', { path: '/data' }), '/data is read-only: set DATA_DIR to a folder that can be written.'],
  [new Error('Set DATABASE_URL to something.'), 'Set DATABASE_URL to something.'],
  [new AppError('unavailable', 'The database does not answer'), 'The database does not answer'],
  ['thrown', 'Something unknown went wrong.'],
])('%s', (error, sentence) => {
  expect(sentenceFor(error)).toBe(sentence);
});
