/** Gets a worker; see scripts/worker.mjs. */
import fs from 'node:fs';
import path from 'node:path';
import { packagesOf } from '../lib/apt.mjs';
import { guarded } from '../lib/guarded.mjs';
import { getWorker } from '../worker/getWorker.mjs';
import { libraries } from '../worker/runs.mjs';

await guarded(async () => {
  const worker = await getWorker();
  const target = process.argv[2];
  if (target) {
    fs.mkdirSync(path.dirname(path.resolve(target)), { recursive: true });
    fs.copyFileSync(worker, target);
    fs.writeFileSync(`${target}.packages`, `${packagesOf(libraries(worker)).join(' ')}\n`);
  }
  console.log(target ?? worker);
});
