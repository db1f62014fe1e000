/** khal, a calendar program of Debian's, for the test that reads our calendars with a program of others. */
import { spawnSync } from 'node:child_process';
import { hasApt, installPackages } from './apt.mjs';

const found = () => spawnSync('khal', ['--version'], { stdio: 'ignore' }).status === 0;

/** @type {import('./khal.d.mts').canHaveKhal} */
export const canHaveKhal = () => found() || hasApt();

/** @type {import('./khal.d.mts').ensureKhal} */
export async function ensureKhal() {
  if (!found()) await installPackages(['khal'], 'khal, which reads calendars in a test');
}
