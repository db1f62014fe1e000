import { open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { scanPieces, type ScannedTrack } from '@pluriclasse/shared/capsule/file/scanPieces';
import type { Log } from '../log.ts';

/** How often a writer that may still live is waited for, a second each: it ends soon after its node. */
const PATIENCE = 10;
/** A track that is written is written about each second, or paused, ms. */
const QUIET = 3_000;
const SILENT = 60_000;
const EXTENSIONS = ['.open', '.webm', '.mp4'];

/**
 * Cuts the torn tail of a track that nobody writes any more, and takes its `.open` away.
 * @param base of its files, without an extension
 * @returns what is left of it; undefined for a track that never began: nothing of it stays
 */
export async function repairTrack(base: string): Promise<ScannedTrack | undefined> {
  for (const extension of ['.webm', '.mp4']) {
    const file = await open(base + extension, 'r+').catch(ifThere);
    if (file === undefined) continue;
    try {
      const { size } = await file.stat();
      const read = async (offset: number, length: number) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      };
      const scanned = await scanPieces({ size, read });
      if (scanned.pieces.length > 0) {
        if (scanned.whole < size) await file.truncate(scanned.whole);
        await file.sync();
        await remove(`${base}.open`);
        return scanned;
      }
    } finally {
      await file.close();
    }
    await remove(base + extension);
  }
  await remove(`${base}.json`);
  await remove(`${base}.open`);
  return undefined;
}

/**
 * Repairs all tracks whose writer is gone; to be called when a node starts. Never rejects.
 * @param second resolves a second later
 */
export async function repairAll(folder: string, log: Log, second = () => wait(1_000)): Promise<void> {
  const recordings = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    recordings.map(async (recording) => {
      const names = await readdir(path.join(folder, recording)).catch(() => []);
      return names
        .filter((name) => name.endsWith('.open'))
        .map((name) => ({ recording, track: name.slice(0, -'.open'.length) }));
    }),
  );
  // All at once: none waits for the time that another is given.
  await Promise.all(
    found.flat().map(async ({ recording, track }) => {
      const base = path.join(folder, recording, track);
      try {
        if (!(await isLeft(base, second))) return;
        const left = await repairTrack(base);
        log.info({ recording, track, bytes: left?.whole ?? 0 }, 'track repaired');
      } catch (error) {
        log.error({ recording, track, err: error }, 'track not repaired');
      }
    }),
  );
}

/** Whether the track's writer has gone without ending it. */
async function isLeft(base: string, second: () => Promise<void>): Promise<boolean> {
  for (let time = 0; time < PATIENCE; time += 1) {
    const text = await readFile(`${base}.open`, 'utf8').catch(ifThere);
    if (text === undefined) return false;
    const writer = Number(text);
    // One that begins has no bytes yet, but its mark is new.
    const files = await Promise.all(EXTENSIONS.map((extension) => stat(base + extension).catch(ifThere)));
    const silent = Math.min(...files.map((file) => (file ? Date.now() - file.mtimeMs : Infinity)));
    // Its number says nothing where it runs in another container, and may be another process's by now.
    if (silent > SILENT || (silent > QUIET && !(writer > 0 && lives(writer)))) return true;
    await second();
  }
  return false;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function remove(file: string): Promise<void> {
  await unlink(file).catch(ifThere);
}

function ifThere(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
