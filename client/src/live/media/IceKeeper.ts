export type IceState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

/** ICE often finds back by itself within this time. */
const patience = 1500;
/** What a restart gets before one gives up and joins anew. */
const restartTime = 7000;

export interface IceKeeperOptions {
  restart: () => Promise<void>;
  /** Whether there is anybody to ask for a restart: not without the signalling link. */
  canRestart: () => boolean;
  onLost: () => void;
}

/** Restarts ICE when a transport loses its way; says so when that does not help. */
export class IceKeeper {
  readonly #options: IceKeeperOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: 'fine' | 'doubting' | 'restarting' | 'closed' = 'fine';

  constructor(options: IceKeeperOptions) {
    this.#options = options;
  }

  handle(ice: IceState): void {
    if (this.#state === 'closed') return;
    if (ice === 'connected') {
      clearTimeout(this.#timer);
      this.#state = 'fine';
    }
    if (ice === 'disconnected' && this.#state === 'fine') {
      this.#state = 'doubting';
      this.#timer = setTimeout(() => this.#restart(), patience);
    }
    if (ice === 'failed' && (this.#state === 'fine' || this.#state === 'doubting')) this.#restart();
  }

  /** The signalling link is back: what is not known to be fine is restarted at once. */
  resume(ice: IceState): void {
    if (this.#state !== 'closed' && ice !== 'connected') this.#restart();
  }

  /** Whether it gave up, or was closed. */
  get done(): boolean {
    return this.#state === 'closed';
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#state = 'closed';
  }

  #restart(): void {
    clearTimeout(this.#timer);
    if (!this.#options.canRestart()) {
      this.#state = 'doubting';
      return;
    }
    this.#state = 'restarting';
    this.#timer = setTimeout(() => this.#giveUp(), restartTime);
    this.#options.restart().catch(() => this.#giveUp());
  }

  #giveUp(): void {
    if (this.#state !== 'restarting') return;
    this.close();
    this.#options.onLost();
  }
}
