/** Keeps node_modules at what package-lock.json says. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, stampDir } from './paths.mjs';
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

/** The same npm that runs us, by its own Node: ours may lie in the folder that is about to be replaced. */
async function install(count) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const [program, ...args] = npm && node && !inside(node) ? [node, npm] : ['npm'];
  await step('Installing the dependencies', async (progress) => {
    let fetched = 0;
    // Each package's arrival is a line at this level of detail.
    const onLine = (line) => {
      const told = /http (fetch|cache)/.test(line);
      if (told && line.includes('.tgz')) progress(Math.min(0.99, ++fetched / count));
      return told;
    };
    const failure = 'npm could not install the dependencies: see above, put it right and start again.';
    await run(program, [...args, 'ci', '--ignore-scripts', '--loglevel=http'], { failure, onLine, env: plainEnv() });
  });
}

const inside = (file) => file.startsWith(path.join(root, 'node_modules'));

/** Without what the npm that runs us says to its scripts, which would be taken for options. */
function plainEnv() {
  const PATH = process.env.PATH.split(path.delimiter)
    .filter((dir) => !inside(dir))
    .join(path.delimiter);
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|command|config_local_prefix)/.test(name),
  );
  return { ...Object.fromEntries(entries), PATH };
}
