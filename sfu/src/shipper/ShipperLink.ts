import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log.ts';
import type { ShipperState, ToShipper } from './messages.ts';

const script = fileURLToPath(new URL(`main${extname(import.meta.url)}`, import.meta.url));
/** One that dies is not started anew without a rest, ms. */
const REST = 2_000;

/** The node's process that brings recordings to the store. Started again when it dies. */
export class ShipperLink {
  readonly #order: ToShipper;
  readonly #log: Log;
  #child: ChildProcess | undefined;
  #rest: NodeJS.Timeout | undefined;
  #closed = false;
  /** Undefined until it has told. */
  state: ShipperState | undefined;

  constructor(order: ToShipper, log: Log) {
    this.#order = order;
    this.#log = log;
  }

  /** Undefined while none runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    // Of our environment it needs nothing, and what it does not have it can't follow.
    const child = fork(script, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: {} });
    this.#child = child;
    child.on('message', (message) => (this.state = message as ShipperState)); // it sends nothing else
    child.on('error', (error) => this.#log.error({ err: error }, 'shipper failed'));
    child.once('exit', (code, signal) => {
      this.#child = undefined;
      if (this.#closed) return;
      this.#log.error({ pid: child.pid, code, signal }, 'shipper died');
      this.#rest = setTimeout(() => this.start(), REST);
    });
    child.send(this.#order, () => undefined);
    this.#log.info({ pid: child.pid }, 'shipper started');
  }

  /** What is on its way goes on with the next start. Safe twice. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#rest);
    if (this.#child?.connected) this.#child.disconnect();
  }
}
