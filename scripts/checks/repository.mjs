/** What must hold for every tracked file, whatever is written in it. Exits with 1 and says what doesn't. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

/** Taken apart, or this file would break its own rule. */
const REGISTRIES = [
  'registry.npm' + 'js.org',
  'registry.yarn' + 'pkg.com',
  'npm' + 'mirror.com',
  'deb.deb' + 'ian.org',
];
const LOCKS = /(^|\/)package-lock\.json$/;

/**
 * @param {string} file
 * @param {string} text
 * @returns {string[]} what is wrong
 */
export function faults(file, text) {
  const named = REGISTRIES.filter((host) => text.includes(host));
  const found = named.map(
    (host) => `${file} names the package registry ${host}: whoever installs may use another one.`,
  );
  if (LOCKS.test(file) && /"resolved": "https?:/.test(text)) {
    found.push(`${file} records download addresses: npm install with this repository's .npmrc removes them.`);
  }
  return found;
}

export function checkRepository() {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  const files = stdout.split('\0').filter((file) => file && fs.existsSync(path.join(root, file)));
  return files.flatMap((file) => faults(file, fs.readFileSync(path.join(root, file), 'latin1')));
}

if (process.argv[1] === import.meta.filename) {
  const found = checkRepository();
  for (const fault of found) console.error(fault);
  process.exitCode = found.length > 0 ? 1 : 0;
}
