import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts the bare script; `stop` ends it. With `tcp` its candidates are TCP alone. */
export async function startBare({ tcp = false } = {}): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: ['--conditions=source'],
    env: { ...process.env, ...(tcp ? { BARE_PROTOCOLS: 'tcp' } : {}) },
  });
  if (child.stdout === null) throw new Error('No output from the bare script');
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error('The bare script ended'))),
  ])) as [string]; // a line event carries its text
  const { url } = JSON.parse(line) as { url: string }; // our own line
  return {
    url,
    stop: async () => {
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
