import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { ExportFailed } from './ExportFailed.ts';
import { noteRun } from './runsIn.ts';

export interface FfmpegRun {
  readonly binary: string;
  readonly args: readonly string[];
  /** A folder of its own; what ffmpeg keeps for itself goes there too. */
  readonly folder: string;
  /** Milliseconds of what is made: progress is told as a part of it. */
  readonly duration: number;
  /** Milliseconds after which it is killed. */
  readonly most: number;
  readonly signal: AbortSignal;
  readonly onProgress: (part: number) => void;
}

/** Lets everything else go first. */
const NICE = 19;
/** As much of what it says is kept for the log. */
const LAST_WORDS = 2_000;

/**
 * Runs ffmpeg beside the server: without a shell, niced, with nothing of our environment, and never longer than `most`.
 * Resolves when it says that it has come to the end; whatever happens, it is over when this is settled.
 * @throws ExportFailed; the signal's reason when it is aborted
 */
export async function runFfmpeg({ binary, args, folder, duration, most, signal, onProgress }: FfmpegRun) {
  signal.throwIfAborted();
  const child = spawn(binary, args, {
    cwd: folder,
    env: { HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) lower(child.pid);
  let ended = false;
  let tooSlow = false;
  let words = '';
  const kill = () => child.kill('SIGKILL');
  const timer = setTimeout(() => {
    tooSlow = true;
    kill();
  }, most);
  signal.addEventListener('abort', kill);
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-LAST_WORDS)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [key, value = ''] = line.split('=');
    if (key === 'out_time_us' && /^\d+$/.test(value)) onProgress(Math.min(1, Number(value) / 1000 / duration));
    if (key === 'progress' && value.trim() === 'end') ended = true;
  });
  try {
    const noted = child.pid === undefined ? Promise.resolve() : noteRun(folder, child.pid).catch(kill);
    const code = await new Promise<number | null>((resolve, reject) => {
      // Without a process there is no `close`.
      child.on('error', (error) => (child.pid === undefined ? reject(error) : undefined));
      child.on('close', resolve);
    }).catch((error: unknown) => {
      throw new ExportFailed('failed', `It did not start: ${String(error)}`);
    });
    await noted;
    signal.throwIfAborted();
    if (tooSlow) throw new ExportFailed('too_slow', 'It took too long');
    if (/no space left on device|disk quota exceeded/i.test(words)) throw new ExportFailed('disk_full', words);
    if (code !== 0 || !ended) throw new ExportFailed('failed', `It ended with ${code}: ${words}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
  }
}

function lower(pid: number): void {
  try {
    setPriority(pid, NICE);
  } catch {
    // It is over already.
  }
}
