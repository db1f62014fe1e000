import { Store, type Readable } from '../Store.ts';

const every = 100;

/** Measures how loud a microphone is, ten times a second. */
export class MicrophoneMeter {
  readonly #level = new Store(0);
  readonly #context = new AudioContext();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #since = performance.now();
  #loudest = 0;

  constructor(track: MediaStreamTrack) {
    // A copy: the track itself is muted until the person opens it, and a muted one measures silence.
    const copy = track.clone();
    copy.enabled = true;
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 1024;
    this.#context.createMediaStreamSource(new MediaStream([copy])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      let power = 0;
      for (const sample of samples) power += sample * sample;
      const level = Math.sqrt(power / samples.length);
      this.#loudest = Math.max(this.#loudest, level);
      this.#level.set(level);
    }, every);
    this.#stop = () => copy.stop();
  }

  /** RMS, 0–1 of full scale. */
  get level(): Readable<number> {
    return this.#level;
  }
  get loudest(): number {
    return this.#loudest;
  }
  /** Milliseconds. */
  get listenedFor(): number {
    return performance.now() - this.#since;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stop();
    void this.#context.close();
  }

  readonly #stop: () => void;
}
