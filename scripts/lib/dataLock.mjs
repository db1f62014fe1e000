/** One launcher at a time per data folder: it leaves its name there, and a dead one's name counts for nothing. */
import fs from 'node:fs';
import path from 'node:path';

const fileIn = (dataDir) => path.join(dataDir, 'launcher.json');

/**
 * The launcher that last used the folder.
 *
 * @returns {{pid: number, url: string, alive: boolean} | undefined}
 */
export function lastLauncher(dataDir) {
  let noted;
  try {
    noted = JSON.parse(fs.readFileSync(fileIn(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
  return { ...noted, alive: noted.pid !== process.pid && startOf(noted.pid) === noted.start };
}

export function takeFolder(dataDir, url) {
  const note = { pid: process.pid, start: startOf(process.pid), url };
  fs.writeFileSync(fileIn(dataDir), JSON.stringify(note));
}

export function leaveFolder(dataDir) {
  fs.rmSync(fileIn(dataDir), { force: true });
}

/** When a process started, so that another one under a recycled number isn't taken for it; undefined: there is none. */
function startOf(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return undefined;
  }
  try {
    // The name in parentheses may hold spaces; the start time is field 22 of /proc/PID/stat (proc(5)).
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[19];
  } catch {
    return 'unknown';
  }
}
