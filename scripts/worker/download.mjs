/** The worker as mediasoup's authors publish it, by the same address as mediasoup's own install script. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mediasoup } from './place.mjs';
import { runs } from './runs.mjs';

/** Where it can't be reached, that should be known soon. */
const ANSWER_WITHIN_MS = 8000;
const ARRIVE_WITHIN_MS = 120_000;

/**
 * @param {string} target where the binary goes
 * @param {(fraction: number) => void} progress
 * @returns {Promise<boolean>} whether there is one that runs here
 */
export async function downloadWorker(target, progress) {
  const archive = `${target}.${process.pid}.tgz`;
  try {
    const response = await answer(address());
    if (!response?.ok) return false;
    await save(response, archive, progress);
    const dir = path.dirname(target);
    if (spawnSync('tar', ['-xzf', archive, '-C', dir]).status !== 0) return false;
    fs.chmodSync(target, 0o755);
    return runs(target);
  } catch {
    return false;
  } finally {
    fs.rmSync(archive, { force: true });
  }
}

function address() {
  const { version, repository } = mediasoup();
  const own = `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;
  const base = process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || own;
  const kernel = os.platform() === 'linux' ? `-kernel${os.release().split('.')[0]}` : '';
  return `${base}/${version}/mediasoup-worker-${version}-${os.platform()}-${os.arch()}${kernel}.tgz`;
}

async function answer(url) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_WITHIN_MS);
  const late = setTimeout(() => abort.abort(), ARRIVE_WITHIN_MS);
  late.unref();
  try {
    return await fetch(url, { signal: abort.signal });
  } finally {
    clearTimeout(timer);
  }
}

async function save(response, file, progress) {
  const total = Number(response.headers.get('content-length'));
  const out = fs.createWriteStream(file);
  let arrived = 0;
  for await (const chunk of response.body) {
    out.write(chunk);
    arrived += chunk.length;
    if (total) progress(arrived / total);
  }
  await new Promise((resolve, reject) => out.once('error', reject).end(resolve));
}
