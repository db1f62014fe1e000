import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../../scripts/lib/freePort.mjs';
import type { Subject } from './Subject.ts';

/** Debian's package, installed when it is not there and we may. */
export async function ensureJanus(): Promise<boolean> {
  if (await succeeds('sh', ['-c', 'command -v janus'])) return true;
  console.log('installing Debian’s janus to measure against …');
  return succeeds('apt-get', ['install', '-y', '--no-install-recommends', 'janus']);
}

/** Janus as Debian configures it, with the videoroom and the WebSocket transport alone. */
export async function startJanus(): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), 'pluriclasse-janus-'));
  const port = await freePort();
  const others = ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq'].map((name) => `libjanus_${name}.so`).join(',');
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  write('janus.jcfg', `general: { debug_level = 2 }\ntransports: { disable = "${others}" }\n`);
  write('janus.transport.websockets.jcfg', `general: { ws = true\n ws_port = ${port}\n ws_ip = "127.0.0.1" }\n`);
  write('janus.plugin.videoroom.jcfg', 'general: { }\n');
  const child = spawn('janus', ['-F', folder], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  await Promise.race([listens(port), exited.then(() => Promise.reject(new Error('Janus ended')))]);
  return {
    dialect: 'janus',
    url: `ws://127.0.0.1:${port}`,
    pids: () => [child.pid ?? 0],
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Janus says nowhere that it is ready. */
async function listens(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs a command and resolves with whether it went well. */
export async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
