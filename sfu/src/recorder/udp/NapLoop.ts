/** A packet that comes alone costs a wake-up of the process, several times what is done with it. Milliseconds. */
const NAP = 100;
/** When packets come matters while nothing else tells a new track's time. */
const SHORT_NAP = 15;
const SHORT_FOR = 5_000;

/**
 * Lets packets gather: while it runs, the process sleeps between two looks at its sockets, and each look takes all that
 * is there. What else the process does waits for the nap's end, too.
 */
export class NapLoop {
  readonly #tick: () => void;
  readonly #drain: () => void;
  readonly #sleep = new Int32Array(new SharedArrayBuffer(4));
  #idle: { resolve: () => void; looks: number }[] = [];
  #running = false;
  #shortUntil = -Infinity;
  #scheduled = false;
  #came = 0;

  /** @param tick run often, and always before a nap @param drain run after a nap: takes what has gathered */
  constructor(tick: () => void, drain: () => void) {
    this.#tick = tick;
    this.#drain = drain;
  }

  /** Something came in. */
  count(): void {
    this.#came += 1;
  }

  /** Naps are short for a while after this. */
  begin(): void {
    this.#running = true;
    this.#shortUntil = performance.now() + SHORT_FOR;
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
  }

  /** Resolves when all that had come when it was called is dealt with. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle.push({ resolve, looks: 0 });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#look());
  }

  /** Runs after the event loop's look at the sockets, which takes some packets of each and no more. */
  #look(): void {
    this.#scheduled = false;
    const came = this.#came;
    this.#came = 0;
    this.#tick();
    if (came === 0) {
      // The first look may follow no look at the sockets.
      for (const one of this.#idle) one.looks += 1;
      for (const { resolve } of this.#idle.filter(({ looks }) => looks > 1)) resolve();
      this.#idle = this.#idle.filter(({ looks }) => looks <= 1);
      const nap = performance.now() < this.#shortUntil ? SHORT_NAP : NAP;
      if (this.#running && this.#idle.length === 0) {
        Atomics.wait(this.#sleep, 0, 0, nap);
        this.#drain();
      }
    }
    if (this.#running || came > 0 || this.#idle.length > 0) this.#schedule();
  }
}
