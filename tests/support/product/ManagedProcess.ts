import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { root } from './root.ts';

export interface ProcessOptions {
  readonly name: string;
  /** The source file of the process. */
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

/** A process of the product that a test may kill and start again. */
export class ManagedProcess {
  readonly #options: ProcessOptions;
  #child: ChildProcess | undefined;

  private constructor(options: ProcessOptions) {
    this.#options = options;
  }

  static async create(options: ProcessOptions): Promise<ManagedProcess> {
    const process = new ManagedProcess(options);
    await process.start();
    return process;
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error(`The ${this.#options.name} does not run`);
    return this.#child.pid;
  }

  /** Resolves once the process says that it is ready. */
  async start(): Promise<void> {
    const { name, main, env, logFile } = this.#options;
    const log = openSync(logFile, 'a');
    const child = spawn(process.execPath, ['--conditions=source', main], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.#child = child;
    const ready = new Promise<void>((resolve) => {
      child.on('message', (message: { type?: string }) => message.type === 'ready' && resolve());
    });
    const ended = once(child, 'exit').then(() => {
      const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
      throw new Error(`The ${name} ended before it was ready:\n${tail}`);
    });
    await Promise.race([ready, ended]);
    ended.catch(() => {}); // from here on its end is the test's business
  }

  /** Ends it as a power cut would, and resolves when it is gone. */
  kill = (): Promise<void> => this.#end('SIGKILL');
  stop = (): Promise<void> => this.#end('SIGTERM');

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 8000);
    await exited;
    clearTimeout(timer);
  }
}
