/** A whole installation on one machine: database, sfu and server, started together and stopped in order. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { startChild } from './child.mjs';
import { freePort } from './freePort.mjs';
import { keepRunning } from './keepRunning.mjs';
import { startPostgres } from './postgres.mjs';
import { builtArgs, serverProcess, sfuProcess } from './processes.mjs';

/** @typedef {typeof import('./keepRunning.mjs').keepRunning} Keep how a process is kept running */

/**
 * @param {import('./processes.mjs').Settings} settings
 * @param {{worker: string, nodeArgs?: typeof builtArgs, keep?: Keep, signal: AbortSignal, giveUp: (error: Error) => void}} options
 *   `signal` ends a start that is under way
 * @returns {Promise<{ready: object, stop: () => Promise<void>}>} `ready` is what the server said of itself
 */
export async function startInstallation(
  settings,
  { worker, nodeArgs = builtArgs, keep = keepRunning, signal, giveUp },
) {
  fs.mkdirSync(path.join(settings.dataDir, 'logs'), { recursive: true });
  // What is asked for by number is opened later than what only has to be free.
  const notPorts = [settings.port, settings.mediaPort];
  const sfuPort = await freePort(undefined, notPorts);
  const plan = { settings, worker, sfuPort, secret: randomBytes(24).toString('base64url') };
  const run = (process) =>
    keep(() => startChild({ ...process, args: nodeArgs[process.name], signal }), process.name, giveUp);

  const database = startDatabase(settings, [...notPorts, sfuPort]);
  const sfu = run(sfuProcess(plan));
  const server = database.then(({ url }) => run(serverProcess(plan, url)));

  const stop = async () => {
    for (const part of [server, sfu, database]) await (await part.catch(() => undefined))?.stop();
  };
  try {
    const [{ ready }] = await Promise.all([server, sfu, database]);
    return { ready, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDatabase({ dataDir, databaseUrl }, notPorts) {
  if (databaseUrl) return { url: databaseUrl, stop: async () => {} };
  return startPostgres({
    dataDir: path.join(dataDir, 'postgres'),
    notPorts,
    logFile: path.join(dataDir, 'logs', 'postgres.log'),
  });
}
