import { readFile } from 'node:fs/promises';

/**
 * Memory of a process and all its children, in bytes: what is theirs alone (Linux's `Private_*` of smaps_rollup), since
 * pages of the same binary would be counted once for each.
 */
export async function residentMemory(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const own = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce((sum, [, kB]) => sum + Number(kB) * 1024, 0);
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const theirs = await Promise.all(
    children
      .trim()
      .split(' ')
      .filter(Boolean)
      .map((child) => residentMemory(Number(child))),
  );
  return theirs.reduce((sum, bytes) => sum + bytes, own);
}
