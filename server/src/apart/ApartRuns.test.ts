import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApartRuns } from './ApartRuns.ts';

let dir: string;
beforeAll(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'apart-'))));
afterAll(() => fs.rmSync(dir, { recursive: true }));

/** A script that does this with its task, which it calls `task`, and answers with `answer`. */
function running(name: string, body: string): ApartRuns<object, unknown> {
  const file = path.join(dir, `${name}.mjs`);
  const answer = `const answer = (answer) => process.send({ answer }, () => process.disconnect());`;
  fs.writeFileSync(file, `${answer}\nprocess.once('message', (task) => { ${body} });`);
  return new ApartRuns(pathToFileURL(file), { milliseconds: 20_000, megabytes: 64, tooMuch: 'file_huge' });
}
const tooMuch = { code: 'bad_request', reason: 'file_huge' };

test('bytes come as they were sent, and the answer back', async () => {
  const double = running('double', 'answer(task.bytes.map((byte) => byte * 2))');
  expect(await double.run({ bytes: new Uint8Array([1, 2, 100]) })).toEqual(new Uint8Array([2, 4, 200]));
});

test.each([
  ['crashes', 'process.abort()'],
  ['ends without an answer', 'process.exit(0)'],
  ['takes all memory', 'const all = []; for (;;) all.push(new Array(1e6).fill(all.length));'],
  ['takes all memory at once', 'answer(new Array(1e9).fill(1.5).map(String).join())'],
])('what %s is refused, and the next is done', async (name, body) => {
  const runs = running(name.replaceAll(' ', '-'), `if (task.well) answer('well'); else { ${body} }`);
  const [bad, good] = [runs.run({}), runs.run({ well: true })];
  await expect(bad).rejects.toMatchObject(tooMuch);
  expect(await good).toBe('well');
});

test('that no process can be started is no fault of what was sent, and the next is done', async () => {
  const runs = running('later', `answer('well')`);
  const node = process.execPath;
  process.execPath = path.join(dir, 'no-such-program');
  try {
    await expect(runs.run({ bytes: new Uint8Array(5_000_000) })).rejects.toMatchObject({ code: 'unavailable' });
  } finally {
    process.execPath = node;
  }
  expect(await runs.run({})).toBe('well');
});

test('it knows nothing of its server', async () => {
  process.env['APART_SECRET'] = 'secret';
  expect(await running('environment', 'answer(Object.keys(process.env))').run({})).not.toContain('APART_SECRET');
  delete process.env['APART_SECRET'];
});
