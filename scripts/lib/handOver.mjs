/** From whatever Node started us to the one that the repository pins. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { satisfies } from './nodeVersion.mjs';
import { packagePath, root } from './paths.mjs';
import { toolEnv } from './run.mjs';
import { Sentence } from './sentence.mjs';

/**
 * Runs a command module under the right Node, with the dependencies installed. The other process is told by its
 * channel when this one ends, in whatever way.
 *
 * @param {URL} command
 */
export async function handOver(command) {
  const installedNow = await ensureDependencies();
  const node = chooseNode();
  if (node === process.execPath && !installedNow) {
    process.env.PATH = toolEnv().PATH;
    await import(command);
    return;
  }
  const child = spawn(node, [fileURLToPath(command), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...toolEnv(), PLURICLASSE_STARTED_AT: String(Date.now() - process.uptime() * 1000) },
  });
  // A Ctrl-C reaches both, a `kill` only us: the message says the same and is heard once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.connected && child.send({ type: 'stop' }));
  }
  child.once('exit', (code) => process.exit(code ?? 1));
}

function chooseNode() {
  const pinned = packagePath(`node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (fs.existsSync(pinned)) {
    if (fs.realpathSync(pinned) === process.execPath) return process.execPath;
    if (spawnSync(pinned, ['--version']).status === 0) return pinned;
  }
  const { engines } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  if (satisfies(process.version, engines.node)) return process.execPath;
  throw new Sentence(
    `Pluriclasse needs Node ${engines.node} and this is ${process.version}: install Node 24 and start again.`,
  );
}
