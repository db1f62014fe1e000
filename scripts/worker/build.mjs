/** The worker from the source that the npm package carries, against Debian's own libraries. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../lib/apt.mjs';
import { run } from '../lib/run.mjs';
import { step } from '../lib/steps.mjs';
import { applyPatch, patches } from './patches.mjs';
import { mediasoupDir } from './place.mjs';
import { subprojects } from './subprojects.mjs';

const standIns = fileURLToPath(new URL('./standIns', import.meta.url));

const TOOLS = ['g++', 'meson', 'ninja-build', 'pkg-config', 'flatbuffers-compiler'];
const LIBRARIES = ['libuv1-dev', 'libssl-dev', 'libsrtp2-dev', 'libabsl-dev', 'libflatbuffers-dev'];
/** Half a gigabyte for each file that is compiled at a time. */
const BYTES_PER_JOB = 5e8;

/** @param {string} target where the binary goes */
export async function buildWorker(target) {
  await installPackages([...TOOLS, ...LIBRARIES], 'the compiler for the mediasoup worker');
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'pluriclasse-worker-'));
  try {
    const source = prepareSource(dir);
    await step('Building the mediasoup worker (some minutes, once)', (progress) => compile(source, target, progress));
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

function prepareSource(dir) {
  const source = path.join(dir, 'worker');
  fs.cpSync(path.join(mediasoupDir, 'worker'), source, { recursive: true });
  // What it would download is described in there.
  for (const name of ['subprojects', 'out', 'prebuild'])
    fs.rmSync(path.join(source, name), { recursive: true, force: true });
  fs.cpSync(standIns, path.join(source, 'standIns'), { recursive: true });
  write(source, 'pch/precompiled.hpp', fs.readFileSync(path.join(standIns, 'precompiled.hpp')));
  for (const [file, text] of Object.entries(subprojects(path.join(source, 'standIns')))) write(source, file, text);
  for (const patch of patches) {
    const file = path.join(source, patch.file);
    fs.writeFileSync(file, applyPatch(fs.readFileSync(file, 'utf8'), patch));
  }
  return source;
}

function write(source, file, text) {
  fs.mkdirSync(path.join(source, path.dirname(file)), { recursive: true });
  fs.writeFileSync(path.join(source, file), text);
}

async function compile(source, target, progress) {
  const out = path.join(source, 'out');
  const options = { cwd: source, env: process.env, failure: 'The mediasoup worker could not be built: see above.' };
  const setup = ['--buildtype=release', '-Db_ndebug=true', '--wrap-mode=nodownload'];
  await run('meson', ['setup', ...setup, out, '.'], options);
  // The generated headers must be there before anything that includes them is compiled.
  await run('meson', ['compile', '-C', out, 'flatbuffers-generator'], options);
  const jobs = Math.max(
    1,
    Math.min(os.availableParallelism?.() ?? os.cpus().length, Math.floor(os.totalmem() / BYTES_PER_JOB)),
  );
  const onLine = (line) => {
    const [told, done, all] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
    if (told) progress(Number(done) / Number(all));
    return told;
  };
  await run('ninja', ['-C', out, '-j', String(jobs), 'mediasoup-worker'], { ...options, onLine });
  await run('strip', ['-o', target, path.join(out, 'mediasoup-worker')], options);
}
