import type { Sound } from '../VoiceTrack.ts';

/** A clock that a test moves on; what is to run every so often does so on the way. */
export class FakeClock {
  now = 0;
  readonly #runs: { every: number; next: number; run: () => void }[] = [];

  readonly every = (ms: number, run: () => void): (() => void) => {
    const one = { every: ms, next: this.now + ms, run };
    this.#runs.push(one);
    return () => void this.#runs.splice(this.#runs.indexOf(one), 1);
  };

  /** Moves on by milliseconds; what was promised on the way is done. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      const next = this.#runs.toSorted((a, b) => a.next - b.next)[0];
      if (next === undefined || next.next > until) break;
      this.now = next.next;
      next.next += next.every;
      next.run();
      await settle();
    }
    this.now = until;
    await settle();
  }
}

export async function settle(): Promise<void> {
  for (let n = 0; n < 10; n++) await Promise.resolve();
}

/** An audio element over a fake clock, as far as a player uses one. */
export class FakeSound extends EventTarget {
  readonly #clock: FakeClock;
  readonly #length: number;
  /** How much faster its own time goes: no two sound cards agree. */
  readonly #speed: number;
  /** Addresses that it was given. */
  readonly addresses: string[] = [];
  /** How many times its place was set, after it knew its length. */
  seeks = 0;
  preload = '';
  preservesPitch = false;
  seeking = false;
  readyState = 0;
  #paused = true;
  #rate = 1;
  #at = 0;
  #since = 0;
  #src = '';

  constructor(clock: FakeClock, { length = 60, speed = 1 }: { length?: number; speed?: number } = {}) {
    super();
    this.#clock = clock;
    this.#length = length;
    this.#speed = speed;
  }

  /** What a player is given: all that it uses is there. */
  get sound(): Sound {
    return this as unknown as Sound;
  }
  get src(): string {
    return this.#src;
  }
  set src(address: string) {
    this.#src = address;
    this.addresses.push(address);
  }
  get paused(): boolean {
    return this.#paused || this.ended;
  }
  get ended(): boolean {
    return this.readyState > 0 && this.#time() >= this.#length;
  }
  get currentTime(): number {
    return Math.min(this.#length, this.#time());
  }
  set currentTime(seconds: number) {
    this.#hold();
    this.#at = seconds;
    if (this.readyState === 0) return;
    this.seeks++;
    this.seeking = false;
  }
  get playbackRate(): number {
    return this.#rate;
  }
  set playbackRate(rate: number) {
    this.#hold();
    this.#rate = rate;
  }

  load(): void {
    this.#hold();
    this.#at = 0;
    this.readyState = 0;
  }
  removeAttribute(): void {
    this.#src = '';
  }
  play(): Promise<void> {
    this.#hold();
    this.#paused = false;
    return Promise.resolve();
  }
  pause(): void {
    this.#hold();
    if (!this.#paused) queueMicrotask(() => this.dispatchEvent(new Event('pause')));
    this.#paused = true;
  }

  /** Its bytes are there. */
  come(): void {
    this.#hold();
    const first = this.readyState === 0;
    this.readyState = 4;
    if (first) this.dispatchEvent(new Event('loadedmetadata'));
    this.dispatchEvent(new Event('canplay'));
    if (!this.#paused) this.dispatchEvent(new Event('playing'));
  }
  /** Its bytes come no more. */
  stall(): void {
    this.#hold();
    this.readyState = 2;
    this.dispatchEvent(new Event('waiting'));
  }
  /** Somebody else stops it: the system, or a key of the headset. */
  interrupt(): void {
    this.pause();
  }
  /** They come no more, and never will from this address. */
  break(): void {
    this.#hold();
    this.readyState = Math.min(this.readyState, 1);
    this.dispatchEvent(new Event('error'));
  }

  #runs(): boolean {
    return !this.#paused && this.readyState >= 3 && !this.seeking;
  }
  #time(): number {
    return this.#at + (this.#runs() ? ((this.#clock.now - this.#since) / 1000) * this.#rate * this.#speed : 0);
  }
  /** Before anything about how it runs changes. */
  #hold(): void {
    this.#at = Math.min(this.#length, this.#time());
    this.#since = this.#clock.now;
  }
}
