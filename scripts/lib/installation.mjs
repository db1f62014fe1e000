/** A whole installation on one machine: database, sfu and server, started together and stopped in order. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { startChild } from './child.mjs';
import { freePort } from './freePort.mjs';
import { keepRunning } from './keepRunning.mjs';
import { startPostgres } from './postgres.mjs';
import { builtArgs, serverProcess, sfuProcess } from './processes.mjs';

/**
 * @param {import('./processes.mjs').Settings} settings
 * @param {{worker: string, nodeArgs?: typeof builtArgs, signal: AbortSignal, giveUp: (error: Error) => void}} options
 *   `signal` ends a start that is under way
 * @returns {Promise<{ready: object, stop: () => Promise<void>}>} `ready` is what the server said of itself
 */
export async function startInstallation(settings, { worker, nodeArgs = builtArgs, signal, giveUp }) {
  fs.mkdirSync(path.join(settings.dataDir, 'logs'), { recursive: true });
  const plan = { settings, worker, sfuPort: await freePort(), secret: randomBytes(24).toString('base64url') };
  const keep = (process, args) => keepRunning(() => startChild({ ...process, args, signal }), giveUp);

  const database = startDatabase(settings);
  const sfu = keep(sfuProcess(plan), nodeArgs.sfu);
  const server = database.then(({ url }) => keep(serverProcess(plan, url), nodeArgs.server));

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

async function startDatabase({ dataDir, databaseUrl }) {
  if (databaseUrl) return { url: databaseUrl, stop: async () => {} };
  return startPostgres({
    dataDir: path.join(dataDir, 'postgres'),
    logFile: path.join(dataDir, 'logs', 'postgres.log'),
  });
}
