/** The running PostgreSQL: started under a guard, found by its pid file, stopped in order. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataArgument, runOptions } from './cluster.mjs';

/**
 * The guard is a shell of a few lines, so that it costs nothing: when its standard input ends, because we closed it or
 * because we died in whatever way, it asks PostgreSQL to shut down.
 */
const GUARD = `
exec 3<&0
"$@" </dev/null 3<&- &
postmaster=$!
(while read -r _; do :; done; kill -INT $postmaster) <&3 &
wait $postmaster
code=$?
kill $! 2>/dev/null
exit $code`;

/**
 * @param {{dir: string, programs: string, user: {uid: number, gid: number} | undefined, port: number, log: number}} options
 *   `log`: a file descriptor
 */
export function spawnPostmaster({ dir, programs, user, port, log }) {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=64MB', 'jit=off'];
  const args = [...dataArgument(dir), '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  return spawn('/bin/sh', ['-c', GUARD, 'guard', path.join(programs, 'bin/postgres'), ...args], {
    ...runOptions(dir, user),
    stdio: ['pipe', log, log],
    // A Ctrl-C in the terminal must not reach it before those who use it have stopped.
    detached: true,
  });
}

/** What postmaster.pid says, if there is one: its line 1 is the process, line 4 the port, line 8 its state. */
export function readPidFile(dir) {
  let lines;
  try {
    lines = fs.readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Stops a postmaster whose launcher was killed together with the guard. */
export async function stopOrphan(dir) {
  const found = readPidFile(dir);
  if (!found || !isPostgres(found.pid)) return;
  process.kill(found.pid, 'SIGINT');
  if (await gone(found.pid, 5000)) return;
  process.kill(found.pid, 'SIGQUIT');
  await gone(found.pid, 5000);
}

/** The number in an old pid file may meanwhile belong to anyone. */
function isPostgres(pid) {
  if (!isAlive(pid)) return false;
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0].endsWith('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function gone(pid, milliseconds) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await delay(20)) if (!isAlive(pid)) return true;
  return !isAlive(pid);
}
