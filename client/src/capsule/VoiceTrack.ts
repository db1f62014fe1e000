import type { Voice } from '@pluriclasse/shared/capsule/manifest';

/** What is used of an audio element. */
export type Sound = Pick<
  HTMLAudioElement,
  | 'src'
  | 'currentTime'
  | 'playbackRate'
  | 'preservesPitch'
  | 'preload'
  | 'paused'
  | 'ended'
  | 'seeking'
  | 'readyState'
  | 'play'
  | 'pause'
  | 'load'
  | 'removeAttribute'
  | 'addEventListener'
>;

const HAVE_METADATA = 1;
const HAVE_FUTURE_DATA = 3;

const events = ['error', 'ended', 'pause', 'waiting', 'canplay', 'playing', 'seeked', 'loadedmetadata'] as const;

export interface VoiceTrackOptions {
  readonly voice: Voice;
  readonly sound: Sound;
  /** Something about it is different. */
  readonly onChange: () => void;
  /** Its bytes don't come, or can't be played. */
  readonly onError: () => void;
  /** The browser plays nothing before a touch. */
  readonly onRefused: () => void;
}

/** One voice and its audio element. */
export class VoiceTrack {
  readonly voice: Voice;
  readonly #sound: Sound;
  readonly #options: VoiceTrackOptions;
  readonly #stop = new AbortController();
  /** Where to begin, until the element knows its own time; in milliseconds. */
  #start: number | undefined;
  #failed = false;
  /** Its bytes stopped coming; another address may bring them. */
  #broken = false;
  /** It was told to play last, not to pause. */
  #told = false;
  /** A new link was fetched for it, and it has not played since. */
  renewed = false;
  /** By the player's clock, in milliseconds. */
  jumpedAt = -Infinity;
  /** It is to come after the others: whoever went elsewhere need not wait for one who is silent there. */
  behind = false;
  /** When it was last tried to bring it back, by the same clock. */
  triedAt = -Infinity;

  constructor(options: VoiceTrackOptions) {
    const { voice, sound, onChange, onError } = options;
    this.voice = voice;
    this.#sound = sound;
    this.#options = options;
    sound.preload = 'auto';
    sound.preservesPitch = true;
    for (const event of events) {
      const listener = () => {
        if (event === 'loadedmetadata') this.#begin();
        if (event === 'playing') this.renewed = false;
        if (event === 'error') {
          this.#broken = true;
          onError();
        }
        onChange();
      };
      sound.addEventListener(event, listener, { signal: this.#stop.signal });
    }
  }

  get failed(): boolean {
    return this.#failed;
  }
  get broken(): boolean {
    return this.#broken && !this.#failed;
  }
  get ended(): boolean {
    return this.#sound.ended;
  }
  /** It can't be heard at its place yet. */
  get lags(): boolean {
    return this.#broken || (!this.ended && (this.#sound.seeking || this.#sound.readyState < HAVE_FUTURE_DATA));
  }
  get runs(): boolean {
    return !this.#failed && !this.#sound.paused && !this.ended && !this.lags;
  }
  /** Somebody speaks in it between two instants, in milliseconds. */
  isHeard(from: number, to: number): boolean {
    return this.voice.heard.some((stretch) => stretch.from < to && stretch.to > from);
  }
  /** It knows its length. */
  get opened(): boolean {
    return this.#sound.readyState >= HAVE_METADATA;
  }
  /** Somebody else has stopped it: the system for a call, a headset that was pulled. */
  get interrupted(): boolean {
    return this.#told && !this.#failed && !this.#broken && this.#sound.paused && !this.ended;
  }
  /** Milliseconds. */
  get time(): number {
    return this.#start ?? this.#sound.currentTime * 1000;
  }

  /** Plays what is behind an address from now on. @param at milliseconds */
  open(address: string, at: number): void {
    this.#failed = false;
    this.#broken = false;
    this.behind = false;
    // Another address stops it.
    this.#told = false;
    this.#start = at;
    this.#sound.src = address;
    this.#sound.load();
  }

  fail(): void {
    this.#failed = true;
    this.pause();
  }

  play(): void {
    // Some browsers refuse to play what has failed, as if somebody had stopped it.
    if (this.#failed || this.#broken || !this.#sound.paused) return;
    this.#told = true;
    this.#sound.play().catch((error: unknown) => {
      // A pause, or another address, came in between; or the element tells by its own event.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#options.onRefused();
    });
  }

  pause(): void {
    this.#told = false;
    if (!this.#sound.paused) this.#sound.pause();
  }

  seek(at: number): void {
    this.behind = false;
    if (!this.opened) this.#start = at;
    else {
      this.#start = undefined;
      this.#sound.currentTime = at / 1000;
    }
  }

  setRate(rate: number): void {
    if (this.#sound.playbackRate !== rate) this.#sound.playbackRate = rate;
  }

  close(): void {
    this.#stop.abort();
    this.#sound.pause();
    // Else a browser may go on fetching until the element is collected.
    this.#sound.removeAttribute('src');
    this.#sound.load();
  }

  #begin(): void {
    const start = this.#start;
    this.#start = undefined;
    if (start !== undefined && start > 0) this.#sound.currentTime = start / 1000;
  }
}
