import { spawn } from 'node:child_process';
import { root } from '../lib/paths.mjs';
import { toolEnv } from '../lib/run.mjs';

/** Runs an installed tool before the person's eyes; tells whether it succeeded. */
export function show(tool, args, env = {}) {
  const child = spawn(tool, args, {
    cwd: root,
    env: { ...toolEnv(), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}
