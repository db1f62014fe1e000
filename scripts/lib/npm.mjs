/** An npm that is new enough, run by a Node that is new enough. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { satisfies } from './nodeVersion.mjs';
import { cacheDir, root } from './paths.mjs';
import { run } from './run.mjs';
import { Sentence } from './sentence.mjs';
import { step } from './steps.mjs';

/** No scripts of strangers; each package's arrival is a line at this level of detail. */
export const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'];

const manifest = () => JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const inside = (file) => file.startsWith(path.join(root, 'node_modules'));

/**
 * The command to run npm by: the person's own, if its Node is one of those that package.json names, else a pinned pair
 * that is kept outside the checkout.
 *
 * @returns {Promise<string[]>}
 */
export async function fittingNpm() {
  const own = ownNpm();
  const { stdout } = spawnSync(own.length > 1 ? own[0] : 'node', ['--version'], { encoding: 'utf8', env: plainEnv() });
  const version = stdout?.trim() || process.version;
  const { engines, packageManager, optionalDependencies } = manifest();
  if (satisfies(version, engines.node)) return own;
  const nodePackage = `node-${process.platform}-${process.arch}`;
  const pinned = optionalDependencies[nodePackage];
  if (!pinned) {
    throw new Sentence(
      `Pluriclasse needs Node ${engines.node} and this is ${version}: install Node 24 and start again.`,
    );
  }
  return pinnedNpm(own, packageManager, `${nodePackage}@${pinned}`);
}

/** The npm that runs us, by its own Node: ours may lie in the folder that is about to be replaced. */
function ownNpm() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  return npm && node && !inside(node) ? [node, npm] : ['npm'];
}

async function pinnedNpm([program, ...args], npmPackage, nodePackage) {
  const dir = path.join(cacheDir, 'tools', `${npmPackage}+${nodePackage}`.replaceAll('@', '-'));
  const node = path.join(dir, 'node_modules', nodePackage.split('@')[0], 'bin', 'node');
  const npm = path.join(dir, 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (!fs.existsSync(node) || !fs.existsSync(npm)) {
    const half = `${dir}.${process.pid}`;
    fs.mkdirSync(half, { recursive: true });
    fs.writeFileSync(path.join(half, 'package.json'), '{}');
    const failure = 'npm could not fetch Node: see above, put it right and start again.';
    const options = { failure, cwd: half, env: plainEnv(), onLine: (line) => line.includes('http fetch') };
    const wanted = [npmPackage, nodePackage];
    await step('Fetching Node', () => run(program, [...args, 'install', ...quietly, ...wanted], options));
    fs.rmSync(dir, { recursive: true, force: true });
    fs.renameSync(half, dir);
  }
  return [node, npm];
}

/** Hears npm tell of packages that arrive, as a share of `count`. */
export function arrivals(count, progress) {
  let arrived = 0;
  return (line) => {
    const told = /http (fetch|cache)/.test(line);
    if (told && line.includes('.tgz')) progress(Math.min(0.99, ++arrived / count));
    return told;
  };
}

/** Without what the npm that runs us says to its scripts, which would be taken for options. */
export function plainEnv() {
  const PATH = process.env.PATH.split(path.delimiter)
    .filter((dir) => !inside(dir))
    .join(path.delimiter);
  const told = /^npm_(package|lifecycle|command|config_local_prefix|config_prefix)/;
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name))), PATH };
}
