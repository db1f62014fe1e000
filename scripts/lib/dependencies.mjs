/** Keeps node_modules at what package-lock.json says. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, stampDir } from './paths.mjs';
import { arrivals, fittingNpm, plainEnv, quietly } from './npm.mjs';
import { run } from './run.mjs';
import { step } from './steps.mjs';

const lockFile = path.join(root, 'package-lock.json');
const stampFile = path.join(stampDir, 'package-lock.sha256');

/**
 * Runs `npm ci` if need be.
 *
 * @returns {Promise<boolean>} whether it did
 */
export async function ensureDependencies() {
  const text = fs.readFileSync(lockFile, 'utf8');
  const hash = createHash('sha256').update(text).digest('hex');
  if (read(stampFile) === hash) return false;
  const wanted = fittingPackages(JSON.parse(text).packages);
  const stale = !installed(wanted);
  if (stale) await install(wanted.length);
  fs.mkdirSync(stampDir, { recursive: true });
  fs.writeFileSync(stampFile, hash);
  return stale;
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The lock's entries that npm installs on a machine like this one. */
function fittingPackages(packages) {
  const fits = (list, value) =>
    !list || list.includes(value) || (list[0]?.startsWith('!') && !list.includes(`!${value}`));
  return Object.entries(packages)
    .filter(([where, entry]) => where.startsWith('node_modules/') && !entry.link)
    .filter(([, { os, cpu }]) => fits(os, process.platform) && fits(cpu, process.arch))
    .map(([where, { version, optional, libc }]) => ({ where, version, mayMiss: optional && libc }));
}

/** Somebody may have run npm by hand: it leaves in node_modules what it installed. */
function installed(wanted) {
  const hidden = read(path.join(root, 'node_modules', '.package-lock.json'));
  if (!hidden) return false;
  const { packages } = JSON.parse(hidden);
  return wanted.every(
    ({ where, version, mayMiss }) => packages[where]?.version === version || (mayMiss && !packages[where]),
  );
}

/** npm leaves out optional packages that its own Node is too old for, so it is run by one that fits. */
async function install(count) {
  const [program, ...args] = await fittingNpm();
  await step('Installing the dependencies', async (progress) => {
    const failure = 'npm could not install the dependencies: see above, put it right and start again.';
    const onLine = arrivals(count, progress);
    await run(program, [...args, 'ci', ...quietly], { failure, onLine, env: plainEnv() });
  });
}
