/** npm run bench -- NAME: runs tests/bench/NAME.ts on what was built. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build } from '../lib/build.mjs';
import { ensureChromium } from '../lib/chromium.mjs';
import { guarded } from '../lib/guarded.mjs';
import { root } from '../lib/paths.mjs';
import { toolEnv } from '../lib/run.mjs';
import { Sentence } from '../lib/sentence.mjs';
import { getWorker } from '../worker/getWorker.mjs';

const dir = path.join(root, 'tests', 'bench');

await guarded(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const names = fs
    .readdirSync(dir)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  if (!names.includes(name))
    throw new Sentence(`Say which one, as in  npm run bench -- ${names[0]}  (${names.join(', ')}).`);
  const MEDIASOUP_WORKER_BIN = await getWorker();
  const CHROMIUM_BIN = (await ensureChromium()) ?? '';
  await build();
  const child = spawn(process.execPath, ['--conditions=source', path.join(dir, `${name}.ts`), ...args], {
    cwd: root,
    env: { ...toolEnv(), MEDIASOUP_WORKER_BIN, CHROMIUM_BIN },
    stdio: 'inherit',
  });
  child.once('exit', (code) => process.exit(code ?? 1));
});
