import { readdirSync, readFileSync } from 'node:fs';

/** Jiffies a second in /proc, fixed on Linux for programs. */
const TICKS = 100;

/** CPU seconds that processes have used so far, user and system, all threads. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((total, pid) => total + readPrecise(pid), 0);
}

/** A process and all its descendants. */
export function processTree(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [{ pid: Number(name), parent: Number(readStat(Number(name))[1]) }];
      } catch {
        return []; // it has ended meanwhile
      }
    });
  const tree = [root];
  for (const pid of tree) tree.push(...parents.filter(({ parent }) => parent === pid).map((child) => child.pid));
  return tree;
}

/** Nanoseconds of the scheduler where the kernel gives them: a window of seconds is few jiffies. */
function readPrecise(pid: number): number {
  const fields = readStat(pid);
  const jiffies = (Number(fields[11]) + Number(fields[12])) / TICKS;
  const threads = readdirSync(`/proc/${pid}/task`).map((task) => {
    const [ran = '0'] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ');
    return Number(ran) / 1e9;
  });
  const precise = threads.reduce((total, seconds) => total + seconds, 0);
  // A thread that ended took its time along, so this serves only while it agrees with the kernel's own sum.
  return Math.abs(precise - jiffies) < 0.1 + jiffies * 0.1 ? precise : jiffies;
}

/** The fields of /proc/PID/stat after the name, which may hold spaces: state, parent, … utime and stime at 11 and 12. */
function readStat(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
