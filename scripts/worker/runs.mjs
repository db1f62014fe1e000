import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** main.cpp of the worker: what it exits with when no MEDIASOUP_VERSION is given. */
const NO_VERSION_GIVEN = 41;

/** Whether the binary starts here at all: libraries found, processor and C library right. */
export function runs(binary) {
  return spawnSync(binary, { env: {}, stdio: 'ignore' }).status === NO_VERSION_GIVEN;
}

/** Names of the libraries that it asks for and that aren't here. */
export function missingLibraries(binary) {
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
}

/** Paths of the libraries that it uses, each as the linker and as the file system names it. */
export function libraries(binary) {
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/=> (\/\S+)/g)].flatMap(([, file]) => [file, fs.realpathSync(file)]);
}
