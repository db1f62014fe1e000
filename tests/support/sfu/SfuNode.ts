import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SfuPool } from '@pluriclasse/server/media/SfuPool';

const main = fileURLToPath(new URL('../../../sfu/src/main.ts', import.meta.url));
export const secret = 'a secret for tests only';
const silent = { info() {}, warn() {} };

export type NodeMessage = { type: 'ready'; port: number } | { type: 'failed'; message: string };

/** Starts the sfu's own process and resolves with the first thing it says. */
export async function forkNode(env: Record<string, string>): Promise<{ child: ChildProcess; message: NodeMessage }> {
  const child = fork(main, {
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    env: { ...process.env, SFU_SECRET: secret, LOG_LEVEL: 'fatal', ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The sfu ended with ${String(code)}`))),
  ])) as [NodeMessage]; // main.ts sends nothing else
  return { child, message };
}

/** An sfu node in its own process, as in a real installation, and a server's pool that is connected to it. */
export class SfuNode {
  readonly child: ChildProcess;
  readonly url: string;
  readonly pool: SfuPool;

  private constructor(child: ChildProcess, url: string) {
    this.child = child;
    this.url = url;
    this.pool = new SfuPool([{ url, secret }], silent);
  }

  static async create(env: Record<string, string> = {}): Promise<SfuNode> {
    const { child, message } = await forkNode({ SFU_WORKERS: '1', MEDIA_PORT: '0', ...env });
    if (message.type === 'failed') throw new Error(message.message);
    const node = new SfuNode(child, `http://127.0.0.1:${message.port}`);
    await node.pool.ready;
    return node;
  }

  /** The body of one of its status pages. */
  async read(path: '/healthz' | '/readyz' | '/metrics'): Promise<string> {
    const response = await fetch(`${this.url}${path}`);
    return response.text();
  }

  /** Process ids of its workers, read from its figures. */
  async workerPids(): Promise<number[]> {
    const text = await this.read('/metrics');
    return [...text.matchAll(/^pluriclasse_sfu_worker_cpu_seconds_total\{.*pid="(\d+)"/gm)].map(([, pid]) =>
      Number(pid),
    );
  }

  async close(): Promise<void> {
    this.pool.close();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.disconnect();
    await exited;
  }
}
