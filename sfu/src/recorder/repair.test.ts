import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { webmCluster, webmHead } from '@pluriclasse/shared/capsule/file/writeWebm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { repairAll } from './repair.ts';

const log = createLog('silent');
/** No process has this number. */
const NOBODY = 2 ** 30;
/** Ahead: however long the test stands still until somebody looks, it is a moment ago at most. */
const MOMENT = -600;

describe('what a writer has left', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'repair-'));
    await mkdir(path.join(folder, 'one'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A track with a piece and half of another, last written some seconds ago; without bytes while it begins. */
  async function leave(name: string, writer: number, ago: number, bytes = true): Promise<void> {
    const cluster = webmCluster([{ at: 0, key: true, parts: [Buffer.alloc(50)] }], 20);
    const whole = Buffer.concat([webmHead({ codec: 'opus', channels: 2 }), cluster, cluster.subarray(0, 40)]);
    const files = { open: String(writer), json: '{}', ...(bytes && { webm: whole }) };
    for (const [extension, content] of Object.entries(files)) {
      const file = path.join(folder, 'one', `${name}.${extension}`);
      await writeFile(file, content);
      await utimes(file, new Date(), Date.now() / 1000 - ago);
    }
  }
  const repair = () => repairAll(folder, log, () => Promise.resolve());

  it.each([
    ['is repaired when nobody writes it any more', NOBODY, 5, true, ['a.json', 'a.webm']],
    [
      'is repaired when it is silent for long, whatever process has that number',
      process.pid,
      90,
      true,
      ['a.json', 'a.webm'],
    ],
    ['stays while it may still be written', process.pid, 5, true, ['a.json', 'a.open', 'a.webm']],
    [
      'stays while it was written a moment ago, perhaps in another container',
      NOBODY,
      MOMENT,
      true,
      ['a.json', 'a.open', 'a.webm'],
    ],
    ['stays while it begins', process.pid, MOMENT, false, ['a.json', 'a.open']],
    ['stays while it begins in another container', NOBODY, MOMENT, false, ['a.json', 'a.open']],
    ['goes when it never began', NOBODY, 5, false, []],
  ] as const)('%s', async (_, writer, ago, bytes, expected) => {
    await leave('a', writer, ago, bytes);
    await repair();
    expect((await readdir(path.join(folder, 'one'))).toSorted()).toEqual(expected);
  });

  it('is repaired while another may still be written', async () => {
    await leave('a', process.pid, 1);
    await leave('d', NOBODY, 5);
    const names = () => readdir(path.join(folder, 'one'));
    await repairAll(folder, log, async () => {
      while ((await names()).includes('d.open')) await new Promise((resolve) => setImmediate(resolve));
    });
    expect(await names()).toContain('a.open');
  });
});
