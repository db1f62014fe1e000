/** An embedded PostgreSQL: real binaries from npm, one cluster in one folder, gone when its starter is. */
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './freePort.mjs';
import { postgresPrograms } from './postgres/binaries.mjs';
import { DATABASE, ensureCluster, ROLE } from './postgres/cluster.mjs';
import { postgresUser } from './postgres/osUser.mjs';
import { readPidFile, spawnPostmaster, stopOrphan } from './postgres/postmaster.mjs';
import { Sentence } from './sentence.mjs';

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 900;

/** @type {import('./postgres.d.mts').startPostgres} */
export async function startPostgres({ dataDir, port = 0, notPorts = [], logFile = `${dataDir}.log` }) {
  const dir = path.resolve(dataDir);
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  await stopOrphan(dir);
  const user = postgresUser(dir);
  const programs = postgresPrograms(user);
  const password = ensureCluster({ dir, programs, user });
  const log = fs.openSync(logFile, 'a', 0o600);
  try {
    for (let attempt = 1; ; attempt++) {
      const chosen = port || (await freePort(undefined, notPorts));
      const guard = spawnPostmaster({ dir, programs, user, port: chosen, log });
      if (await isReady(guard, dir)) return running({ guard, dir, port: chosen, password });
      // Between our look and its start somebody may have taken the port.
      if (port || attempt === 3) throw new Sentence(`The database did not start: its log is ${logFile}.`);
    }
  } finally {
    fs.closeSync(log);
  }
}

async function isReady(guard, dir) {
  const end = Date.now() + READY_WITHIN_MS;
  while (guard.exitCode === null && Date.now() < end) {
    if (readPidFile(dir)?.ready) return true;
    await delay(10);
  }
  guard.stdin.end();
  return false;
}

/** The postmaster may have gone while its guard has not yet. */
function quitNow(pid) {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function running({ guard, dir, port, password }) {
  const exited = once(guard, 'exit').then(() => undefined);
  guard.stdin.on('error', () => {});
  let stopping;
  const stop = async () => {
    const pid = readPidFile(dir)?.pid;
    guard.stdin.end();
    const timer = setTimeout(() => pid && guard.exitCode === null && quitNow(pid), STOP_WITHIN_MS);
    await exited;
    clearTimeout(timer);
  };
  return {
    url: `postgres://${ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`,
    port,
    exited,
    stop: () => (stopping ??= stop()),
  };
}
