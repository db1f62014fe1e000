import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Where the server's sources name a reason of a refusal: an AppError's, a conflict's in the database, a check's. */
const named = /(?:AppError\([^;]*?reason: |orConflict\(|refuse\()'([\w-]+)'/gs;
/** Those that an AppError takes from a variable: a lesson's phase, when it is not open. */
const computed = ['early', 'ended'];

/** Words that every page has, the office's, those of a lesson's orders, and of a capsule's player. */
const places = ['common', 'refusals', 'asked', 'capsule'];

function reasonsOfServer(): string[] {
  const files = fs.globSync('server/src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const found = files.flatMap((file) =>
    [...fs.readFileSync(path.join(root, file), 'utf8').matchAll(named)].map(([, reason]) => reason ?? ''),
  );
  return Array.from(new Set([...found, ...computed]));
}

test('the reasons are found', () => {
  expect(reasonsOfServer()).toEqual(expect.arrayContaining(['alias_taken', 'one_school', 'past', 'wrong_pattern']));
});

test.each(['en', 'it'])('every reason that the server gives has words in %s', (language) => {
  const reasons = Object.assign({}, ...places.map((name) => wordsOf(language, name))) as Words; // of our own files
  expect(reasonsOfServer().filter((reason) => !reasons[reason])).toEqual([]);
});

type Words = Record<string, string>;
function wordsOf(language: string, name: string): Words {
  const file = path.join(root, `client/src/locales/${language}/${name}.json`);
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { reasons: Words }).reasons; // checked by what follows
}
