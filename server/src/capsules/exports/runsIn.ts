import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';

const FILE = 'pid';

/** Notes in a run's folder which process it is, for whoever comes after a server that was killed. */
export const noteRun = (folder: string, pid: number): Promise<void> => writeFile(path.join(folder, FILE), String(pid));

/** Ends the process that a killed server left running in a folder; never another one that has got its number since. */
export async function endRunIn(folder: string): Promise<void> {
  try {
    const pid = Number(await readFile(path.join(folder, FILE), 'utf8'));
    if (Number.isInteger(pid) && pid > 1 && (await readlink(`/proc/${pid}/cwd`)) === (await realpath(folder)))
      process.kill(pid, 'SIGKILL');
  } catch {
    // Nothing was noted, or it is over.
  }
}
