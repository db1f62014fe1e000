import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../product/root.ts';

const zones = ['UTC', 'Europe/Rome', 'America/New_York', 'Pacific/Apia'];
const folder = mkdtempSync(path.join(os.tmpdir(), 'host-zones-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** The tables, each of which states what must come out. */
const tables = ['days', 'zones', 'SchoolYear', 'checkLesson', 'checkRequest'].map(
  (name) => `shared/src/calendar/${name}.test.ts`,
);

/** What a program prints when its host is in a zone. */
async function printed(args: string[], TZ: string): Promise<{ text: string; code: number | null }> {
  const env = { ...process.env, TZ, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { text, code };
}

test('hosts in four zones say the same of clocks, days and hours, byte for byte', async () => {
  const digest = path.join(import.meta.dirname, 'digest.ts');
  const first = await printed(['--conditions=source', digest], 'UTC');
  expect(first.text).toMatch(/^clocks 27264 \w+\ndays \d+ \w+\nhours 360 \w+\nwholeYears 3 \w+\n$/);
  for (const zone of zones.slice(1)) expect(await printed(['--conditions=source', digest], zone)).toEqual(first);
}, 120_000);

test.each(zones)(
  'the tables hold on a host in %s',
  async (zone) => {
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    const file = path.join(folder, `${zone.replace('/', '-')}.json`);
    const reporter = ['--reporter=json', `--outputFile=${file}`];
    const { code } = await printed([vitest, 'run', '--project', 'unit', ...reporter, ...tables], zone);
    // Vitest's own report.
    const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number };
    expect({ code, failed: report.numFailedTests }).toEqual({ code: 0, failed: 0 });
    expect(report.numPassedTests).toBeGreaterThan(200);
  },
  60_000,
);
