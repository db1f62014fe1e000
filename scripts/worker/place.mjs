/** Where workers are kept: outside the checkout, by version and platform. */
import fs from 'node:fs';
import path from 'node:path';
import { cacheDir, packagePath } from '../lib/paths.mjs';

export const mediasoupDir = packagePath('mediasoup');
export const mediasoup = () => JSON.parse(fs.readFileSync(path.join(mediasoupDir, 'package.json'), 'utf8'));

/** /etc/os-release as an object; empty where there is none. */
export function osRelease() {
  try {
    const lines = fs.readFileSync('/etc/os-release', 'utf8').split('\n');
    return Object.fromEntries(
      lines.map((line) => line.split('=')).map(([name, value = '']) => [name, value.replaceAll('"', '')]),
    );
  } catch {
    return {};
  }
}

/** A build belongs to the libraries of its distribution, so its name is part of the place. */
export function workerPlace() {
  const { ID = process.platform, VERSION_ID = '' } = osRelease();
  const name = [mediasoup().version, process.platform, process.arch, `${ID}${VERSION_ID}`].join('-');
  const dir = path.join(cacheDir, 'worker', name);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { dir, binary: path.join(dir, `mediasoup-worker${suffix}`), stamp: path.join(dir, 'stamp.json') };
}
