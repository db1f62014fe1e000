/** The parts of `npm test`, in the order in which they run: what fails soonest comes first. */
import fs from 'node:fs';
import path from 'node:path';
import { checkRepository } from '../checks/repository.mjs';
import { build } from '../lib/build.mjs';
import { ensureChromium } from '../lib/chromium.mjs';
import { stampDir } from '../lib/paths.mjs';
import { getWorker } from '../worker/getWorker.mjs';
import { add, agree, countPlaywright, countVitest, none, single } from './counts.mjs';
import { show } from './show.mjs';

const reportFile = (name) => {
  const file = path.join(stampDir, 'reports', `${name}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
};

async function vitest(part, projects, extra) {
  const file = reportFile(part);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const env = { MEDIASOUP_WORKER_BIN: await getWorker() };
  const ok = await show(
    'vitest',
    ['run', ...projects.flatMap((project) => ['--project', project]), ...reporters, ...extra],
    env,
  );
  return agree(ok, countVitest(file), part);
}

async function playwright(extra) {
  const chromium = await ensureChromium();
  const worker = await getWorker();
  await build();
  let sum = none;
  // One after the other: pages of the office side by side, lessons with media each alone.
  for (const [project, workers] of [
    ['office', 2],
    ['lessons', 1],
  ]) {
    const file = reportFile(`e2e-${project}`);
    const env = { MEDIASOUP_WORKER_BIN: worker, CHROMIUM_BIN: chromium ?? '', PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    const args = ['test', '--config', 'tests/playwright.config.ts', `--project=${project}`, `--workers=${workers}`];
    const ok = await show('playwright', [...args, '--reporter=list,json', '--pass-with-no-tests', ...extra], env);
    sum = add(sum, agree(ok, countPlaywright(file), project));
  }
  return sum;
}

/** @type {Record<string, (extra: string[]) => Promise<import('./counts.d.mts').Counts>>} */
export const parts = {
  async lint() {
    const found = checkRepository();
    for (const fault of found) console.error(fault);
    const rules = await show('oxlint', []);
    const format = await show('oxfmt', ['--check', '.']);
    return single(found.length === 0 && rules && format, 'lint');
  },
  types: async () => single(await show('tsc', ['-b']), 'types'),
  unit: (extra) => vitest('unit', ['unit'], extra),
  integration: async (extra) => {
    await build();
    return vitest('integration', ['integration', 'processes'], extra);
  },
  e2e: playwright,
};
