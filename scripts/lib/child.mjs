/** A process of ours: started with a channel, ready when it says so, its log in a file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { root } from './paths.mjs';
import { Sentence } from './sentence.mjs';

const READY_WITHIN_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;
const LAST_LINES = 15;

/** Opens a log for appending; one that has grown large is put aside first. */
export function openLog(file) {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, 'a', 0o600);
}

/**
 * Starts a process and waits until it sends `{type: 'ready', …}`, or `{type: 'failed', message}` with a sentence.
 *
 * @param {{name: string, args: string[], env: Record<string, string>, logFile: string, stopWithinMs: number,
 *   signal: AbortSignal}} options `args`: of Node
 */
export async function startChild({ name, args, env, logFile, stopWithinMs, signal }) {
  const log = openLog(logFile);
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log, 'ipc'],
    // A Ctrl-C in the terminal is for us: we stop our processes in order.
    detached: true,
  });
  fs.closeSync(log);
  const exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await exited;
    clearTimeout(timer);
  };
  const ready = await waitForReady(child, exited, signal).catch(async (error) => {
    await stop();
    if (error instanceof Sentence) throw error;
    throw new Sentence(`${tail(logFile)}\n\nThe ${name} did not start (${error.message}): its log is ${logFile}.`);
  });
  return { name, ready, exited, stop, pid: child.pid };
}

async function waitForReady(child, exited, signal) {
  let timer;
  const ready = new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (message?.type === 'ready') resolve(message);
      else if (message?.type === 'failed') reject(new Sentence(message.message));
    });
  });
  const ended = exited.then(({ code, signal }) => Promise.reject(new Error(`it ended with ${signal ?? code}`)));
  const late = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Sentence('Stopped.')));
    timer = setTimeout(() => reject(new Error(`not ready within ${READY_WITHIN_MS / 1000} s`)), READY_WITHIN_MS);
  });
  try {
    return await Promise.race([ready, ended, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tail(file) {
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n');
}
