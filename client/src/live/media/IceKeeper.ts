export type IceState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

/** ICE often finds back by itself within this time. */
const patience = 1500;
/** What a restart gets before one gives up and joins anew. */
const restartTime = 7000;

/** Restarts ICE when a transport loses its way; says so when that does not help. */
export class IceKeeper {
  readonly #options: { restart(): Promise<void>; onLost(): void };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: 'fine' | 'doubting' | 'restarting' | 'closed' = 'fine';

  constructor(options: { restart(): Promise<void>; onLost(): void }) {
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

  close(): void {
    clearTimeout(this.#timer);
    this.#state = 'closed';
  }

  #restart(): void {
    clearTimeout(this.#timer);
    this.#state = 'restarting';
    this.#timer = setTimeout(() => this.#giveUp(), restartTime);
    // Without the signalling link there is nobody to ask: coming back over it joins anew anyway.
    this.#options.restart().catch(() => this.#giveUp());
  }

  #giveUp(): void {
    if (this.#state !== 'restarting') return;
    this.close();
    this.#options.onLost();
  }
}
