/** Gets a mediasoup worker that works: named by the person, kept from before, downloaded, or built. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasApt, installPackages, packagesOf } from '../lib/apt.mjs';
import { run } from '../lib/run.mjs';
import { Sentence } from '../lib/sentence.mjs';
import { step } from '../lib/steps.mjs';
import { buildWorker } from './build.mjs';
import { downloadWorker } from './download.mjs';
import { workerPlace } from './place.mjs';
import { libraries, missingLibraries, runs } from './runs.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** @returns {Promise<string>} the path of the binary */
export async function getWorker() {
  const named = process.env.MEDIASOUP_WORKER_BIN;
  if (named) {
    if (runs(named)) return named;
    throw new Sentence(
      `MEDIASOUP_WORKER_BIN names ${named}, which does not run here${reason(named)}: correct it or unset it.`,
    );
  }
  const { dir, binary, stamp } = workerPlace();
  const kept = readStamp(stamp);
  if (kept && kept.recipe === recipe() && fs.existsSync(binary)) {
    if (runs(binary)) return binary;
    // Built on another day: its libraries may have gone since, or never been here.
    if (hasApt() && kept.packages.length > 0)
      await installPackages(kept.packages, 'the libraries of the mediasoup worker');
    if (runs(binary)) return binary;
  }
  fs.mkdirSync(dir, { recursive: true });
  const fresh = fs.mkdtempSync(path.join(dir, 'new-'));
  try {
    const made = path.join(fresh, path.basename(binary));
    const source = await make(made);
    await step('Proving the mediasoup worker', () => prove(made));
    fs.writeFileSync(stamp, JSON.stringify({ recipe: recipe(), source, packages: packagesOf(libraries(made)) }));
    fs.renameSync(made, binary);
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  return binary;
}

async function make(target) {
  const downloaded = await step('Downloading the mediasoup worker', (progress) => downloadWorker(target, progress));
  if (downloaded) return 'download';
  if (process.platform !== 'linux' || !hasApt()) {
    throw new Sentence(
      "The mediasoup worker could not be downloaded, and building it needs Debian's packages: " +
        'connect to the internet and start again, or name a worker in MEDIASOUP_WORKER_BIN.',
    );
  }
  console.log("  (not to be had from its authors' site, so it is built here)");
  await buildWorker(target);
  if (!runs(target)) throw new Sentence(`The mediasoup worker was built but does not run here${reason(target)}.`);
  return 'build';
}

async function prove(worker) {
  const failure =
    'The mediasoup worker starts but carries no sound: see above; another one can be named in MEDIASOUP_WORKER_BIN.';
  await run(process.execPath, [path.join(here, 'prove.mjs')], {
    failure,
    env: { ...process.env, MEDIASOUP_WORKER_BIN: worker },
  });
}

/** A binary that another recipe made is another binary. */
function recipe() {
  const hash = createHash('sha256');
  for (const file of [
    'build.mjs',
    'patches.mjs',
    'subprojects.mjs',
    'standIns/srtp.h',
    'standIns/ankerl/unordered_dense.h',
  ]) {
    hash.update(fs.readFileSync(path.join(here, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function readStamp(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function reason(binary) {
  if (!fs.existsSync(binary)) return ' (there is no such file)';
  const missing = missingLibraries(binary);
  return missing.length > 0 ? ` (missing libraries: ${missing.join(', ')})` : '';
}
